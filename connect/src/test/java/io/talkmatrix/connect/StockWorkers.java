package io.talkmatrix.connect;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * Starts {@code org.apache.kafka.connect.cli.ConnectDistributed} in processes of their own. Their class path is what Kafka
 * ships, ours is a folder on the plugin path, as on anybody's cluster.
 */
final class StockWorkers {

    private static final List<String> OURS =
            List.of("talkmatrix", "avro", "bytedeco", "javacv", "javacpp", "ffmpeg", "micrometer");

    private final Path folder;
    private final String bootstrapServers;
    private final Path plugins;
    private final List<String> kafka = new ArrayList<>();

    StockWorkers(Path folder, String bootstrapServers) throws IOException {
        this.folder = folder;
        this.bootstrapServers = bootstrapServers;
        plugins = Files.createDirectories(folder.resolve("plugins").resolve("talkmatrix"));
        int number = 0;
        for (String entry : System.getProperty("java.class.path").split(System.getProperty("path.separator"))) {
            Path path = Path.of(entry);
            boolean classes = Files.isDirectory(path);
            if (classes && !entry.contains("test-classes")) {
                jar(path, plugins.resolve("classes-" + number++ + ".jar"));
            } else if (!classes && OURS.stream().anyMatch(path.getFileName().toString()::contains)) {
                Files.createSymbolicLink(plugins.resolve(path.getFileName()), path);
            } else if (!classes && (entry.contains("jackson") || entry.contains("commons"))) {
                Files.createSymbolicLink(plugins.resolve(path.getFileName()), path);
                kafka.add(entry);
            } else if (!classes) {
                kafka.add(entry);
            }
        }
    }

    private static void jar(Path classes, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> all = Files.walk(classes)) {
            for (Path path : all.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
    }

    /** @param address {@code host:port} of its REST API, by which the others know it */
    Process start(String address) throws IOException {
        Properties properties = new Properties();
        Map<String, String> settings = Worker.settings(bootstrapServers, "http://" + address);
        properties.putAll(settings);
        properties.put("plugin.path", plugins.getParent().toString());
        Path file = folder.resolve("worker-" + address.replace(':', '-') + ".properties");
        try (var out = Files.newBufferedWriter(file)) {
            properties.store(out, "");
        }
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        String.join(System.getProperty("path.separator"), kafka),
                        "org.apache.kafka.connect.cli.ConnectDistributed",
                        file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("worker-" + address.replace(':', '-') + ".log")
                        .toFile())
                .start();
    }
}
