package io.talkmatrix.standalone.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.face.AvatarSource;
import io.talkmatrix.face.VisemeTrack;
import io.talkmatrix.face.app.FaceWorker;
import io.talkmatrix.face.landmarks.FaceFinder;
import io.talkmatrix.face.warp.WarpAvatar;
import io.talkmatrix.face.warp.WarpFaceEngine;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.reply.KnowledgeRow;
import io.talkmatrix.reply.files.KnowledgeFiles;
import io.talkmatrix.reply.files.KnowledgeLimits;
import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.ops.RunningStack;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import io.talkmatrix.standalone.talk.ReplyReport;
import io.talkmatrix.standalone.talk.TalkRequest;
import io.talkmatrix.standalone.talk.TalkTurn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Six Mandarin and six English turns through the whole pipeline, judged by what is in the files and on the topics. With
 * {@code -Dtalkmatrix.turns=all} every row of the sample knowledge file is asked for instead, none chosen by anybody.
 */
class TwelveTurnsTest {

    private static final Duration READ = Duration.ofSeconds(30);
    private static final Path SAMPLE_KNOWLEDGE = Path.of("..", "samples", "knowledge.csv");

    /** Answers of several sentences, with pauses between them that are long enough to look at. */
    private static final String LONG_ANSWERS =
            """

            怎么成为会员；会员有什么好处,欢迎成为我们的会员。会员全年享受九五折。生日当月还有神秘礼物。
            who makes these bags; who is behind this brand,We are a team of three people. We design every bag by hand. Everything is made in our own workshop.
            """;

    private static final int MOST_SAMPLES = 20 * AudioChunk.SAMPLE_RATE_HZ;
    private static final String MODEL = "LLM";
    private static final String ROW = "ANSWER";

    /**
     * @param voice speaks the question; it is typed if empty
     * @param portrait a photo's face answers, else the default host
     */
    private record Question(String language, String text, String voice, String source, boolean portrait) {}

    private static final List<Question> TWELVE = List.of(
            new Question("zh", "今天的直播几点开始?", "", ROW, true),
            new Question("zh", "请问你们包邮吗？", "zm_yunxi", ROW, true),
            new Question("zh", "怎么成为会员？", "", ROW, true),
            new Question("zh", "尺码怎么选？", "", ROW, false),
            new Question("zh", "这个防水吗？", "", ROW, false),
            new Question("zh", "怎么联系客服？", "", ROW, false),
            new Question("en", "How long does the battery last?", "am_michael", ROW, true),
            new Question("en", "Who makes these bags?", "", ROW, true),
            new Question("en", "How do I wash it?", "af_bella", ROW, false),
            new Question("en", "Why do people like music?", "", MODEL, true),
            new Question("en", "Is it still in stock?", "", ROW, false),
            new Question("en", "Tell me something about the ocean.", "", MODEL, false));

    private static final List<Question> QUESTIONS =
            System.getProperty("talkmatrix.turns", "twelve").equals("all") ? everyRow() : TWELVE;

    /** The first question of each row; every third is answered by the photo. */
    private static List<Question> everyRow() {
        List<Question> questions = new ArrayList<>();
        for (KnowledgeRow row : new KnowledgeFiles(KnowledgeLimits.defaults())
                .of(List.of(SAMPLE_KNOWLEDGE.toString()))
                .rows()) {
            String text = row.questions().get(0);
            questions.add(new Question(row.language(), text, "", ROW, questions.size() % 3 == 0));
        }
        return questions;
    }

    /** A turn that was played, and the mouth as a landmark detector sees it on each frame, if a photo spoke. */
    private record Played(Question question, ReplyReport report, String heard, VisemeTrack track, double[] openings) {}

    @TempDir
    static Path folder;

    private static SpeechLab lab;
    private static FaceFinder finder;
    private static MouthWatch watch;
    private static Path knowledge;
    private static final List<Played> TURNS = new ArrayList<>();

    @BeforeAll
    static void playAll() throws InterruptedException, IOException {
        knowledge = folder.resolve("knowledge.csv");
        Files.writeString(knowledge, Files.readString(SAMPLE_KNOWLEDGE) + LONG_ANSWERS);
        lab = new SpeechLab(folder, false);
        ModelStore models = ModelStore.ofProcess();
        Path photo = models.file("test-portrait", "astronaut.png");
        finder = FaceWorker.finder(1, new Inference(), models);
        WarpFaceEngine engine = new WarpFaceEngine(finder);
        watch = new MouthWatch(finder, (WarpAvatar) engine.load(new AvatarSource.Photo(photo)));
        StackSettings settings = new StackSettings(folder.resolve("data"), Optional.empty(), Optional.empty(), 0, 0, 4);
        StageChoice choice = new StageChoice("default", Optional.empty(), Optional.empty());
        StackFactory stacks = new StackFactory(new SimpleMeterRegistry(), new RunningStack());
        Progress progress = Progress.onStandardError();
        try (Stack stack = stacks.start(settings, choice, progress)) {
            for (Question question : QUESTIONS) {
                TURNS.add(play(stack, question, photo, progress));
            }
        }
    }

    @AfterAll
    static void release() {
        finder.close();
        lab.close();
    }

    private static Played play(Stack stack, Question question, Path photo, Progress progress)
            throws InterruptedException {
        Path video = folder.resolve("reply-" + TURNS.size() + ".mp4");
        boolean typed = question.voice().isEmpty();
        TalkRequest request = new TalkRequest(
                typed
                        ? Optional.empty()
                        : Optional.of(lab.speak(lab.kokoro(), question.voice(), question.language(), question.text())),
                typed ? Optional.of(question.text()) : Optional.empty(),
                question.portrait() ? Optional.of(photo) : Optional.empty(),
                video,
                Optional.of(knowledge.toString()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "default",
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                false);
        ReplyReport report = new TalkTurn(stack, request, progress).run();
        List<SpeechChunk> speech = read(stack, Topics.AUDIO_TTS, report.room());
        double[] openings =
                question.portrait() ? watch.openings(read(stack, Topics.VIDEO_FRAMES, report.room())) : new double[0];
        return new Played(
                question, report, hear(video, speech, question.language()), MouthWatch.track(speech), openings);
    }

    private static <E> List<E> read(Stack stack, Topic<E> topic, String room) {
        try (EventTail<E> tail = stack.tail(topic, room)) {
            return tail.readToEnd(READ).stream().map(Received::event).toList();
        }
    }

    /** Transcribes a video's sound, cut where clauses begin if it is too long for the recognizer. */
    private static String hear(Path video, List<SpeechChunk> speech, String language) {
        float[] sound = SpeechLab.samples(video);
        List<Integer> cuts = new ArrayList<>();
        int from = 0;
        int last = 0;
        for (SpeechChunk chunk : speech) {
            int start = Math.min(
                    sound.length, (int) (chunk.ptsSamples() * AudioChunk.SAMPLE_RATE_HZ / SpeechChunk.SAMPLE_RATE_HZ));
            if (!chunk.text().isEmpty() && start - from > MOST_SAMPLES) {
                cuts.add(last);
                from = last;
            }
            last = chunk.text().isEmpty() ? last : start;
        }
        cuts.add(sound.length);
        StringBuilder heard = new StringBuilder();
        from = 0;
        for (int to : cuts) {
            heard.append(lab.hear(Arrays.copyOfRange(sound, from, to), List.of(language))
                            .text())
                    .append(' ');
            from = to;
        }
        return heard.toString().strip();
    }

    @Test
    void everyTurnIsCompletedByTheSourceThatCanAnswerIt() {
        assertThat(TURNS).hasSize(QUESTIONS.size()).allSatisfy(turn -> {
            assertThat(turn.report().completed()).isTrue();
            assertThat(turn.report().source())
                    .as(turn.question().text())
                    .isEqualTo(turn.question().source());
            assertThat(turn.report().language()).isEqualTo(turn.question().language());
            assertThat(turn.report().missingFrames()).isZero();
            assertThat(length(turn))
                    .as(turn.report().answer())
                    .isGreaterThanOrEqualTo(turn.question().language().equals("zh") ? 12 : 8);
        });
    }

    private static long length(Played turn) {
        String answer = turn.report().answer();
        return turn.question().language().equals("zh")
                ? answer.codePoints().filter(Character::isIdeographic).count()
                : SpokenForm.english(answer).split(" ").length;
    }

    @Test
    void whatIsHeardInMandarinIsThePrintedAnswer() {
        assertThat(tally("zh", Tally.mandarin()).rate())
                .as("character error rate")
                .isLessThanOrEqualTo(0.09);
    }

    @Test
    void whatIsHeardInEnglishIsThePrintedAnswer() {
        assertThat(tally("en", Tally.english()).rate()).as("word error rate").isLessThanOrEqualTo(0.06);
    }

    private static Tally tally(String language, Tally tally) {
        StringBuilder times = new StringBuilder();
        for (Played turn : TURNS) {
            if (turn.question().language().equals(language)) {
                tally.add(turn.report().answer(), turn.heard());
                times.append(String.format(
                        Locale.ROOT,
                        "%s | %s | %.2f s of sound | %s%n",
                        turn.question().text(),
                        turn.report().source(),
                        turn.report().audioSeconds(),
                        turn.report().timeline()));
            }
        }
        System.out.println(tally.table("Twelve turns, " + language) + "\n" + times);
        return tally;
    }

    @Test
    void theMouthFollowsItsOwnWordsAndNoOthers() {
        List<Played> seen =
                TURNS.stream().filter(turn -> turn.question().portrait()).toList();
        List<Double> owns = new ArrayList<>();
        List<Double> others = new ArrayList<>();
        for (Played turn : seen) {
            double own = MouthWatch.correlation(turn.openings(), turn.track());
            double other = seen.stream()
                    .filter(another -> another != turn)
                    .mapToDouble(another -> MouthWatch.correlation(turn.openings(), another.track()))
                    .average()
                    .orElseThrow();
            owns.add(own);
            others.add(other);
            System.out.printf(
                    Locale.ROOT,
                    "mouth: own %.2f, others %.2f, %s%n",
                    own,
                    other,
                    turn.question().text());
        }
        assertThat(owns).hasSizeGreaterThanOrEqualTo(6).allSatisfy(own -> assertThat(own)
                .isGreaterThanOrEqualTo(0.6));
        assertThat(others.stream().mapToDouble(Double::doubleValue).average().orElseThrow())
                .as("all pairs of a turn's frames and another's words")
                .isLessThanOrEqualTo(0.2);
    }

    @Test
    void theMouthIsStillWhileNothingIsSaid() {
        int seen = 0;
        int several = 0;
        for (Played turn : TURNS) {
            if (!turn.question().portrait()) {
                continue;
            }
            several += turn.report().answer().split("[。！？.!?]").length > 1 ? 1 : 0;
            List<MouthWatch.Pause> pauses = MouthWatch.pauses(turn.openings(), turn.track());
            double closed = closed(turn.openings());
            System.out.printf(Locale.ROOT, "mouth in pauses, closed below %.3f: %s%n", closed, pauses);
            seen += pauses.size();
            assertThat(pauses).as(turn.question().text()).allSatisfy(pause -> {
                assertThat(pause.movement()).isLessThan(0.02);
                assertThat(pause.opening()).as("a closed mouth's").isLessThan(closed);
            });
        }
        // A single sentence has no pause; one between two may be too short to look at.
        assertThat(seen)
                .as("pauses in %d answers of several sentences", several)
                .isGreaterThanOrEqualTo(several > 0 ? 1 : 0);
    }

    /** A third of the way from a turn's closed mouth to its open one: how far apart closed lips are seen differs with the head. */
    private static double closed(double[] openings) {
        double[] sorted = Arrays.stream(openings).sorted().toArray();
        double least = sorted[sorted.length / 20];
        double most = sorted[sorted.length - 1 - sorted.length / 20];
        return least + (most - least) / 3;
    }
}
