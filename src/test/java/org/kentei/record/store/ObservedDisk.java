package org.kentei.record.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePathWrapper;

/** A file system for H2 that knows which writes were not yet forced to the disk. */
public final class ObservedDisk extends FilePathWrapper {

    private static final AtomicLong WRITES = new AtomicLong();
    private static final AtomicLong FORCED = new AtomicLong();

    static long writes() {
        return WRITES.get();
    }

    static long writesNotForced() {
        return WRITES.get() - FORCED.get();
    }

    @Override
    public String getScheme() {
        return "observed";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new ObservedFile(super.open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the file behind it synchronizes
    private static final class ObservedFile extends FileBase {

        private final FileChannel file;

        ObservedFile(FileChannel file) {
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            WRITES.incrementAndGet();
            return file.write(bytes);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            WRITES.incrementAndGet();
            return file.write(bytes, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            long writes = WRITES.get();
            file.force(metaData);
            FORCED.set(writes);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return file.read(bytes);
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return file.read(bytes, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            file.truncate(size);
            return this;
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
