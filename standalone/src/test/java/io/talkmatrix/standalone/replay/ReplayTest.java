package io.talkmatrix.standalone.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.bundle.BundleExport;
import io.talkmatrix.standalone.bundle.BundleImport;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.replay.Comparison.Verdict;
import io.talkmatrix.standalone.replay.ReplayRequest.Speed;
import io.talkmatrix.standalone.replay.ReplayRequest.Window;
import io.talkmatrix.standalone.replay.TopicSets.TopicSet;
import io.talkmatrix.standalone.stack.Role;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Replays on a real broker, beside live stages that go on: what is made again, and what is left alone. */
@Timeout(value = 240, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ReplayTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture();

    private static final String MAIN = "replayed-main";
    private static final String OTHER = "replayed-other";

    private static Stand live;
    private static String first;
    private static String cut;
    private static String last;

    @TempDir
    Path folder;

    @BeforeAll
    static void record() throws InterruptedException {
        live = Stand.start(KAFKA, "", EnumSet.of(Role.ASR, Role.REPLY, Role.TTS, Role.FACE));
        KAFKA.send(Topics.ROOMS, Room.of(MAIN));
        Recorder main = new Recorder(KAFKA, MAIN);
        first = main.turn("How long?");
        cut = main.cutTurn("How much is it?");
        last = main.turn("Which colours are there?");
        new Recorder(KAFKA, OTHER).turn("Who are you?");
    }

    @AfterAll
    static void stop() {
        live.close();
    }

    @Test
    void fromTheReplyOnTheSameIsMadeAndNothingLiveIsWritten() throws Exception {
        Map<TopicPartition, Long> before = liveEnds();
        ReplayReport report = replay(request("replay.tts", Role.TTS, Role.FACE, MAIN, OTHER));
        assertThat(liveEnds()).isEqualTo(before);
        assertThat(report.comparisons()).hasSize(4).allSatisfy(turn -> {
            assertThat(turn.same()).as(turn.toString()).isTrue();
            boolean whole = !turn.turn().equals(cut);
            assertThat(turn.sound().verdict()).isIn(Verdict.SAME, whole ? Verdict.SAME : Verdict.SAME_AS_FAR);
            assertThat(turn.pictures().verdict()).isIn(Verdict.SAME, whole ? Verdict.SAME : Verdict.SAME_AS_FAR);
        });
        assertThat(report.unfinished()).isEmpty();
        assertThat(report.soundSeconds()).isGreaterThan(6);
        assertThat(String.join("\n", ReportText.of(report))).contains("4 of 4 turns are the same as then.");
        assertThat(report.json()).contains("\"same\" : 4");
    }

    @Test
    void anotherVoiceIsHeardInTheReport() throws Exception {
        ReplayReport report = replay(new ReplayRequest(
                List.of(MAIN),
                Optional.of(first),
                Window.EVER,
                Role.TTS,
                Role.TTS,
                Speed.MAX,
                "replay.voice",
                Optional.empty(),
                Changes.parse(List.of("tts.voice=deep"))));
        assertThat(report.comparisons()).singleElement().satisfies(turn -> {
            assertThat(turn.turn()).isEqualTo(first);
            assertThat(turn.sound().verdict()).isEqualTo(Verdict.DIFFERENT);
            assertThat(turn.sound().amountNow()).isEqualTo(turn.sound().amountThen());
            assertThat(turn.pictures().verdict()).isEqualTo(Verdict.NOT_REPLAYED);
            assertThat(turn.same()).isFalse();
        });
        assertThat(report.changes()).containsExactly("tts.voice=deep");
    }

    @Test
    void fromTheQuestionOnAnswersKnowWhatHadBeenSaidAndWaitForTheirStart() throws Exception {
        ReplayReport report = replay(request("replay.reply", Role.REPLY, Role.FACE, MAIN));
        assertThat(report.comparisons()).hasSize(3).allSatisfy(turn -> assertThat(turn.failure())
                .isEmpty());
        assertThat(turn(report, first).same()).isTrue();
        assertThat(turn(report, last).same()).isTrue();
        assertThat(turn(report, last).millis()).containsKeys("FIRST_CLAUSE", "REPLIED", "RENDERED");
    }

    @Test
    void withItsGapsThePlayedPositionLetsAnswersGoOn() throws Exception {
        ReplayReport report = replay(new ReplayRequest(
                List.of(MAIN),
                Optional.of(last),
                Window.EVER,
                Role.REPLY,
                Role.FACE,
                Speed.REAL_TIME,
                "replay.paced",
                Optional.empty(),
                Changes.NONE));
        assertThat(turn(report, last).same()).as(report.toString()).isTrue();
        assertThat(report.speed()).isEqualTo("1x");
    }

    @Test
    void fromTheSoundOnTurnsAreStartedAsTheyAreHeard() throws Exception {
        ReplayReport report = replay(request("replay.asr", Role.ASR, Role.TTS, MAIN));
        assertThat(report.comparisons()).hasSize(3).allSatisfy(turn -> {
            assertThat(turn.question().same()).isTrue();
            assertThat(turn.turnNow()).isEqualTo(turn.turn());
            assertThat(turn.failure()).isEmpty();
        });
        assertThat(turn(report, first).sound().verdict()).isEqualTo(Verdict.SAME);
    }

    @Test
    void aBundleReplaysFromTopicsOfItsOwn() throws Exception {
        Path file = folder.resolve("turn.tmbundle");
        new BundleExport(KAFKA.connection(), KAFKA.registry(), MAIN, last).write(file);
        Map<TopicPartition, Long> before = liveEnds();
        try (BundleImport bundle = new BundleImport(file)) {
            assertThat(bundle.room()).isEqualTo(MAIN);
            assertThat(bundle.turn()).isEqualTo(last);
            bundle.write(KAFKA.connection(), KAFKA.registry(), "bundle.one");
            assertThatThrownBy(() -> bundle.write(KAFKA.connection(), KAFKA.registry(), "bundle.one"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("bundle.one.* already");
        }
        ReplayReport report = replay(new ReplayRequest(
                List.of(MAIN),
                Optional.empty(),
                Window.EVER,
                Role.REPLY,
                Role.FACE,
                Speed.MAX,
                "replay.bundled",
                Optional.of("bundle.one"),
                Changes.NONE));
        assertThat(liveEnds()).isEqualTo(before);
        assertThat(report.comparisons()).singleElement().satisfies(turn -> {
            assertThat(turn.turn()).isEqualTo(last);
            assertThat(turn.same()).as(turn.toString()).isTrue();
            assertThat(turn.sound().verdict()).isEqualTo(Verdict.SAME);
        });
    }

    @Test
    void aBundleThatIsNotWholeIsRefusedBeforeAnythingIsWritten() throws Exception {
        Path file = folder.resolve("whole.tmbundle");
        new BundleExport(KAFKA.connection(), KAFKA.registry(), MAIN, first).write(file);
        byte[] whole = Files.readAllBytes(file);
        for (int length : new int[] {0, 1, 100, whole.length / 2, whole.length - 1}) {
            refused(Arrays.copyOf(whole, length));
        }
        // The records are the first entry and nearly all of the file.
        for (int at = 100; at < whole.length * 3 / 4; at += whole.length / 7) {
            byte[] bent = whole.clone();
            bent[at] ^= 0x55;
            refused(bent);
        }
        assertThatThrownBy(() -> new BundleImport(folder.resolve("nowhere.tmbundle")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("does not exist");
    }

    @Test
    void whatIsNotOnRecordIsNamed() {
        assertThatThrownBy(() -> replay(request("replay.none", Role.TTS, Role.FACE, "nowhere")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no turn of nowhere is on record");
        assertThatThrownBy(() -> new BundleExport(KAFKA.connection(), KAFKA.registry(), MAIN, "no-turn"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("no turn no-turn");
        assertThatThrownBy(() -> replay(new ReplayRequest(
                        List.of(MAIN),
                        Optional.empty(),
                        new Window(5, 6),
                        Role.TTS,
                        Role.FACE,
                        Speed.MAX,
                        "replay.none",
                        Optional.empty(),
                        Changes.NONE)))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("started in this time");
        assertThatThrownBy(() -> request("live", Role.TTS, Role.FACE, MAIN))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("replay.ID");
    }

    @Test
    void setsOfTopicsAreFewAndGoWhole() throws Exception {
        try (TopicSets sets = new TopicSets(KAFKA.connection())) {
            for (int i = 0; i < TopicSets.MOST + 2; i++) {
                sets.create("replay.set-" + i);
                try (EventProducer producer = new EventProducer(
                        KAFKA.connection().under("replay.set-" + i + '.'),
                        KAFKA.registry(),
                        "test",
                        KafkaFixture.DEADLINE)) {
                    producer.send(Topics.ROOMS, Room.of("any")).get(30, TimeUnit.SECONDS);
                }
            }
            assertThat(sets.list().stream().map(TopicSet::name).filter(name -> name.startsWith("replay.")))
                    .hasSize(TopicSets.MOST)
                    .contains("replay.set-" + (TopicSets.MOST + 1));
            assertThatThrownBy(() -> sets.create("replay.set-" + (TopicSets.MOST + 1)))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("already");
            sets.delete("replay.set-" + (TopicSets.MOST + 1));
            assertThat(sets.exists("replay.set-" + (TopicSets.MOST + 1))).isFalse();
            assertThatThrownBy(() -> sets.delete("text"))
                    .isInstanceOf(UserError.class)
                    .hasMessageContaining("no topics text.*");
        }
        assertThat(liveEnds()).isNotEmpty();
    }

    private void refused(byte[] bytes) throws IOException {
        Path file = Files.write(folder.resolve("bad.tmbundle"), bytes);
        assertThatThrownBy(() -> new BundleImport(file).close())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("bad.tmbundle is no bundle that can be used");
    }

    private static Comparison turn(ReplayReport report, String turn) {
        return report.comparisons().stream()
                .filter(of -> of.turn().equals(turn))
                .findFirst()
                .orElseThrow();
    }

    private static ReplayRequest request(String into, Role from, Role to, String... rooms) {
        return new ReplayRequest(
                List.of(rooms),
                Optional.empty(),
                Window.EVER,
                from,
                to,
                Speed.MAX,
                into,
                Optional.empty(),
                Changes.NONE);
    }

    private static ReplayReport replay(ReplayRequest request) throws InterruptedException {
        return new Replay(KAFKA.connection(), KAFKA.registry(), request, new Progress(System.err, false))
                .run(prefix -> Stand.start(KAFKA, prefix, request.stages()), true)
                .report();
    }

    private static Map<TopicPartition, Long> liveEnds() throws Exception {
        Map<TopicPartition, OffsetSpec> places = new HashMap<>();
        for (Topic<?> topic : Topics.all()) {
            for (int i = 0; i < KAFKA.partitions(); i++) {
                places.put(new TopicPartition(topic.name(), i), OffsetSpec.latest());
            }
        }
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers()))) {
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(places)
                    .all()
                    .get(30, TimeUnit.SECONDS)
                    .forEach((place, info) -> ends.put(place, info.offset()));
            return ends;
        }
    }
}
