package io.talkmatrix.connect.audio;

import io.talkmatrix.connect.Cluster;
import io.talkmatrix.connect.Version;
import io.talkmatrix.media.AudioFileReader;
import io.talkmatrix.media.MediaException;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Reads sound and hands it on chunk by chunk, a file at the pace of time. A file goes on after a restart where it was, as
 * the same stream; a pulled stream is a new one at each connection. Nothing follows the end of a file.
 */
public final class AudioSourceTask extends SourceTask {

    private static final System.Logger LOG = System.getLogger(AudioSourceTask.class.getName());
    private static final long WAIT_MILLIS = 500;
    private static final long AGAIN_MILLIS = 1_000;
    private static final long READ_BACK_MILLIS = 600_000;
    private static final Duration READ_BACK = Duration.ofSeconds(20);
    private static final String STREAM = "stream";
    private static final String SEQ = "seq";
    private static final String ENDED = "ended";

    private final Clock clock = Clock.systemUTC();
    private final Object stopping = new Object();
    private AudioConfig config;
    private Map<String, String> partition;
    private RegistryClient registry;
    private EventSerializer<AudioChunk> serializer;
    private AudioFileReader reader;
    private String stream = "";
    private long seq;
    private boolean ended;
    private boolean troubled;
    private long startedMillis;
    private long startedSeq;
    private boolean stopped;

    @Override
    public String version() {
        return Version.ofPlugins();
    }

    @Override
    public void start(Map<String, String> props) {
        config = new AudioConfig(props);
        partition = Map.of("room", config.room(), "connector", props.getOrDefault("name", "audio"));
        registry = Cluster.registry(config);
        serializer = new EventSerializer<>(Topics.AUDIO_IN, registry);
        Map<String, Object> offset = context.offsetStorageReader().offset(partition);
        if (offset != null && !config.pulled()) {
            stream = String.valueOf(offset.getOrDefault(STREAM, ""));
            seq = ((Number) offset.getOrDefault(SEQ, -1L)).longValue() + 1;
            ended = Boolean.parseBoolean(String.valueOf(offset.getOrDefault(ENDED, "false")));
            goOn(Cluster.kafka(config));
        }
        if (!config.pulled()) {
            open();
        }
    }

    /** Offsets are stored now and then; what was written since is on the topic, and is not written twice. */
    private void goOn(KafkaConnection kafka) {
        try (EventTail<AudioChunk> tail = EventTail.ofRoom(kafka, registry, Topics.AUDIO_IN, config.room())) {
            tail.fromTime(clock.millis() - READ_BACK_MILLIS);
            for (Received<AudioChunk> received : tail.readToEnd(READ_BACK)) {
                AudioChunk chunk = received.event();
                if (chunk.stream().equals(stream)) {
                    seq = Math.max(seq, chunk.seq() + 1);
                    ended |= chunk.endOfStream();
                }
            }
        }
    }

    private void open() {
        boolean goesOn = !config.pulled() && !stream.isEmpty();
        if (!goesOn) {
            stream = UUID.randomUUID().toString();
            seq = 0;
        }
        try {
            reader = config.pulled()
                    ? AudioFileReader.pull(config.shown(), config.source(), AudioChunk.SAMPLE_RATE_HZ)
                    : AudioFileReader.open(Path.of(config.source()), AudioChunk.SAMPLE_RATE_HZ);
        } catch (MediaException e) {
            if (!config.pulled()) {
                throw new ConnectException(e.getMessage(), e);
            }
            throw e;
        }
        for (long skipped = 0; skipped < seq; skipped++) {
            reader.read(samples());
        }
        startedMillis = 0;
    }

    private int samples() {
        return config.chunkMillis() * AudioChunk.SAMPLE_RATE_HZ / 1000;
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        if (ended) {
            pause(WAIT_MILLIS);
            return null;
        }
        try {
            if (reader == null) {
                open();
                troubled = false;
                LOG.log(Level.INFO, "room {0} hears {1}", config.room(), config.shown());
            }
            return next();
        } catch (MediaException e) {
            if (!config.pulled()) {
                throw new ConnectException(e.getMessage(), e);
            }
            again(e.getMessage());
            return null;
        }
    }

    private List<SourceRecord> next() throws InterruptedException {
        if (startedMillis == 0) {
            startedMillis = clock.millis();
            startedSeq = seq;
        }
        long due = startedMillis + (seq - startedSeq) * config.chunkMillis();
        long early = due - clock.millis();
        if (!config.pulled() && early > 0) {
            pause(Math.min(early, WAIT_MILLIS));
            if (early > WAIT_MILLIS) {
                return null;
            }
        }
        byte[] pcm = reader.read(samples());
        boolean last = pcm.length < 2 * samples();
        if (last && config.pulled()) {
            SourceRecord end = record(new byte[0], true);
            again("the stream ended");
            return List.of(end);
        }
        ended = last;
        return List.of(record(pcm, last));
    }

    /** What was being heard is over; the next attempt is a new stream. */
    private void again(String reason) throws InterruptedException {
        if (!troubled) {
            troubled = true;
            LOG.log(Level.WARNING, "room {0}: {1}; trying again until it is back", config.room(), reason);
        }
        close();
        pause(AGAIN_MILLIS);
    }

    private SourceRecord record(byte[] pcm, boolean end) {
        long number = seq++;
        AudioChunk chunk = new AudioChunk(
                config.room(),
                stream,
                number,
                config.pulled()
                        ? clock.millis() - config.chunkMillis()
                        : startedMillis + (number - startedSeq) * config.chunkMillis(),
                pcm,
                AudioChunk.Endpointing.VAD,
                end);
        try {
            return new SourceRecord(
                    partition,
                    Map.of(STREAM, stream, SEQ, number, ENDED, Boolean.toString(end)),
                    Topics.AUDIO_IN.name(),
                    null,
                    Schema.BYTES_SCHEMA,
                    config.room().getBytes(StandardCharsets.UTF_8),
                    Schema.BYTES_SCHEMA,
                    serializer.serialize(Topics.AUDIO_IN.name(), chunk));
        } catch (RegistryException e) {
            throw new ConnectException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }

    private void pause(long millis) throws InterruptedException {
        synchronized (stopping) {
            long end = System.nanoTime() + millis * 1_000_000;
            for (long left = millis; !stopped && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                stopping.wait(left);
            }
        }
    }

    private void close() {
        if (reader != null) {
            reader.close();
            reader = null;
        }
    }

    @Override
    public void stop() {
        synchronized (stopping) {
            stopped = true;
            stopping.notifyAll();
        }
        close();
        if (registry != null) {
            registry.close();
        }
    }
}
