package dev.cofferdam.llm;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** A server that begins every reply and ends none: what WireMock cannot do, because its server writes whole bodies. */
final class HalfReply implements AutoCloseable {
    /** What comes after the first half. */
    enum End {
        BREAK,
        SILENCE
    }

    private final ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final List<Socket> open = new ArrayList<>();

    HalfReply(End end) throws IOException {
        Thread thread = new Thread(() -> serve(end), "half replies");
        thread.setDaemon(true);
        thread.start();
    }

    String baseUrl() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/v1";
    }

    private void serve(End end) {
        String event = CannedEndpoint.delta("{\"content\":\"half \"}");
        String answer = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
                + Integer.toHexString(event.length()) + "\r\n" + event + "\r\n";
        try {
            while (true) {
                Socket socket = server.accept();
                synchronized (open) {
                    open.add(socket);
                }
                readRequest(socket);
                OutputStream out = socket.getOutputStream();
                out.write(answer.getBytes(StandardCharsets.UTF_8));
                out.flush();
                if (end == End.BREAK) {
                    socket.close();
                }
            }
        } catch (IOException e) {
            // The test is over and has closed the server.
        }
    }

    private static void readRequest(Socket socket) throws IOException {
        StringBuilder request = new StringBuilder();
        while (!request.toString().contains("\r\n\r\n")) {
            request.append((char) socket.getInputStream().read());
        }
        String length = request.toString().replaceAll("(?is).*content-length: *(\\d+).*", "$1");
        if (socket.getInputStream().readNBytes(Integer.parseInt(length)).length == 0) {
            throw new IOException("a request without a body");
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (open) {
            for (Socket socket : open) {
                socket.close();
            }
        }
    }
}
