package org.kentei.record.database;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system for H2 that remembers each write to its file, and knows what a disk may contain when power fails. What was
 * forced is there. Of what was written since, each sector may be there or not.
 */
public final class PowerlessDisk extends FilePathWrapper {

    private static final int SECTOR_BYTES = 512;
    private static final List<Step> STEPS = new ArrayList<>();

    /**
     * What was done to the file.
     *
     * @param position where bytes were written
     * @param bytes what was written; none for another step
     * @param size to which the file was cut; -1 if it was not
     * @param forced how many steps were done before everything written was forced to the disk; 0 if it was not
     */
    private record Step(long position, byte[] bytes, long size, int forced) {}

    private static int failing = Integer.MAX_VALUE;

    static void forget() {
        synchronized (STEPS) {
            STEPS.clear();
            failing = Integer.MAX_VALUE;
        }
    }

    /** Has every write fail once so many steps were done. */
    static void failAfter(int steps) {
        synchronized (STEPS) {
            failing = steps;
        }
    }

    private static void requirePower() throws IOException {
        synchronized (STEPS) {
            if (STEPS.size() >= failing) {
                throw new IOException("There is no power.");
            }
        }
    }

    /** How many steps were done. */
    static int steps() {
        synchronized (STEPS) {
            return STEPS.size();
        }
    }

    /** The steps at which everything was forced, each without the force itself: then the most is not on the disk yet. */
    static int[] beforeForces() {
        synchronized (STEPS) {
            return IntStream.range(0, STEPS.size())
                    .filter(step -> STEPS.get(step).forced() > 0)
                    .toArray();
        }
    }

    /** What the file may contain if power fails after some steps. */
    static byte[] after(int steps, Random random) {
        synchronized (STEPS) {
            int forced = STEPS.subList(0, steps).stream()
                    .mapToInt(Step::forced)
                    .max()
                    .orElse(0);
            int kept = random.nextInt(1, 8);
            Content content = new Content();
            for (int number = 0; number < steps; number++) {
                Step step = STEPS.get(number);
                boolean sure = number < forced;
                if (step.size() >= 0 && (sure || random.nextInt(8) < kept)) {
                    content.cut(step.size());
                }
                for (int from = 0; from < step.bytes().length; from += SECTOR_BYTES) {
                    if (sure || random.nextInt(8) < kept) {
                        content.write(step, from);
                    }
                }
            }
            return content.bytes();
        }
    }

    private static final class Content {

        private byte[] bytes = new byte[1 << 20];
        private int length;

        void write(Step step, int from) {
            int count = Math.min(SECTOR_BYTES, step.bytes().length - from);
            int end = (int) step.position() + from + count;
            if (end > bytes.length) {
                bytes = Arrays.copyOf(bytes, 2 * end);
            }
            System.arraycopy(step.bytes(), from, bytes, end - count, count);
            length = Math.max(length, end);
        }

        void cut(long size) {
            if (size < length) {
                Arrays.fill(bytes, (int) size, length, (byte) 0);
                length = (int) size;
            }
        }

        byte[] bytes() {
            return Arrays.copyOf(bytes, length);
        }
    }

    @Override
    public String getScheme() {
        return "powerless";
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new PowerlessFile(super.open(mode));
    }

    @SuppressWarnings("UnsynchronizedOverridesSynchronized") // the file behind it synchronizes
    private static final class PowerlessFile extends DelegatedFile {

        PowerlessFile(FileChannel file) {
            super(file);
        }

        @Override
        public int write(ByteBuffer bytes, long position) throws IOException {
            requirePower();
            byte[] written = new byte[bytes.remaining()];
            bytes.duplicate().get(written);
            int count = super.write(bytes, position);
            add(new Step(position, Arrays.copyOf(written, count), -1, 0));
            return count;
        }

        @Override
        protected void implTruncate(long size) throws IOException {
            super.implTruncate(size);
            add(new Step(0, new byte[0], size, 0));
        }

        @Override
        public void force(boolean metaData) throws IOException {
            int before = steps();
            super.force(metaData);
            add(new Step(0, new byte[0], -1, before));
        }

        private static void add(Step step) {
            synchronized (STEPS) {
                STEPS.add(step);
            }
        }
    }
}
