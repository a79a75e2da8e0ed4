package org.kentei.record.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.concurrent.atomic.AtomicLong;
import org.h2.store.fs.FilePathWrapper;
import org.kentei.record.database.DelegatedFile;

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
    private static final class ObservedFile extends DelegatedFile {

        ObservedFile(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            WRITES.incrementAndGet();
            return super.write(bytes, position);
        }

        @Override
        public void force(boolean metaData) throws IOException {
            long writes = WRITES.get();
            super.force(metaData);
            FORCED.set(writes);
        }
    }
}
