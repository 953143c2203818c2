package io.talkmatrix.standalone.bundle;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.schemas.BadRecordException;
import io.talkmatrix.schemas.EventCodec;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.schemas.WireValues;
import io.talkmatrix.stage.Event;
import io.talkmatrix.standalone.bundle.Bundles.Bundled;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.replay.TopicSets;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Reads a bundle into topics of its own. All of it is read and checked before anything is written: what was made elsewhere
 * is not believed. For one thread.
 */
public final class BundleImport implements AutoCloseable {

    private static final Pattern ROOM = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final Pattern TURN = Pattern.compile("[A-Za-z0-9._:-]{1,64}");
    private static final int MOST_SENT = 256;
    private static final long SEND_SECONDS = 60;

    private final Path file;
    private final ZipFile zip;
    private final Manifest manifest;
    private final List<String> schemas = new ArrayList<>();

    /** What is done with each record. */
    private interface Taker {
        void take(Bundled record) throws IOException, InterruptedException;
    }

    /**
     * Opens a bundle and checks all of it.
     *
     * @throws UserError if it is not there, truncated, or not what it should be
     */
    public BundleImport(Path file) throws InterruptedException {
        this.file = file;
        if (!Files.isRegularFile(file)) {
            throw new UserError(Kind.NO_INPUT, "the bundle " + file + " does not exist");
        }
        zip = open();
        try {
            manifest = manifest();
            for (int i = 0; i < manifest.schemas(); i++) {
                schemas.add(new String(small(Bundles.schemaEntry(i)), StandardCharsets.UTF_8));
            }
            Map<String, EventCodec.Reader<?>> readers = new HashMap<>();
            each(record -> check(record, readers));
        } catch (RuntimeException | InterruptedException e) {
            close();
            throw e;
        }
    }

    private ZipFile open() {
        try {
            return new ZipFile(file.toFile());
        } catch (ZipException e) {
            throw Bundles.refused(file, "it is no ZIP file, or not all of one (" + e.getMessage() + ")", e);
        } catch (IOException e) {
            throw new UserError(Kind.NO_INPUT, "cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    private Manifest manifest() {
        Manifest read;
        try {
            read = new ObjectMapper().readValue(small(Bundles.MANIFEST), Manifest.class);
        } catch (JsonProcessingException e) {
            throw Bundles.refused(file, "its manifest cannot be read", e);
        } catch (IOException e) {
            throw Bundles.refused(file, e.getMessage(), e);
        }
        if (read.format() != Manifest.FORMAT) {
            throw Bundles.refused(
                    file, "its form is " + read.format() + ", this program knows " + Manifest.FORMAT, null);
        }
        if (read.room() == null
                || !ROOM.matcher(read.room()).matches()
                || read.turn() == null
                || !TURN.matcher(read.turn()).matches()
                || read.sha256() == null
                || read.schemas() < 0
                || read.schemas() > Bundles.MOST_SCHEMAS
                || read.records() < 1
                || read.records() > Bundles.MOST_RECORDS) {
            throw Bundles.refused(file, "its manifest names what cannot be", null);
        }
        return read;
    }

    private byte[] small(String name) {
        ZipEntry entry = zip.getEntry(name);
        if (entry == null) {
            throw Bundles.refused(file, "it has no " + name, null);
        }
        try (InputStream in = zip.getInputStream(entry)) {
            byte[] bytes = in.readNBytes(Bundles.MOST_TEXT_BYTES + 1);
            if (bytes.length > Bundles.MOST_TEXT_BYTES) {
                throw Bundles.refused(file, name + " is too large", null);
            }
            return bytes;
        } catch (IOException e) {
            throw Bundles.refused(file, name + " cannot be read (" + e.getMessage() + ")", e);
        }
    }

    /** Reads all records; whoever is last to read knows that they are what was written. */
    private void each(Taker taker) throws InterruptedException {
        ZipEntry entry = zip.getEntry(Bundles.RECORDS);
        if (entry == null) {
            throw Bundles.refused(file, "it has no " + Bundles.RECORDS, null);
        }
        MessageDigest digest = BundleExport.sha256();
        try (InputStream raw = zip.getInputStream(entry);
                DataInputStream in = new DataInputStream(
                        new BufferedInputStream(new DigestInputStream(new Limited(raw, Bundles.MOST_BYTES), digest)))) {
            for (long i = 0; i < manifest.records(); i++) {
                taker.take(Bundles.read(in));
            }
            if (in.read() >= 0) {
                throw Bundles.refused(file, "more records follow than its manifest counts", null);
            }
        } catch (BadRecordException | IOException e) {
            throw Bundles.refused(file, e.getMessage(), e);
        }
        schemas.forEach(schema -> digest.update(schema.getBytes(StandardCharsets.UTF_8)));
        if (!HexFormat.of().formatHex(digest.digest()).equals(manifest.sha256())) {
            throw Bundles.refused(file, "its records are not those that its manifest was written for", null);
        }
    }

    private void check(Bundled record, Map<String, EventCodec.Reader<?>> readers) {
        if (record.schema() < 0 || record.schema() >= schemas.size()) {
            throw new BadRecordException("a record names schema " + record.schema() + ", which it does not hold");
        }
        if (record.topic().equals(Topics.DEAD_LETTERS)) {
            throw new BadRecordException("dead letters are of no turn");
        }
        Object value = readers.computeIfAbsent(
                        record.topic().name() + ' ' + record.schema(),
                        key -> WireValues.reader(record.topic(), schemas.get(record.schema())))
                .decode(record.body(), 0, record.body().length);
        if (!(value instanceof Event event) || !event.room().equals(manifest.room())) {
            throw new BadRecordException("a record of " + record.topic().name() + " is of another room");
        }
    }

    public String room() {
        return manifest.room();
    }

    public String turn() {
        return manifest.turn();
    }

    /** A name for its topics if none is given: the end of the turn's id, which differs from turn to turn. */
    public String usualName() {
        String plain = manifest.turn().replaceAll("[^A-Za-z0-9]", "");
        return TopicSets.BUNDLE + '.' + plain.substring(Math.max(0, plain.length() - 12));
    }

    /**
     * Writes the records, with their times.
     *
     * @param name of the topics to be made, {@code bundle.ID}
     * @return how many records
     * @throws UserError if the topics are there already, or Kafka or the registry refuses something
     */
    public long write(KafkaConnection kafka, RegistryClient registry, String name) throws InterruptedException {
        TopicSets.requireName(name, TopicSets.BUNDLE);
        Map<String, Object> properties = new HashMap<>(kafka.properties());
        properties.put("bootstrap.servers", kafka.bootstrapServers());
        properties.put("acks", "all");
        properties.put("max.request.size", Topics.MAX_REQUEST_BYTES);
        byte[] key = manifest.room().getBytes(StandardCharsets.UTF_8);
        KafkaConnection isolated = kafka.under(TopicSets.prefix(name));
        try (TopicSets sets = new TopicSets(kafka)) {
            sets.create(name);
            try (KafkaProducer<byte[], byte[]> producer =
                    new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
                List<Future<?>> sent = new ArrayList<>();
                each(record -> {
                    sent.add(producer.send(record(isolated, registry, record, key)));
                    if (sent.size() >= MOST_SENT) {
                        await(sent);
                    }
                });
                await(sent);
            } catch (RuntimeException | InterruptedException e) {
                sets.delete(name);
                throw e;
            }
        }
        return manifest.records();
    }

    private ProducerRecord<byte[], byte[]> record(
            KafkaConnection isolated, RegistryClient registry, Bundled record, byte[] key) {
        Topic<?> topic = record.topic();
        try {
            byte[] value = WireValues.value(registry, topic, schemas.get(record.schema()), record.body());
            ProducerRecord<byte[], byte[]> written =
                    new ProducerRecord<>(isolated.topic(topic), 0, record.millis(), key, value);
            record.headers().forEach(header -> written.headers().add(header.name(), header.value()));
            return written;
        } catch (RegistryException e) {
            throw new UserError(
                    Kind.UNAVAILABLE,
                    "the registry does not take the schema of " + topic.name() + ": " + e.getMessage(),
                    e);
        }
    }

    private void await(List<Future<?>> sent) throws InterruptedException {
        try {
            for (Future<?> one : sent) {
                one.get(SEND_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            throw Bundles.refused(
                    file, "Kafka refuses a record: " + e.getCause().getMessage(), e);
        } catch (TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka took no record for " + SEND_SECONDS + " s", e);
        }
        sent.clear();
    }

    @Override
    public void close() {
        try {
            zip.close();
        } catch (IOException e) {
            throw new UserError(Kind.SYSTEM, "cannot close " + file + ": " + e.getMessage(), e);
        }
    }
}
