package org.kentei.bulk;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Works on several threads, and gives the results in the order of the work. Only little of it is in memory at a time. */
public final class OrderedWork {

    private static final int WAITING_FOR_EACH_THREAD = 4;

    private OrderedWork() {}

    /**
     * Works until there is no more work.
     *
     * @param source gives the next piece of work, and null at the end; asked by the calling thread
     * @param work does a piece of work; called by several threads at once
     * @param results is given every result in order, by the calling thread
     */
    public static <T, R> void run(
            int threads, Supplier<? extends @Nullable T> source, Function<T, R> work, Consumer<R> results) {
        ExecutorService workers = Executors.newFixedThreadPool(threads);
        Queue<Future<R>> running = new ArrayDeque<>();
        try {
            T piece = source.get();
            while (piece != null || !running.isEmpty()) {
                while (piece != null && running.size() < threads * WAITING_FOR_EACH_THREAD) {
                    T mine = piece;
                    running.add(workers.submit(() -> work.apply(mine)));
                    piece = source.get();
                }
                results.accept(running.remove().get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The work was interrupted", interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(failed);
        } finally {
            workers.shutdownNow();
        }
    }
}
