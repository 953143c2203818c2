package io.talkmatrix.connect.events;

import io.talkmatrix.connect.Cluster;
import io.talkmatrix.connect.Version;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.DeadLetter;
import io.talkmatrix.schemas.EventSerializer;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryException;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.LiveEvent;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.apache.kafka.connect.source.SourceTask;

/**
 * Takes what a feed brings, makes events of it and drops duplicates by the platform's id, also over restarts: at the start
 * it reads back what the room's events were. Where a feed can go on (server-sent events) its position is the source offset.
 */
public final class LiveEventsSourceTask extends SourceTask {

    private static final System.Logger LOG = System.getLogger(LiveEventsSourceTask.class.getName());
    private static final int MOST_WAITING = 10_000;
    private static final int MOST_A_POLL = 500;
    private static final int MOST_SEEN = 20_000;
    private static final long POLL_MILLIS = 500;
    private static final Duration READ_BACK = Duration.ofSeconds(20);
    private static final String POSITION = "position";

    /** Answers whoever waits once all records of a message are acknowledged. */
    private static final class Open {
        private final Arrival.Outcome outcome;
        private int records;

        Open(Arrival.Outcome outcome, int records) {
            this.outcome = outcome;
            this.records = records;
        }

        synchronized void acknowledged() {
            if (--records == 0) {
                outcome.done("");
            }
        }
    }

    private final Clock clock = Clock.systemUTC();
    private final Inbox inbox = new Inbox(MOST_WAITING);
    private final Seen seen = new Seen(MOST_SEEN);
    private final Map<SourceRecord, Open> open = Collections.synchronizedMap(new IdentityHashMap<>());
    private String room;
    private Map<String, String> partition;
    private RegistryClient registry;
    private EventSerializer<LiveEvent> events;
    private EventSerializer<DeadLetter> letters;
    private EventMapping mapping;
    private Letters unusable;
    private Feed feed;

    @Override
    public String version() {
        return Version.ofPlugins();
    }

    @Override
    public void start(Map<String, String> props) {
        EventsConfig config = new EventsConfig(props);
        String name = props.getOrDefault("name", "live-events");
        room = config.room();
        partition = Map.of("room", room, "connector", name);
        registry = Cluster.registry(config);
        events = new EventSerializer<>(Topics.LIVE_COMMENTS, registry);
        letters = new EventSerializer<>(Topics.DEAD_LETTERS, registry);
        mapping =
                EventMapping.of(config.mapping(), clock, () -> UUID.randomUUID().toString());
        unusable = new Letters(room, name, clock);
        registerSchemas();
        readBack(Cluster.kafka(config), config.dedupeMillis());
        feed = feed(config, name);
    }

    /** Ids of schemas are asked for once; from here on no message can be lost to a registry that is away. */
    private void registerSchemas() {
        try {
            LiveEvent any = new LiveEvent(room, "", "", LiveEvent.Kind.ENTER, "", "", 1, Map.of(), clock.millis());
            events.serialize(Topics.LIVE_COMMENTS.name(), any);
            unusable.of("", "").ifPresent(letter -> letters.serialize(Topics.DEAD_LETTERS.name(), letter));
        } catch (RegistryException e) {
            throw new ConnectException("the schema registry does not answer: " + e.getMessage(), e);
        }
    }

    private void readBack(KafkaConnection kafka, long millis) {
        try (EventTail<LiveEvent> tail = EventTail.ofRoom(kafka, registry, Topics.LIVE_COMMENTS, room)) {
            tail.fromTime(clock.millis() - millis);
            for (Received<LiveEvent> received : tail.readToEnd(READ_BACK)) {
                seen.add(received.event().platform(), received.event().platformId());
            }
        }
    }

    private Feed feed(EventsConfig config, String name) {
        HttpClient http = HttpClient.newBuilder()
                .connectTimeout(Duration.ofSeconds(10))
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
        if (config.webhook()) {
            try {
                return new WebhookFeed(config.address(), config.token(), inbox);
            } catch (IOException e) {
                throw new ConnectException(
                        "webhook of " + name + " cannot listen at " + config.address() + ": " + e.getMessage(), e);
            }
        }
        Map<String, String> headers =
                config.token().isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + config.token());
        ReconnectingFeed.Connection connection;
        if (config.bilibili()) {
            Dialect dialect =
                    new BilibiliDialect(http, config.bilibiliApi(), config.account(), clock, () -> UUID.randomUUID()
                            .toString());
            connection = new SocketConnection(http, dialect, Map.of(), config.silenceMillis(), inbox, System::nanoTime);
        } else if (config.socket()) {
            connection = new SocketConnection(
                    http, Dialect.plain(config.uri()), headers, config.silenceMillis(), inbox, System::nanoTime);
        } else {
            connection = new SseConnection(http, config.uri(), headers, position(), config.silenceMillis(), inbox);
        }
        Backoff backoff =
                new Backoff(500, 15_000, () -> ThreadLocalRandom.current().nextDouble());
        return new ReconnectingFeed(name, connection, backoff);
    }

    private String position() {
        Map<String, Object> offset = context.offsetStorageReader().offset(partition);
        return offset == null ? "" : String.valueOf(offset.getOrDefault(POSITION, ""));
    }

    @Override
    public List<SourceRecord> poll() throws InterruptedException {
        List<SourceRecord> records = new ArrayList<>();
        for (Arrival arrival : inbox.take(MOST_A_POLL, POLL_MILLIS)) {
            take(arrival, records);
        }
        return records.isEmpty() ? null : records;
    }

    private void take(Arrival arrival, List<SourceRecord> into) {
        List<SourceRecord> caused = new ArrayList<>();
        String refusal = "";
        for (Mapped mapped : mapping.map(room, arrival.text())) {
            if (mapped instanceof Mapped.Event found) {
                LiveEvent event = found.event();
                if (!found.named() || seen.add(event.platform(), event.platformId())) {
                    caused.add(record(
                            Topics.LIVE_COMMENTS.name(),
                            events.serialize(Topics.LIVE_COMMENTS.name(), event),
                            arrival.position()));
                }
            } else if (mapped instanceof Mapped.Unusable bad) {
                refusal = bad.reason();
                unusable.of(arrival.text(), refusal)
                        .ifPresent(letter -> caused.add(record(
                                Topics.DEAD_LETTERS.name(),
                                letters.serialize(Topics.DEAD_LETTERS.name(), letter),
                                arrival.position())));
            }
        }
        if (!refusal.isEmpty() || caused.isEmpty()) {
            arrival.taken().done(refusal);
        } else if (arrival.taken() != Arrival.Outcome.NOBODY) {
            Open waits = new Open(arrival.taken(), caused.size());
            caused.forEach(record -> open.put(record, waits));
        }
        into.addAll(caused);
    }

    private SourceRecord record(String topic, byte[] value, String position) {
        return new SourceRecord(
                partition,
                Map.of(POSITION, position),
                topic,
                null,
                Schema.BYTES_SCHEMA,
                room.getBytes(StandardCharsets.UTF_8),
                Schema.BYTES_SCHEMA,
                value);
    }

    @Override
    public void commitRecord(SourceRecord record, RecordMetadata metadata) {
        Open waits = open.remove(record);
        if (waits != null) {
            waits.acknowledged();
        }
    }

    @Override
    public void stop() {
        if (feed != null) {
            feed.close();
        }
        if (registry != null) {
            registry.close();
        }
        if (unusable != null && unusable.left() > 0) {
            LOG.log(Level.WARNING, "room {0}: {1} unusable messages got no dead letter", room, unusable.left());
        }
    }
}
