package org.kentei.record.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A file system for H2 that keeps what was committed through a loss of power and a disk that fails.
 *
 * <p>Until a disk is told to write what it has, it may write it in any order. H2 takes a commit for whole if its first and last
 * bytes are there, and it reuses places that an earlier commit has left. So without an order, power that fails in the middle of
 * two writes could leave a commit that looks whole and is not, or destroy one that is needed. Here a write begins
 * when everything before it is on the disk, and its last sector is written when the others are.
 *
 * <p>Once a write to a file has failed, such as on a full disk, nothing more is written to it until it is opened again. H2
 * closes its file then. But a second thread may write its own commit before that, and this one builds on the commit that
 * is missing. H2 would go back to some earlier state that is whole, which may be hundreds of commits before.
 */
public final class OrderedDisk extends FilePathWrapper {

    static final String SCHEME = "ordered";

    /** What a disk writes at least at once. The mark with which H2 ends a commit is shorter. */
    private static final int SECTOR_BYTES = 512;

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new OrderedFile(super.open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the lock is in change
    private static final class OrderedFile extends DelegatedFile {

        private @Nullable IOException failure;
        private boolean written;

        OrderedFile(FileChannel file) {
            super(file);
        }

        private interface Change {
            void make() throws IOException;
        }

        private synchronized void change(Change change) throws IOException {
            if (failure != null) {
                throw new IOException("An earlier write to the file failed.", failure);
            }
            try {
                change.make();
            } catch (IOException failed) {
                failure = failed;
                throw failed;
            }
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            int count = bytes.remaining();
            change(() -> {
                // the beginning of the file is there twice
                if (position > 0 && count > SECTOR_BYTES) {
                    int end = bytes.limit();
                    bytes.limit(end - SECTOR_BYTES);
                    writeAll(bytes, position);
                    bytes.limit(end);
                }
                writeAll(bytes, position + count - bytes.remaining());
            });
            return count;
        }

        private void writeAll(ByteBuffer bytes, long position) throws IOException {
            if (bytes.hasRemaining()) {
                forceWritten();
            }
            for (long place = position; bytes.hasRemaining(); ) {
                written = true;
                place += super.write(bytes, place);
            }
        }

        private void forceWritten() throws IOException {
            if (written) {
                super.force(false);
                written = false;
            }
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            change(() -> {
                forceWritten();
                super.implTruncate(size);
                written = true;
            });
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change(() -> {
                super.force(metaData);
                written = false;
            });
        }
    }
}
