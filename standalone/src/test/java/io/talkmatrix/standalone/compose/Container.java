package io.talkmatrix.standalone.compose;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * A service's command as a process on this machine, with the environment that the Compose file gives it and nothing else of
 * ours. What stands for a place inside a container (a service's name, a volume, a port) is put in the place of one here.
 */
final class Container implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String LAUNCHER = "/opt/talkmatrix/";

    private final String name;
    private final Process process;
    private final Path log;
    private final int port;
    private final String health;

    private Container(String name, Process process, Path log, int port, String health) {
        this.name = name;
        this.process = process;
        this.log = log;
        this.port = port;
        this.health = health;
    }

    /**
     * Starts it.
     *
     * @param home the repository, built
     * @param places what stands for what, longest first
     */
    static Container start(String name, ComposeFile.Service service, Path home, Map<String, String> places, Path logs)
            throws IOException {
        int port = freePort();
        Map<String, String> here = new TreeMap<>(
                (one, other) -> one.length() == other.length() ? one.compareTo(other) : other.length() - one.length());
        here.putAll(places);
        here.put("0.0.0.0:8083", "127.0.0.1:" + port);
        List<String> command = new ArrayList<>();
        if (service.entrypoint().isEmpty()) {
            command.addAll(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Dtalkmatrix.home=" + home));
            command.addAll(List.of(service.environment()
                    .getOrDefault("TALKMATRIX_JAVA_OPTS", "-Xmx512m")
                    .split(" ")));
            command.addAll(List.of(
                    "-jar",
                    home.resolve("standalone/target/quarkus-app/quarkus-run.jar")
                            .toString()));
        } else {
            service.entrypoint().forEach(part -> command.add(part.replace(LAUNCHER, home + "/")));
        }
        service.command().forEach(argument -> command.add(placed(argument, here)));
        Path log = logs.resolve(name + ".log");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().removeIf(key -> key.startsWith("TALKMATRIX_"));
        environment.put("MALLOC_ARENA_MAX", "2");
        environment.put("DJL_OFFLINE", "true");
        service.environment().forEach((key, value) -> environment.put(key, placed(value, here)));
        if (service.environment().containsKey("TALKMATRIX_HTTP_PORT")) {
            environment.put("TALKMATRIX_HTTP_PORT", Integer.toString(port));
        }
        String health = service.health().replaceFirst(":80\\d\\d/", ":" + port + "/");
        return new Container(name, builder.start(), log, port, health);
    }

    private static String placed(String text, Map<String, String> places) {
        for (Map.Entry<String, String> place : places.entrySet()) {
            if (text.contains(place.getKey())) {
                return text.replace(place.getKey(), place.getValue());
            }
        }
        return text;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits until the file's own health check is content. */
    void awaitHealthy(Duration deadline) throws IOException, InterruptedException {
        long end = System.nanoTime() + deadline.toNanos();
        String last = "";
        while (System.nanoTime() < end) {
            if (!process.isAlive()) {
                throw new AssertionError(name + " ended with " + process.exitValue() + ":\n" + said());
            }
            try {
                HttpResponse<String> answer = HTTP.send(
                        HttpRequest.newBuilder(URI.create(health))
                                .timeout(Duration.ofSeconds(5))
                                .build(),
                        BodyHandlers.ofString());
                last = answer.statusCode() + " " + answer.body();
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (IOException e) {
                last = e.toString();
            }
            TimeUnit.MILLISECONDS.sleep(200);
        }
        throw new AssertionError(name + " is not healthy after " + deadline + ": " + last + "\n" + said());
    }

    /** Waits for the end of what is done once. */
    void awaitDone(Duration deadline) throws IOException, InterruptedException {
        if (!process.waitFor(deadline.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError(name + " did not do its part:\n" + said());
        }
    }

    /** What it printed. */
    String said() throws IOException {
        return Files.readString(log);
    }

    /** As {@code docker stop} does. @return the exit code */
    int stop(Duration grace) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(grace.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            return -1;
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
