package io.talkmatrix.connect.stream;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A real RTMP server: nginx with its RTMP module (Debian: nginx-light, libnginx-mod-rtmp), which records what it gets. */
final class RtmpServer implements AutoCloseable {

    private static final long END_SECONDS = 10;
    private static final Path MODULE = Path.of("/usr/lib/nginx/modules/ngx_rtmp_module.so");

    private final Path folder;
    private final int port;
    private Process process;

    RtmpServer(Path folder) throws IOException {
        this.folder = Files.createDirectories(folder);
        Files.createDirectories(folder.resolve("recorded"));
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        if (!Files.exists(MODULE)) {
            throw new IllegalStateException(
                    MODULE + " is missing: apt-get install nginx-light libnginx-mod-rtmp ffmpeg");
        }
        Files.writeString(
                folder.resolve("nginx.conf"),
                """
                load_module %s;
                daemon off;
                master_process off;
                user root;
                pid %s/nginx.pid;
                error_log %s/error.log;
                events { worker_connections 128; }
                rtmp { server { listen 127.0.0.1:%d; chunk_size 4096;
                  application live { live on; record all; record_unique on; record_path %s/recorded; } } }
                """
                        .formatted(MODULE, folder, folder, port, folder));
        start();
    }

    int port() {
        return port;
    }

    String url(String stream) {
        return "rtmp://127.0.0.1:" + port + "/live/" + stream;
    }

    void start() throws IOException {
        process = new ProcessBuilder(
                        "nginx",
                        "-p",
                        folder.toString(),
                        "-c",
                        folder.resolve("nginx.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("out.log").toFile())
                .start();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (true) {
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress("127.0.0.1", port), 500);
                return;
            } catch (IOException e) {
                if (!process.isAlive() || System.nanoTime() > end) {
                    throw new IllegalStateException(
                            "nginx does not run: " + Files.readString(folder.resolve("out.log")), e);
                }
                Thread.onSpinWait();
            }
        }
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        if (!process.destroyForcibly().waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new IllegalStateException("nginx was killed and lives");
        }
    }

    /** What was recorded of a stream, one file a connection, oldest first. */
    List<Path> recorded(String stream) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("recorded"))) {
            return files.filter(file -> file.getFileName().toString().startsWith(stream + "-"))
                    .sorted(java.util.Comparator.comparingLong(
                            file -> file.toFile().lastModified()))
                    .toList();
        }
    }

    /** Ends in order, so that recordings are whole. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
