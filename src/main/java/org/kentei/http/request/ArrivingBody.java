package org.kentei.http.request;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * A body that is read while it arrives. What has not been read yet is held up to a limit; beyond it the client has to
 * wait. A client that sends nothing for too long breaks the reading off.
 */
public final class ArrivingBody extends InputStream {

    private static final int MOST_HELD = 1 << 18;

    private final HttpServerRequest request;
    private final Context context;
    private final long patienceNanos;
    private final Queue<Buffer> arrived = new ArrayDeque<>();
    private int ofFirstRead;
    private int held;
    // the web layer hands the request on with its body held back
    private boolean paused = true;
    private Runnable whenWhole = () -> {};
    private boolean ended;
    private @Nullable Throwable broken;

    ArrivingBody(HttpServerRequest request, Duration patience) {
        this.request = request;
        this.context = Vertx.currentContext();
        this.patienceNanos = patience.toNanos();
        request.handler(this::add);
        request.endHandler(end -> end());
        request.exceptionHandler(this::breakOff);
    }

    /** The body of a request that is read while it arrives; null if it has none. */
    public static @Nullable ArrivingBody of(RoutingContext context) {
        return context.get(ArrivingBody.class.getName());
    }

    private synchronized void add(Buffer piece) {
        arrived.add(piece);
        held += piece.length();
        if (held > MOST_HELD && !paused) {
            paused = true;
            request.pause();
        }
        notifyAll();
    }

    /** Does something once, on the connection's own thread, when the whole body has arrived. */
    void whenWhole(Runnable action) {
        whenWhole = action;
    }

    private synchronized void end() {
        ended = true;
        whenWhole.run();
        notifyAll();
    }

    private synchronized void breakOff(Throwable cause) {
        broken = cause;
        notifyAll();
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public synchronized int read(byte[] bytes, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        resumeIfWanted();
        await();
        Buffer first = arrived.peek();
        if (first == null) {
            return -1;
        }
        int some = Math.min(length, first.length() - ofFirstRead);
        first.getBytes(ofFirstRead, ofFirstRead + some, bytes, offset);
        ofFirstRead += some;
        held -= some;
        if (ofFirstRead == first.length()) {
            arrived.remove();
            ofFirstRead = 0;
        }
        resumeIfWanted();
        return some;
    }

    private void resumeIfWanted() {
        if (paused && held < MOST_HELD / 2) {
            paused = false;
            context.runOnContext(now -> request.resume());
        }
    }

    private void await() throws IOException {
        long begun = System.nanoTime();
        while (arrived.isEmpty() && !ended && broken == null) {
            long left = patienceNanos - (System.nanoTime() - begun);
            if (left <= 0) {
                throw new IOException("the body did not arrive in time");
            }
            try {
                wait(left / 1_000_000 + 1);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                throw new IOException("the service is stopping", stopped);
            }
        }
        if (arrived.isEmpty() && broken != null) {
            throw new IOException("the client left", broken);
        }
    }

    @Override
    public synchronized int available() {
        return held;
    }
}
