package org.kentei.record.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    @SuppressWarnings(
            "UnsynchronizedOverridesSynchronized") // H2 writes one commit at a time, so whoever is next sees a failure
    private static final class FailStopFile extends DelegatedFile {

        private volatile @Nullable IOException failure;

        FailStopFile(FileChannel file) {
            super(file);
        }

        private interface Change {
            void make() throws IOException;
        }

        private void change(Change change) throws IOException {
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
            int before = bytes.remaining();
            change(() -> super.write(bytes, position));
            return before - bytes.remaining();
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            change(() -> super.implTruncate(size));
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change(() -> super.force(metaData));
        }
    }
}
