package org.kentei.http.response;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;

/**
 * Writes to a client as fast as it reads: a write waits while the connection's queue is full. A short response is sent in
 * one piece with its length.
 */
final class PacedOutput extends OutputStream {

    private static final int PIECE = 1 << 15;

    /** Thrown when the client has left or has stopped reading. */
    static final class ClientGoneException extends IOException {

        private ClientGoneException(String message) {
            super(message);
        }
    }

    private final HttpServerResponse response;
    private final long patienceNanos;
    private final Object change = new Object();
    private byte[] piece = new byte[PIECE];
    private int filled;

    PacedOutput(HttpServerResponse response, Duration patience) {
        this.response = response;
        this.patienceNanos = patience.toNanos();
        response.drainHandler(drained -> signal());
        response.closeHandler(closed -> signal());
        response.exceptionHandler(broken -> signal());
    }

    private void signal() {
        synchronized (change) {
            change.notifyAll();
        }
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            if (filled == PIECE) {
                send();
            }
            int some = Math.min(length - done, PIECE - filled);
            System.arraycopy(bytes, offset + done, piece, filled, some);
            filled += some;
            done += some;
        }
    }

    /** Sends what is there, since the client may wait for it before it goes on. */
    @Override
    public void flush() throws IOException {
        if (filled > 0) {
            send();
        }
    }

    private void send() throws IOException {
        awaitRoom();
        if (!response.headWritten()) {
            response.setChunked(true);
        }
        response.write(Buffer.buffer(filled).appendBytes(piece, 0, filled));
        filled = 0;
    }

    private void awaitRoom() throws IOException {
        long begun = System.nanoTime();
        synchronized (change) {
            while (!response.closed() && response.writeQueueFull()) {
                long left = patienceNanos - (System.nanoTime() - begun);
                if (left <= 0) {
                    throw new ClientGoneException("it did not read in time");
                }
                try {
                    // checks again regularly, since the signal may come before this wait
                    change.wait(Math.min(left / 1_000_000 + 1, 1000));
                } catch (InterruptedException stopped) {
                    Thread.currentThread().interrupt();
                    throw new ClientGoneException("the service is stopping");
                }
            }
        }
        if (response.closed()) {
            throw new ClientGoneException("the connection was closed");
        }
    }

    /** Ends the response. Call it only when the response is complete. */
    @Override
    public void close() throws IOException {
        awaitRoom();
        response.end(Buffer.buffer(filled).appendBytes(piece, 0, filled));
    }
}
