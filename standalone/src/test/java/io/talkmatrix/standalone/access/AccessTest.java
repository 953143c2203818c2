package io.talkmatrix.standalone.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.config.KafkaAccess;
import io.talkmatrix.standalone.config.Sources;
import io.talkmatrix.standalone.doctor.Doctor;
import io.talkmatrix.standalone.ops.RunningStack;
import io.talkmatrix.standalone.replay.Changes;
import io.talkmatrix.standalone.replay.Comparison;
import io.talkmatrix.standalone.replay.Replay;
import io.talkmatrix.standalone.replay.ReplayReport;
import io.talkmatrix.standalone.replay.ReplayRequest;
import io.talkmatrix.standalone.replay.TopicSets;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The ACLs as they are printed, set in a real broker that asks everybody over TLS and SASL/SCRAM. */
@Timeout(value = 400, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class AccessTest {

    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Set<AclOperation> DATA = EnumSet.of(AclOperation.READ, AclOperation.WRITE);

    private static final StageChoice EDGE = new StageChoice("edge", Optional.empty(), Optional.empty());

    @TempDir
    static Path folder;

    private static SecuredBroker kafka;

    @BeforeAll
    static void start() throws Exception {
        kafka = new SecuredBroker(folder);
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @ParameterizedTest
    @EnumSource(Principal.class)
    void theBrokerLetsEachReadAndWriteWhatIsItsOwnAndNothingElse(Principal principal) throws Exception {
        Map<String, Set<AclOperation>> allowed = new TreeMap<>();
        Map<String, Set<AclOperation>> granted = new TreeMap<>();
        boolean mayDescribe = principal != Principal.REGISTRY;
        try (Admin admin = Admin.create(kafka.client(principal))) {
            Map<String, TopicDescription> described = mayDescribe ? described(admin) : Map.of();
            described.forEach((name, topic) -> {
                Set<AclOperation> operations = EnumSet.copyOf(topic.authorizedOperations());
                operations.retainAll(DATA);
                allowed.put(name, operations);
            });
        }
        Grants.of(principal).forEach(grant -> Topics.named(grant.name()).ifPresent(topic -> {
            Set<AclOperation> operations = EnumSet.copyOf(grant.operations());
            operations.retainAll(DATA);
            granted.put(topic.name(), operations);
        }));

        assertThat(allowed).isEqualTo(granted);
    }

    private static Map<String, TopicDescription> described(Admin admin) throws Exception {
        return admin.describeTopics(
                        Topics.all().stream().map(Topic::name).toList(),
                        new DescribeTopicsOptions().includeAuthorizedOperations(true))
                .allTopicNames()
                .get(30, TimeUnit.SECONDS);
    }

    @Test
    void aVoiceCannotHearTheAudience() {
        assertThatThrownBy(() -> read(Principal.TTS, Topics.AUDIO_IN))
                .isInstanceOfSatisfying(
                        TopicAuthorizationException.class,
                        refusal -> assertThat(refusal.unauthorizedTopics()).containsExactly("audio.in"));
        read(Principal.TTS, Topics.TEXT_REPLY);
        read(Principal.ASR, Topics.AUDIO_IN);
    }

    @Test
    void aVoiceCannotPutWordsIntoTheAudiencesMouthNorConduct() {
        for (Topic<?> topic : List.of(Topics.TEXT_ASR, Topics.TURN_CONTROL, Topics.ROOMS)) {
            assertThatThrownBy(() -> write(Principal.TTS, topic))
                    .as(topic.name())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
    }

    @Test
    void whoShowsTheWrongPasswordIsNotLetIn() {
        KafkaAccess wrong = kafka.access(SecuredBroker.user(Principal.TTS), "guessed");

        try (Admin admin = Admin.create(kafka.client(wrong))) {
            assertThatThrownBy(() -> admin.listTopics().names().get(30, TimeUnit.SECONDS))
                    .hasCauseInstanceOf(SaslAuthenticationException.class);
        }
    }

    @Test
    void theDoctorSeesWhatAWorkerOfThisUserWould() throws Exception {
        assertThat(cluster(kafka.access(Principal.TTS)))
                .contains(
                        "ok Kafka " + kafka.servers() + ", brokers: 1",
                        "ok topics " + Topics.all().size() + " are there")
                .contains("ok schema registry " + kafka.registryUrl());
        assertThat(cluster(kafka.access(SecuredBroker.user(Principal.TTS), "guessed")))
                .anyMatch(line -> line.startsWith("fail Kafka") && line.contains("Authentication failed"));
    }

    private static List<String> cluster(KafkaAccess access) throws InterruptedException {
        return Doctor.examine(settings("doctor", access), "edge", 0, false, Map.of()).stream()
                .map(finding ->
                        finding.state().name().toLowerCase(Locale.ROOT) + " " + finding.what() + " " + finding.found())
                .toList();
    }

    @Test
    void everyPartDoesItsWorkWithWhatItIsGranted() throws Exception {
        List<Stack> running = new ArrayList<>();
        try {
            for (Role role :
                    List.of(Role.CONDUCTOR, Role.DIRECTOR, Role.TIMELINE, Role.REPLY, Role.TTS, Role.FACE, Role.ASR)) {
                running.add(worker(role));
            }
            ask("secured");

            assertThat(outcome("secured")).isEqualTo("COMPLETED");
            assertThat(running).allSatisfy(stack -> assertThat(stack.health().values())
                    .allSatisfy(health ->
                            assertThat(health.ready()).as("%s", health).isTrue()));
            replaysTheTurn("secured");
        } finally {
            running.forEach(Stack::close);
        }
    }

    /** On topics of its own, which it makes and deletes with what its user is granted. */
    private static void replaysTheTurn(String room) throws InterruptedException {
        StackSettings settings = settings("replay", kafka.access(Principal.REPLAY));
        StackFactory stacks = new StackFactory(new SimpleMeterRegistry(), new RunningStack());
        Progress progress = new Progress(System.err, false);
        ReplayRequest request = new ReplayRequest(
                List.of(room),
                Optional.of("turn"),
                ReplayRequest.Window.EVER,
                Role.TTS,
                Role.TTS,
                ReplayRequest.Speed.MAX,
                "replay.secured",
                Optional.empty(),
                Changes.NONE);
        try (Stack stack = stacks.attachOrStart(settings, progress);
                TopicSets sets = new TopicSets(stack.kafka())) {
            ReplayReport report = new Replay(stack.kafka(), stack.registry(), request, progress)
                    .run(
                            prefix -> stacks.startIsolated(
                                    stack, settings, EDGE, request.stages(), false, prefix, progress),
                            true)
                    .report();
            assertThat(report.unfinished()).isEmpty();
            assertThat(report.comparisons())
                    .singleElement()
                    .satisfies(turn -> assertThat(turn.sound().verdict()).isEqualTo(Comparison.Verdict.SAME));
            assertThat(sets.list()).extracting(TopicSets.TopicSet::name).containsExactly("replay.secured");
            sets.delete("replay.secured");
            assertThat(sets.exists("replay.secured")).isFalse();
        }
    }

    @Test
    void aReplayCannotWriteOnLiveTopics() {
        for (Topic<?> topic : List.of(Topics.TEXT_ASR, Topics.AUDIO_TTS, Topics.TURN_EVENTS, Topics.ROOMS)) {
            assertThatThrownBy(() -> write(Principal.REPLAY, topic))
                    .as(topic.name())
                    .hasCauseInstanceOf(TopicAuthorizationException.class);
        }
        read(Principal.REPLAY, Topics.AUDIO_TTS);
    }

    private static Stack worker(Role role) throws InterruptedException {
        Principal principal = Principal.of(role.id()).orElseThrow();
        StackSettings settings = settings(role.id(), kafka.access(principal));
        return new StackFactory(new SimpleMeterRegistry(), new RunningStack())
                .startWorker(settings, EDGE, Set.of(role), OptionalInt.empty(), new Progress(System.err, false));
    }

    private static StackSettings settings(String name, KafkaAccess access) {
        return new StackSettings(
                folder.resolve(name),
                Optional.of(kafka.servers()),
                Optional.of(kafka.registryUrl()),
                0,
                0,
                SecuredBroker.PARTITIONS,
                access,
                Sources.NONE);
    }

    /** As the console does, with the console's credentials. */
    private static void ask(String room) throws Exception {
        KafkaConnection console = new KafkaConnection(
                kafka.servers(), kafka.access(Principal.CONSOLE).properties());
        long now = System.currentTimeMillis();
        try (RegistryClient registry = registry();
                EventProducer producer = new EventProducer(console, registry, "console", SOON)) {
            send(producer, Topics.ROOMS, Room.of(room));
            UnitId id = new UnitId(room, "turn", 0, 0, 0);
            send(
                    producer,
                    Topics.TURN_EVENTS,
                    new TurnEvent(room, "turn", 0, "api", Milestone.OPENED, -1, -1, "", "", "", "", Map.of(), now));
            send(
                    producer,
                    Topics.TEXT_ASR,
                    new Utterance(id, "When do you start?", true, "en", Utterance.Source.TYPED, "", now, now, 0, ""));
        }
    }

    private static <E extends Event> void send(EventProducer producer, Topic<E> topic, E event) throws Exception {
        producer.send(topic, event).get(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private static String outcome(String room) {
        long end = System.nanoTime() + SOON.toNanos();
        List<String> seen = new ArrayList<>();
        try (RegistryClient registry = registry();
                EventTail<TurnEvent> tail = EventTail.ofRoom(
                        KafkaConnection.to(kafka.operatorServers()), registry, Topics.TURN_EVENTS, room)) {
            while (System.nanoTime() < end) {
                for (Received<TurnEvent> received : tail.poll(Duration.ofSeconds(1))) {
                    seen.add(received.event().stage() + " " + received.event().milestone());
                    if (received.event().milestone() == Milestone.TURN_ENDED) {
                        return received.event().detail();
                    }
                }
            }
        }
        throw new AssertionError("the turn did not end, only " + seen + " was seen");
    }

    private static RegistryClient registry() {
        return new HttpRegistryClient(RegistryClientConfig.of(kafka.registryUrl()));
    }

    private static void read(Principal principal, Topic<?> topic) {
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                kafka.client(principal), new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = List.of(new TopicPartition(topic.name(), 0));
            consumer.assign(all);
            consumer.seekToBeginning(all);
            consumer.poll(Duration.ofSeconds(2));
        }
    }

    private static void write(Principal principal, Topic<?> topic) throws ExecutionException, InterruptedException {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(kafka.client(principal), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic.name(), 0, new byte[0], new byte[0]))
                    .get();
        }
    }
}
