package io.talkmatrix.standalone.words;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.moderation.Action;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.moderation.WordRule;
import io.talkmatrix.reply.ClauseSplitter;
import io.talkmatrix.reply.CommonAnswers;
import io.talkmatrix.reply.Fillers;
import io.talkmatrix.reply.Knowledge;
import io.talkmatrix.reply.PlayoutLead;
import io.talkmatrix.reply.ReplyRules;
import io.talkmatrix.reply.ReplyStage;
import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import io.talkmatrix.reply.words.ListedWords;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.TurnIds;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.KafkaFixture;
import io.talkmatrix.topologies.conductor.ConductorApp;
import io.talkmatrix.topologies.conductor.ConductorSettings;
import io.talkmatrix.topologies.director.DirectorApp;
import io.talkmatrix.topologies.director.DirectorSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * Words that must not be said, on their whole way through Kafka: as comments and names before the director, as questions that
 * were typed, as answers of a model and as the room's own script before the reply stage. Conductor, director and reply stage
 * are the real ones; the model says what it is told to.
 */
@Timeout(240)
class DisguisesOnAirTest {

    @RegisterExtension
    static final KafkaFixture KAFKA = new KafkaFixture(4);

    private static final int A_ROOM = 4;
    private static final Duration MODEL = Duration.ofSeconds(60);
    private static final long SCRIPT_ROUND_SECONDS = 8;
    private static final Map<String, String> EVERYTHING = Map.of(
            "comment-keep", "100",
            "comment-window", "100ms",
            "gift-window", "100ms",
            "user-per-minute", "60",
            "room-per-minute", "120",
            "similar", "1");

    private final WordList words = WordList.of(List.of(
            new WordRule("w:1", "微信", Action.DROP, "", WordRule.Match.SOUND),
            new WordRule("w:2", "casino", Action.DROP, "", WordRule.Match.SOUND)));

    /** What happened of one disguise. */
    private record Tried(String room, String disguise, String comment, String question, String typed) {}

    @Test
    void noDisguiseReachesTheTopicOfReplies() throws Exception {
        List<String> disguises = disguises();
        assertThat(disguises).hasSizeGreaterThanOrEqualTo(50);
        List<Tried> all = new ArrayList<>();
        try (ConductorApp conductor = conductor();
                DirectorApp director = director();
                StageRunner<Utterance> reply = reply(disguises);
                QuickSink sink = new QuickSink(KAFKA)) {
            List<String> rooms = new ArrayList<>();
            for (int from = 0; from < disguises.size(); from += A_ROOM) {
                rooms.add(open(part(disguises, from)));
            }
            for (String room : rooms) {
                // What happens before the director knows of a room counts for nothing.
                KAFKA.await(Topics.TURN_EVENTS, room, events -> !opened(
                                events.stream().map(it -> it.event()).toList(), "SCRIPT")
                        .isEmpty());
                int from = A_ROOM * rooms.indexOf(room);
                all.addAll(tryAll(room, from, part(disguises, from)));
            }
            for (Tried tried : all) {
                awaitEnd(tried.room, tried.question);
                awaitEnd(tried.room, tried.typed);
            }
            for (Map.Entry<String, List<Tried>> room :
                    all.stream().collect(Collectors.groupingBy(Tried::room)).entrySet()) {
                KAFKA.await(Topics.TURN_EVENTS, room.getKey(), events -> {
                    List<TurnEvent> of = events.stream().map(it -> it.event()).toList();
                    return gifts(of) == room.getValue().size()
                            && scripted(of) >= room.getValue().size();
                });
            }
            assertThat(conductor.failure()).isEmpty();
            assertThat(director.failure()).isEmpty();
            assertThat(sink.failure()).isEmpty();
        }

        int refused = 0;
        for (Tried tried : all) {
            Map<String, List<ReplySegment>> said = KAFKA.read(Topics.TEXT_REPLY, tried.room).stream()
                    .collect(Collectors.groupingBy(segment -> segment.id().turn()));
            said.forEach((turn, segments) -> {
                String text = segments.stream().map(ReplySegment::text).collect(Collectors.joining(" "));
                assertThat(words.judge(text).clean()).as("%s: %s", turn, text).isTrue();
            });
            assertThat(said).as("the comment " + tried.disguise).doesNotContainKey(tried.comment);
            assertThat(reason(tried.room, tried.comment)).startsWith("BLOCKED by ");
            for (String turn : List.of(tried.question, tried.typed)) {
                boolean stopped =
                        said.get(turn).stream().anyMatch(it -> it.sourceDetail().startsWith("not said: DROP"));
                refused += stopped ? 1 : 0;
            }
        }
        // Of some disguises nothing is left that could be said aloud.
        assertThat(refused).as("answers that were stopped").isGreaterThanOrEqualTo(disguises.size() * 2 * 9 / 10);
    }

    private static List<String> disguises() throws IOException {
        return Files.readAllLines(Path.of("../moderation/src/test/resources/disguises.tsv")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t")[1].replace("\\n", "\n"))
                .toList();
    }

    private static List<String> part(List<String> disguises, int from) {
        return disguises.subList(from, Math.min(disguises.size(), from + A_ROOM));
    }

    /** A room whose script holds the disguises. */
    private static String open(List<String> disguises) {
        String room = KAFKA.newRoom();
        List<String> script = new ArrayList<>();
        for (String disguise : disguises) {
            String wait = script.size() == disguises.size() - 1 ? "[wait=" + SCRIPT_ROUND_SECONDS + "s] " : "";
            script.add(wait + "大家好，" + disguise.replace('\n', ' ') + "联系我。");
        }
        KAFKA.send(
                Topics.ROOMS,
                Room.of(room).toBuilder()
                        .language("zh")
                        .script(script)
                        .clockSink(QuickSink.NAME)
                        .director(EVERYTHING)
                        .build());
        return room;
    }

    /** Everybody tries them. */
    private static List<Tried> tryAll(String room, int number, List<String> disguises) {
        List<Tried> tried = new ArrayList<>();
        for (int i = 0; i < disguises.size(); i++) {
            String disguise = disguises.get(i);
            happens(room, LiveEvent.Kind.GIFT, disguise, "玫瑰");
            tried.add(new Tried(
                    room,
                    disguise,
                    happens(room, LiveEvent.Kind.COMMENT, "a" + i, "加我" + disguise),
                    happens(room, LiveEvent.Kind.COMMENT, "b" + i, EchoModel.question(number + i)),
                    type(room, i, "你好" + disguise)));
        }
        return tried;
    }

    private static String happens(String room, LiveEvent.Kind kind, String user, String text) {
        LiveEvent event =
                new LiveEvent(room, "test", kind + user, kind, user, text, 1, Map.of(), System.currentTimeMillis());
        KAFKA.send(Topics.LIVE_COMMENTS, event);
        return event.turn();
    }

    private static String type(String room, int number, String text) {
        long now = System.currentTimeMillis();
        UnitId id = new UnitId(room, TurnIds.of(now, room, "typed", number), 0, 0, 0);
        KAFKA.send(Topics.TURN_EVENTS, QuickSink.event(id, "api", Milestone.OPENED, -1));
        KAFKA.send(Topics.TEXT_ASR, new Utterance(id, text, true, "zh", Utterance.Source.TYPED, "", now, now, 0, ""));
        return id.turn();
    }

    private static void awaitEnd(String room, String turn) {
        KAFKA.await(Topics.TURN_EVENTS, room, events -> events.stream()
                .map(it -> it.event())
                .anyMatch(event -> event.turn().equals(turn) && event.milestone() == Milestone.TURN_ENDED));
    }

    private static int gifts(List<TurnEvent> events) {
        return opened(events, "GIFTS").stream()
                .mapToInt(event -> Integer.parseInt(event.detail().split(" ")[1]))
                .sum();
    }

    private static long scripted(List<TurnEvent> events) {
        List<String> ended = events.stream()
                .filter(event -> event.milestone() == Milestone.TURN_ENDED)
                .map(TurnEvent::turn)
                .toList();
        return opened(events, "SCRIPT").stream()
                .filter(event -> ended.contains(event.turn()))
                .count();
    }

    private static List<TurnEvent> opened(List<TurnEvent> events, String kind) {
        return events.stream()
                .filter(event ->
                        event.milestone() == Milestone.OPENED && event.detail().startsWith(kind))
                .toList();
    }

    private static String reason(String room, String turn) {
        return KAFKA.read(Topics.TURN_EVENTS, room).stream()
                .filter(event -> event.turn().equals(turn) && event.milestone() == Milestone.PASSED_OVER)
                .map(TurnEvent::detail)
                .findFirst()
                .orElse("");
    }

    private static Map<String, String> kafka() {
        return Map.of("bootstrap.servers", KAFKA.connection().bootstrapServers());
    }

    private static ConductorApp conductor() throws InterruptedException {
        return ConductorApp.start(
                kafka(),
                KAFKA.registry(),
                ConductorSettings.defaults(),
                KAFKA.folder("conductor"),
                KafkaFixture.DEADLINE);
    }

    private DirectorApp director() throws InterruptedException {
        return DirectorApp.start(
                kafka(),
                KAFKA.registry(),
                DirectorSettings.defaults(),
                () -> words,
                KAFKA.folder("director"),
                KafkaFixture.DEADLINE);
    }

    private StageRunner<Utterance> reply(List<String> disguises) throws InterruptedException {
        ReplyRules rules = new ReplyRules(
                Map.of(),
                Map.of(),
                0,
                ClauseSplitter.Rules.defaults(),
                50,
                MODEL,
                0,
                1,
                List.of(),
                MODEL,
                4,
                MODEL,
                MODEL,
                Duration.ZERO,
                new PlayoutLead(MODEL, MODEL, MODEL),
                Fillers.NONE,
                true,
                false);
        ReplyStage stage = new ReplyStage(
                paths -> new Knowledge("none", List.of()),
                new CommonAnswers(Map.of(), new HanLpPronunciation()),
                new EngineInfo("common-answers", "none", "cpu", ""),
                new ListedWords(() -> words),
                Optional.of(new EchoModel(disguises)),
                rules,
                System::nanoTime,
                List.of());
        StageRunner<Utterance> runner = new StageRunner<>(
                stage, Topics.TEXT_ASR, Topics.TEXT_REPLY, RuntimeSettings.defaults(), KAFKA.context());
        runner.start();
        runner.awaitReady(KafkaFixture.DEADLINE);
        return runner;
    }
}
