package org.kentei.record.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/**
 * A file system for H2 that writes nothing more to a file once a write to it has failed, until the file is opened again.
 *
 * <p>H2 closes its file when it cannot write a commit, such as on a full disk. But a second thread may write its own commit
 * before that, and this one builds on the commit that is missing. H2 then finds a newest state that is not whole when it
 * opens the file again. It goes back to some earlier state that is whole, which may be hundreds of commits before.
 */
public final class FailStopDisk extends FilePathWrapper {

    static final String SCHEME = "failstop";

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FailStopFile(super.open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // H2 and the file behind it synchronize
    private static final class FailStopFile extends FileBaseDefault {

        private final FileChannel file;

        /** H2 writes one commit at a time, so whoever writes next sees this. */
        private volatile @Nullable IOException failure;

        FailStopFile(FileChannel file) {
            this.file = file;
        }

        private interface Change {
            int make() throws IOException;
        }

        private int change(Change change) throws IOException {
            if (failure != null) {
                throw new IOException("An earlier write to the file failed.", failure);
            }
            try {
                return change.make();
            } catch (IOException failed) {
                failure = failed;
                throw failed;
            }
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            return change(() -> file.write(bytes, position));
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            change(() -> {
                file.truncate(size);
                return 0;
            });
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change(() -> {
                file.force(metaData);
                return 0;
            });
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return file.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            file.close();
        }
    }
}
