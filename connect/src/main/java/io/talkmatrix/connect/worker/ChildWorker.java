package io.talkmatrix.connect.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.connect.cli.ConnectDistributed;
import org.apache.kafka.connect.runtime.Connect;

/**
 * Runs Kafka's own distributed worker until standard input ends, which is what happens when the parent stops or dies:
 * {@code ChildWorker WORKER.properties}. Says {@code ready ADDRESS} once connectors can be set.
 */
public final class ChildWorker {

    private static final System.Logger LOG = System.getLogger(ChildWorker.class.getName());
    private static final long STOP_MILLIS = 6_000;
    private static final int GIVEN_UP = 143;

    private static final Logger KAFKA = Logger.getLogger("org");
    /** Warns of every partition that a consumer asked about without being given it. */
    private static final Logger LOOKUPS =
            Logger.getLogger("org.apache.kafka.clients.consumer.internals.OffsetFetcherUtils");

    private ChildWorker() {}

    public static void main(String[] arguments) throws IOException {
        // Kafka tells every setting of every client; what matters is a warning.
        KAFKA.setLevel(Level.WARNING);
        LOOKUPS.setLevel(Level.SEVERE);
        Properties file = new Properties();
        try (var in = Files.newBufferedReader(Path.of(arguments[0]))) {
            file.load(in);
        }
        Map<String, String> settings = new HashMap<>();
        file.stringPropertyNames().forEach(name -> settings.put(name, file.getProperty(name)));
        Connect<?> worker = new ConnectDistributed().startConnect(settings);
        System.out.println("ready " + worker.rest().advertisedUrl());
        System.out.flush();
        awaitEnd();
        Thread stop = new Thread(worker::stop, "stop");
        stop.start();
        try {
            stop.join(STOP_MILLIS);
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(stop.isAlive() ? GIVEN_UP : 0);
    }

    private static void awaitEnd() {
        byte[] anything = new byte[256];
        try {
            int read = System.in.read(anything);
            while (read >= 0) {
                read = System.in.read(anything);
            }
        } catch (IOException e) {
            LOG.log(System.Logger.Level.DEBUG, "the parent's pipe broke, which is as good as its end", e);
        }
    }
}
