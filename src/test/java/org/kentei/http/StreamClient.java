package org.kentei.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends a stream of candidates over a connection of its own, and reads the answer while it sends. */
final class StreamClient implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int RECEIVE_BUFFER = 1 << 16;
    private static final int MOST_MILLIS = 20_000;

    private final Socket socket;
    private final OutputStream out;
    private @Nullable BufferedReader answer;
    private String head = "";

    /** @param headers further headers, each a whole line */
    StreamClient(String... headers) throws IOException {
        this("/v1/assessments", List.of(headers));
    }

    private StreamClient(String path, List<String> headers) throws IOException {
        socket = new Socket();
        socket.setReceiveBufferSize(RECEIVE_BUFFER);
        socket.setSoTimeout(MOST_MILLIS);
        socket.connect(new InetSocketAddress("127.0.0.1", RestAssured.port));
        out = socket.getOutputStream();
        write("POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                + "Transfer-Encoding: chunked\r\nConnection: close\r\n"
                + headers.stream().map(header -> header + "\r\n").reduce("", String::concat) + "\r\n");
    }

    /** A stream that is answered with whole results, which are long. */
    static StreamClient ofWholeResults() throws IOException {
        return new StreamClient("/v1/assessments?view=full", List.of());
    }

    /** Sends the lines, reads the whole answer, and gives its lines. */
    static List<String> answerTo(List<String> lines, String... headers) throws IOException {
        try (StreamClient client = new StreamClient(headers)) {
            Thread sender = new Thread(() -> {
                try {
                    client.send(String.join("\n", lines));
                    client.end();
                } catch (IOException broken) {
                    // the answer will lack its last line
                }
            });
            sender.start();
            List<String> answered = new ArrayList<>();
            for (String line = client.line(); line != null; line = client.line()) {
                answered.add(line);
            }
            return answered;
        }
    }

    void send(String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(Integer.toHexString(bytes.length) + "\r\n");
        out.write(bytes);
        write("\r\n");
    }

    void end() throws IOException {
        write("0\r\n\r\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** The status line and the headers of the answer. */
    String head() throws IOException {
        begin();
        return head;
    }

    /** The next line of the answer; null at its end. */
    @Nullable
    String line() throws IOException {
        return begin().readLine();
    }

    JsonNode json() throws IOException {
        return JSON.readTree(line());
    }

    private BufferedReader begin() throws IOException {
        if (answer == null) {
            InputStream in = socket.getInputStream();
            StringBuilder read = new StringBuilder();
            while (read.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    break;
                }
                read.append((char) next);
            }
            head = read.toString();
            InputStream body = head.toLowerCase(java.util.Locale.ROOT).contains("chunked") ? new Chunks(in) : in;
            answer = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
        }
        return answer;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    /** The bytes in the chunks of a body. */
    private static final class Chunks extends FilterInputStream {

        private int left;
        private boolean ended;

        Chunks(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (left == 0 && !ended) {
                left = Integer.parseInt(lineOfHead(), 16);
                ended = left == 0;
            }
            if (ended) {
                return -1;
            }
            int some = in.read(bytes, offset, Math.min(length, left));
            if (some < 0) {
                throw new IOException("the answer was cut off");
            }
            left -= some;
            if (left == 0) {
                lineOfHead();
            }
            return some;
        }

        private String lineOfHead() throws IOException {
            StringBuilder line = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the answer was cut off");
                }
                line.append((char) next);
            }
            return line.toString().strip();
        }
    }
}
