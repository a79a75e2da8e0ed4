package org.kentei.record;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/** A port that passes everything on to a local server, until it is told to play a dead or a frozen one. */
public final class Relay implements Closeable {

    private static final int ATTEMPTS = 100;
    private static final Duration PAUSE = Duration.ofMillis(50);

    private final int target;
    private final int port;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean frozen;
    private ServerSocket listener;

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
        closeQuietly(listener);
        sockets.forEach(Relay::closeQuietly);
        sockets.clear();
    }

    /** From now on nothing is passed on, yet connections stay and are taken. */
    public void freeze() {
        synchronized (gate) {
            frozen = true;
        }
    }

    /** The server is back. */
    public void restore() {
        thaw();
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
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(client);
                sockets.add(server);
                daemon(() -> pass(client, server));
                daemon(() -> pass(server, client));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[64 * 1024];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                waitAtGate();
                out.write(chunk, 0, read);
                out.flush();
            }
        } catch (IOException | InterruptedException over) {
            // one side has left; closing the other is all there is to do
        }
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
