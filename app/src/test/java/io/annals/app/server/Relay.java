package io.annals.app.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** One address for a server that is somewhere else each time it starts; hides nothing, neither silence nor an end. */
final class Relay implements AutoCloseable {

    private final ServerSocket door;
    private volatile int target;

    Relay() throws IOException {
        door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        run(this::welcome);
    }

    int port() {
        return door.getLocalPort();
    }

    void leadTo(int port) {
        target = port;
    }

    private void welcome() throws IOException {
        while (true) {
            Socket client = door.accept();
            try {
                Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
                run(() -> pass(client, server));
                run(() -> pass(server, client));
            } catch (IOException nobodyThere) {
                client.close();
            }
        }
    }

    private static void pass(Socket from, Socket to) throws IOException {
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            in.transferTo(out);
        }
    }

    private interface Work {
        void work() throws IOException;
    }

    private static void run(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.work();
            } catch (IOException ended) {
                // The connection, and with it this thread.
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
