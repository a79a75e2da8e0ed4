package org.kentei.record.database;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** A port that passes everything on to a local server, until it is told to play a dead or a frozen one. */
public final class Relay implements Closeable {

    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private final Set<Socket> muted = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Loss> loss = new AtomicReference<>(Loss.NONE);
    private final CountDownLatch lost = new CountDownLatch(1);
    private final CountDownLatch cutOff = new CountDownLatch(1);
    private volatile boolean isCut;
    private volatile int delayMillis;
    private boolean frozen;
    private ServerSocket listener;

    private enum Loss {
        NONE,
        COMMIT,
        ANSWER
    }

    public Relay(int target) {
        this.target = target;
        this.listener = listen(0);
        this.port = listener.getLocalPort();
    }

    public int port() {
        return port;
    }

    /** From now on the server is gone: connections break, and new ones are refused. */
    public void cut() {
        // first, so that no other connection works on while one after the other is closed
        isCut = true;
        closeQuietly(listener);
        cutOff.countDown();
        sockets.forEach(Relay::closeQuietly);
        sockets.clear();
    }

    /** From now on nothing is passed on, yet connections stay and are taken. */
    public void freeze() {
        synchronized (gate) {
            frozen = true;
        }
    }

    /** From now on each answer of the server is passed on so much later. */
    public void delay(int millis) {
        delayMillis = millis;
    }

    /** The next commit does not reach the server: its connection breaks before. */
    public void loseNextCommit() {
        loss.set(Loss.COMMIT);
    }

    /** The next commit is done, and its connection breaks before the client learns of it. */
    public void loseAnswerToNextCommit() {
        loss.set(Loss.ANSWER);
    }

    /** Waits until the answer to a commit was lost; its connection breaks when the relay is {@link #cut} or three seconds later. */
    public void awaitLostAnswer() {
        try {
            lost.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** The server is back. */
    public void restore() {
        thaw();
        isCut = false;
        if (listener.isClosed()) {
            listener = listenAgain();
        }
    }

    /** Meanwhile some connection of another program may have been given the port, for a moment. */
    private ServerSocket listenAgain() {
        for (int attempt = 1; ; attempt++) {
            try {
                return listen(port);
            } catch (UncheckedIOException taken) {
                if (attempt == ATTEMPTS) {
                    throw taken;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    @Override
    public void close() {
        cut();
        thaw();
    }

    private void thaw() {
        synchronized (gate) {
            frozen = false;
            gate.notifyAll();
        }
    }

    private ServerSocket listen(int wantedPort) {
        try {
            var opened = new ServerSocket();
            opened.setReuseAddress(true);
            opened.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wantedPort));
            daemon(() -> accept(opened));
            return opened;
        } catch (IOException taken) {
            throw new UncheckedIOException(taken);
        }
    }

    private void accept(ServerSocket opened) {
        while (!opened.isClosed()) {
            try {
                Socket client = opened.accept();
                Socket server = connect(client);
                if (server == null) {
                    continue;
                }
                sockets.add(client);
                sockets.add(server);
                daemon(() -> pass(client, server, () -> 0));
                daemon(() -> pass(server, client, () -> delayMillis));
            } catch (IOException closed) {
                return;
            }
        }
    }

    /** The server may be away, and then the client is refused like by the server itself. */
    private @Nullable Socket connect(Socket client) {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), target);
        } catch (IOException away) {
            closeQuietly(client);
            return null;
        }
    }

    private void pass(Socket from, Socket to, IntSupplier delay) {
        byte[] chunk = new byte[64 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                waitAtGate();
                Thread.sleep(delay.getAsInt());
                if (isCut) {
                    return;
                }
                if (muted.contains(from)) {
                    // before the connections break, so that whoever waits for this is faster than the client
                    lost.countDown();
                    cutOff.await(3, TimeUnit.SECONDS);
                    return;
                }
                if (losesCommit(chunk, read, to)) {
                    return;
                }
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException over) {
            // one side has left; closing the other is all there is to do
        }
    }

    private boolean losesCommit(byte[] chunk, int length, Socket server) {
        if (loss.get() == Loss.NONE || !new String(chunk, 0, length, StandardCharsets.ISO_8859_1).contains("COMMIT")) {
            return false;
        }
        if (loss.getAndSet(Loss.NONE) == Loss.ANSWER) {
            muted.add(server);
            return false;
        }
        return true;
    }

    private void waitAtGate() throws InterruptedException {
        synchronized (gate) {
            while (frozen) {
                gate.wait();
            }
        }
    }

    private static void daemon(Runnable work) {
        var thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Closeable socket) {
        try {
            socket.close();
        } catch (IOException alreadyBroken) {
            // as wanted
        }
    }
}
