package org.kentei.page.view;

import com.google.zxing.WriterException;
import com.google.zxing.qrcode.decoder.ErrorCorrectionLevel;
import com.google.zxing.qrcode.encoder.ByteMatrix;
import com.google.zxing.qrcode.encoder.Encoder;

/**
 * A text as a QR code, to be drawn with one path.
 *
 * @param size the number of modules of a side, with the quiet zone
 * @param path the dark modules as SVG
 */
public record QrCode(int size, String path) {

    /** The light border that readers need, in modules. */
    private static final int QUIET = 4;

    /**
     * The QR code of a text.
     *
     * @throws IllegalArgumentException for a text that is too long
     */
    public static QrCode of(String text) {
        ByteMatrix modules;
        try {
            modules = Encoder.encode(text, ErrorCorrectionLevel.M).getMatrix();
        } catch (WriterException tooLong) {
            throw new IllegalArgumentException("The text is too long for a QR code.", tooLong);
        }
        StringBuilder path = new StringBuilder();
        for (int row = 0; row < modules.getHeight(); row++) {
            int column = 0;
            while (column < modules.getWidth()) {
                int end = column;
                while (end < modules.getWidth() && modules.get(end, row) == 1) {
                    end++;
                }
                if (end > column) {
                    path.append('M').append(column + QUIET).append(' ').append(row + QUIET);
                    path.append('h')
                            .append(end - column)
                            .append("v1h-")
                            .append(end - column)
                            .append('z');
                }
                column = end + 1;
            }
        }
        return new QrCode(modules.getWidth() + 2 * QUIET, path.toString());
    }
}
