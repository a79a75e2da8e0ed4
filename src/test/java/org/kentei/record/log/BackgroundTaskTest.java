package org.kentei.record.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackgroundTaskTest {

    @TempDir
    private Path folder;

    @Test
    void a_stop_waits_for_work_that_writes_and_leaves_its_file_open() throws Exception {
        BackgroundTask task = new BackgroundTask("writing");
        CountDownLatch begun = new CountDownLatch(1);
        AtomicInteger steps = new AtomicInteger();
        try (FileChannel file =
                FileChannel.open(folder.resolve("file"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            task.repeat(
                    () -> {
                        begun.countDown();
                        while (!task.stopped()) {
                            write(file);
                        }
                        write(file);
                        steps.incrementAndGet();
                    },
                    Duration.ZERO,
                    Duration.ofDays(1));
            begun.await();
            task.stop();

            assertThat(steps).hasValue(1);
            assertThat(file.isOpen()).isTrue();
        }
    }

    @Test
    void nothing_is_begun_after_a_stop() {
        BackgroundTask task = new BackgroundTask("stopped");
        AtomicInteger begun = new AtomicInteger();
        task.stop();
        task.later(begun::incrementAndGet, Duration.ZERO);

        assertThat(begun).hasValue(0);
    }

    private static void write(FileChannel file) {
        try {
            file.write(ByteBuffer.wrap(new byte[] {1}), 0);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
