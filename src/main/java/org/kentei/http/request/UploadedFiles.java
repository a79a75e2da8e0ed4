package org.kentei.http.request;

import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.multipart.Attribute;
import io.netty.handler.codec.http.multipart.DefaultHttpDataFactory;
import io.netty.handler.codec.http.multipart.FileUpload;
import io.netty.handler.codec.http.multipart.HttpPostRequestDecoder;
import io.netty.handler.codec.http.multipart.InterfaceHttpData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.kentei.http.problem.Problem.ProblemType;
import org.kentei.http.problem.ProblemException;

/**
 * A form with files, as a browser sends it.
 *
 * @param fields the other fields by their names
 * @param files the files by their names, without folders; a file that was not chosen is left out
 */
public record UploadedFiles(Map<String, String> fields, Map<String, byte[]> files) {

    /** How many bytes the files have at most together. */
    public static final int BYTES = 8 << 20;

    /** The most bytes of the form besides its files: names, other fields, boundaries. */
    private static final int OF_THE_FORM = 64 << 10;

    /**
     * Reads a form, all of it in memory.
     *
     * @param contentType its media type with the boundary
     * @throws ProblemException if it is too large or cannot be read
     */
    public static UploadedFiles read(ArrivingBody body, String contentType) {
        byte[] bytes;
        try {
            bytes = body.readNBytes(BYTES + OF_THE_FORM + 1);
        } catch (IOException broken) {
            throw new ProblemException(
                    ProblemType.BAD_REQUEST.problem("The files did not arrive completely or in time."));
        }
        requireAtMost(bytes.length, BYTES + OF_THE_FORM);
        FullHttpRequest request =
                new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/", Unpooled.wrappedBuffer(bytes));
        request.headers().set(HttpHeaderNames.CONTENT_TYPE, contentType);
        UploadedFiles form;
        try {
            form = decoded(request);
        } catch (ProblemException refused) {
            throw refused;
        } catch (IOException | RuntimeException malformed) {
            // the decoder throws exceptions of many kinds for what is not a form
            throw new ProblemException(ProblemType.BAD_REQUEST.problem("The body is not a form with files."));
        }
        requireAtMost(
                form.files().values().stream().mapToInt(file -> file.length).sum(), BYTES);
        return form;
    }

    private static void requireAtMost(int bytes, int most) {
        if (bytes > most) {
            throw new ProblemException(
                    ProblemType.TOO_LARGE.problem("The files must have at most " + BYTES + " bytes together."));
        }
    }

    private static UploadedFiles decoded(FullHttpRequest request) throws IOException {
        Map<String, String> fields = new LinkedHashMap<>();
        Map<String, byte[]> files = new LinkedHashMap<>();
        HttpPostRequestDecoder form = new HttpPostRequestDecoder(new DefaultHttpDataFactory(false), request);
        try {
            for (InterfaceHttpData part : form.getBodyHttpDatas()) {
                if (part instanceof FileUpload file && !file.getFilename().isEmpty()) {
                    String name = file.getFilename().replaceFirst("^.*[/\\\\]", "");
                    if (files.put(name, file.get()) != null) {
                        throw new ProblemException(
                                ProblemType.BAD_REQUEST.problem("There is more than one file `" + name + "`."));
                    }
                } else if (part instanceof Attribute field) {
                    fields.put(field.getName(), field.getValue());
                }
            }
        } finally {
            form.destroy();
        }
        return new UploadedFiles(fields, files);
    }
}
