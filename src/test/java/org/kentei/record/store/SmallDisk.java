package org.kentei.record.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBaseDefault;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;

/** A file system for H2 that is full for a while: files can be overwritten then, but do not grow. */
public final class SmallDisk extends FilePathWrapper {

    private static volatile @Nullable Refusing refusing;

    /** What happens while a write is being refused. */
    interface Refusing {
        void run() throws InterruptedException;
    }

    static void fill(Refusing meanwhile) {
        refusing = meanwhile;
    }

    static void makeRoom() {
        refusing = null;
    }

    @Override
    public String getScheme() {
        return "small";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new SmallFile(super.open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // H2 and the file behind it synchronize
    private static final class SmallFile extends FileBaseDefault {

        private final FileChannel file;

        SmallFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            Refusing full = refusing;
            if (full != null && position + bytes.remaining() > file.size()) {
                refuse(full);
            }
            return file.write(bytes, position);
        }

        private static void refuse(Refusing meanwhile) throws IOException {
            try {
                meanwhile.run();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("No space left on device");
        }

        @Override
        public void force(boolean metaData) throws IOException {
            file.force(metaData);
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
        protected void implTruncate(long size) throws IOException {
            file.truncate(size);
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
