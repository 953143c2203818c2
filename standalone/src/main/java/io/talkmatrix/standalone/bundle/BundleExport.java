package io.talkmatrix.standalone.bundle;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.schemas.WireValues;
import io.talkmatrix.stage.Event;
import io.talkmatrix.standalone.bundle.Bundles.Bundled;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes everything on record of one turn into a file. Reads the topics alone. For one thread. */
public final class BundleExport {

    private static final Duration READ = Duration.ofMinutes(2);

    private final KafkaConnection kafka;
    private final RegistryClient registry;
    private final TurnRecords turn;
    private final Map<Integer, Integer> numbers = new HashMap<>();
    private final List<String> schemas = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final Map<Topic<?>, EventSerializer<?>> serializers = new HashMap<>();
    private long bytes;

    /** @throws UserError if nothing is on record of the turn */
    public BundleExport(KafkaConnection kafka, RegistryClient registry, String room, String turn) {
        this.kafka = kafka;
        this.registry = registry;
        this.turn = TurnRecords.find(kafka, registry, room, turn);
    }

    /**
     * Writes the file; what was there is replaced once all is written.
     *
     * @return what is in it, for people
     * @throws UserError if it cannot be written, or the turn is too large
     */
    public List<String> write(Path file) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(part))) {
                zip.putNextEntry(new ZipEntry(Bundles.RECORDS));
                MessageDigest digest = sha256();
                writeRecords(new DataOutputStream(new DigestOutputStream(uncloseable(zip), digest)));
                for (int i = 0; i < schemas.size(); i++) {
                    zip.putNextEntry(new ZipEntry(Bundles.schemaEntry(i)));
                    byte[] schema = schemas.get(i).getBytes(StandardCharsets.UTF_8);
                    digest.update(schema);
                    zip.write(schema);
                }
                zip.putNextEntry(new ZipEntry(Bundles.MANIFEST));
                zip.write(new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest(digest)));
                zip.closeEntry();
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UserError(Kind.CANNOT_CREATE, "cannot write " + file + ": " + e.getMessage(), e);
        } finally {
            deletePart(part);
        }
        return lines();
    }

    private static void deletePart(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UserError(Kind.SYSTEM, "cannot remove " + part + ": " + e.getMessage(), e);
        }
    }

    private List<String> lines() {
        return counts.entrySet().stream()
                .map(count -> count.getKey() + ": " + count.getValue())
                .toList();
    }

    private Manifest manifest(MessageDigest digest) {
        return new Manifest(
                Manifest.FORMAT,
                turn.room(),
                turn.turn(),
                System.currentTimeMillis(),
                counts.values().stream().mapToLong(Long::longValue).sum(),
                HexFormat.of().formatHex(digest.digest()),
                schemas.size(),
                lines());
    }

    private void writeRecords(DataOutputStream out) throws IOException {
        for (Topic<?> topic : TurnRecords.TOPICS) {
            writeRecords(topic, out);
        }
        out.flush();
    }

    private <V> void writeRecords(Topic<V> topic, DataOutputStream out) throws IOException {
        List<IOException> failed = new ArrayList<>();
        try (EventTail<V> tail = EventTail.ofRoom(kafka, registry, topic, turn.room())) {
            if (turn.beginMillis() > 0 && topic.cleanup() == Topic.Cleanup.DELETE) {
                tail.fromTime(turn.beginMillis());
            }
            List<Received<V>> latest = new ArrayList<>();
            tail.readToEnd(READ, received -> {
                if (topic.equals(Topics.ROOMS) || topic.equals(Topics.ROOM_HISTORY)) {
                    turn.keepLatest(received, latest);
                } else if (failed.isEmpty() && turn.holds((Event) received.event())) {
                    write(topic, received, out, failed);
                }
            });
            latest.forEach(received -> write(topic, received, out, failed));
        } catch (IllegalStateException e) {
            throw new UserError(Kind.UNAVAILABLE, e.getMessage(), e);
        }
        if (!failed.isEmpty()) {
            throw failed.get(0);
        }
    }

    private <V> void write(Topic<V> topic, Received<V> received, DataOutputStream out, List<IOException> failed) {
        byte[] value = serializer(topic).serialize(topic.name(), turn.trimmed(received.event()));
        int id = WireValues.schemaId(value);
        int number = numbers.computeIfAbsent(id, known -> {
            schemas.add(WireValues.schema(registry, id));
            return schemas.size() - 1;
        });
        bytes += value.length;
        long count = counts.merge(topic.name(), 1L, Long::sum);
        if (bytes > Bundles.MOST_BYTES || count > Bundles.MOST_RECORDS / 2) {
            throw new UserError(
                    Kind.BAD_DATA,
                    "turn " + turn.turn() + " is more than the " + (Bundles.MOST_BYTES >> 20) + " MiB of a bundle");
        }
        try {
            Bundles.write(
                    new Bundled(
                            topic,
                            received.timestampMillis(),
                            number,
                            WireValues.body(value),
                            Bundles.headers(received.headers())),
                    out);
        } catch (IOException e) {
            failed.add(e);
        }
    }

    @SuppressWarnings("unchecked") // the map pairs each topic with a serializer of the same type parameter
    private <V> EventSerializer<V> serializer(Topic<V> topic) {
        return (EventSerializer<V>) serializers.computeIfAbsent(topic, t -> new EventSerializer<>(t, registry));
    }

    /** An entry ends, the file does not. */
    private static OutputStream uncloseable(OutputStream out) {
        return new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                out.write(value);
            }

            @Override
            public void write(byte[] from, int offset, int length) throws IOException {
                out.write(from, offset, length);
            }
        };
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
