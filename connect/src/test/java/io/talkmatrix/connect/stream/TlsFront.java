package io.talkmatrix.connect.stream;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/** TLS in front of a server that has none, with a certificate of its own making for {@code localhost}. */
final class TlsFront implements AutoCloseable {

    private static final long KEYTOOL_SECONDS = 60;
    private static final char[] PASSWORD = "changeit".toCharArray();

    private final SSLServerSocket socket;
    private final Path certificate;

    TlsFront(Path folder, int port) throws IOException, InterruptedException, GeneralSecurityException {
        Files.createDirectories(folder);
        Path store = folder.resolve("store.p12");
        certificate = folder.resolve("certificate.pem");
        keytool(
                "-genkeypair",
                "-alias",
                "front",
                "-keyalg",
                "RSA",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        keytool(
                "-exportcert",
                "-rfc",
                "-alias",
                "front",
                "-file",
                certificate.toString(),
                "-keystore",
                store.toString(),
                "-storepass",
                "changeit");
        KeyStore keys = KeyStore.getInstance(store.toFile(), PASSWORD);
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD);
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        socket = (SSLServerSocket)
                tls.getServerSocketFactory().createServerSocket(0, 16, InetAddress.getLoopbackAddress());
        daemon(() -> accept(port));
    }

    private static void keytool(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 1];
        command[0] = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        System.arraycopy(arguments, 0, command, 1, arguments.length);
        Process keytool = new ProcessBuilder(command).start();
        if (!keytool.waitFor(KEYTOOL_SECONDS, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IllegalStateException("keytool failed or did not end within " + KEYTOOL_SECONDS + " s");
        }
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "tls-front");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept(int port) {
        while (!socket.isClosed()) {
            try {
                Socket outside = socket.accept();
                Socket inside = new Socket(InetAddress.getLoopbackAddress(), port);
                daemon(() -> pump(outside, inside));
                daemon(() -> pump(inside, outside));
            } catch (IOException e) {
                Thread.onSpinWait();
            }
        }
    }

    private static void pump(Socket from, Socket into) {
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            in.transferTo(out);
        } catch (IOException e) {
            // A connection that broke is closed on both sides, which is all there is to do.
            Thread.onSpinWait();
        }
    }

    int port() {
        return socket.getLocalPort();
    }

    Path certificate() {
        return certificate;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
