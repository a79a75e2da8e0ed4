package org.kentei.record.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import org.h2.store.fs.FilePathWrapper;
import org.jspecify.annotations.Nullable;
import org.kentei.record.database.DelegatedFile;

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

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the file behind it synchronizes
    private static final class SmallFile extends DelegatedFile {

        SmallFile(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            Refusing full = refusing;
            if (full != null && position + bytes.remaining() > size()) {
                refuse(full);
            }
            return super.write(bytes, position);
        }

        private static void refuse(Refusing meanwhile) throws IOException {
            try {
                meanwhile.run();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            throw new IOException("No space left on device");
        }
    }
}
