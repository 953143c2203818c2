package io.talkmatrix.standalone.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelSettings;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Room;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.PullBars;
import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.stack.DefaultModels;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A conversation as a viewer has it: questions spoken into a room's open microphone at the pace of time, answered by voice
 * and face on the same cores, heard at the live sink. For one thread.
 */
public final class LiveBench {

    private static final String STREAMED = "bench-live";
    private static final String WHOLE = "bench-whole";
    private static final long SEND_SECONDS = 15;
    private static final int WARM_UP = 2;

    private final StackFactory stacks;
    private final MeterRegistry meters;
    private final Progress progress;

    /** @param meters the registry the stack's stages report to */
    public LiveBench(StackFactory stacks, MeterRegistry meters, Progress progress) {
        this.stacks = stacks;
        this.meters = meters;
        this.progress = progress;
    }

    /**
     * What is to be measured.
     *
     * @param questions asked and answered to their end
     * @param interrupts answers that are cut in on
     * @param unstreamed questions asked once more of a room whose voice waits for the whole answer
     * @param clips folder of recordings that are asked too
     */
    public record Plan(int questions, int interrupts, int unstreamed, Optional<Path> clips) {

        public Plan {
            if (questions < 1 || interrupts < 0 || unstreamed < 0) {
                throw new UserError(
                        Kind.BAD_DATA, "--questions is at least 1, --interrupts and --unstreamed at least 0");
            }
        }
    }

    public BenchReport run(StackSettings settings, StageChoice choice, Plan plan) throws InterruptedException {
        ModelStore models = new ModelStore(ModelSettings.ofProcess(), new PullBars(progress));
        models.pull(DefaultModels.of("default"), new PullBars(progress));
        progress.now("Speaking the questions …");
        Set<String> languages = choice.profile().equals("edge") ? Set.of("en") : Set.of("en", "zh");
        List<LiveQuestion> questions = new ArrayList<>(LiveQuestions.in(
                settings.dataFolder().resolve("cache").resolve("bench"),
                languages,
                plan.questions() + WARM_UP,
                new Inference(),
                models));
        plan.clips().map(LiveQuestions::recorded).ifPresent(questions::addAll);
        try (Stack stack = stacks.start(settings, choice, voice -> new WholeVoice(voice, WHOLE::equals), progress);
                EventProducer producer = stack.producer("bench");
                LiveRooms live = LiveRooms.start(
                        stack.kafka(),
                        stack.registry(),
                        stack.tables(),
                        producer,
                        meters,
                        settings.stages(choice.profile()).settings().live());
                HopMeter hops = new HopMeter(stack)) {
            List<Conversation.Answer> streamed = new ArrayList<>();
            List<Double> cuts = new ArrayList<>();
            List<Double> heard = new ArrayList<>();
            LiveRoom room;
            int stale;
            long crossed;
            double missing;
            try (Conversation talk = open(stack, producer, live, STREAMED)) {
                for (int i = 0; i < questions.size(); i++) {
                    Conversation.Answer answer = talk.ask(questions.get(i));
                    progress.line(said(i, questions.size(), answer));
                    if (i >= WARM_UP) {
                        streamed.add(answer);
                    }
                }
                for (int i = 0; i < plan.interrupts(); i++) {
                    Conversation.Cut cut = talk.interrupt(
                            questions.get(i % questions.size()), questions.get((i + 1) % questions.size()));
                    progress.line(String.format("interrupt %d of %d: %.0f ms", i + 1, plan.interrupts(), cut.millis()));
                    cuts.add(cut.millis());
                    heard.add(cut.fromSpeechMillis());
                }
                room = talk.room();
                stale = talk.staleUnits();
                crossed = talk.crossedUnits();
                missing = talk.missingFrames();
            }
            List<Conversation.Answer> whole = new ArrayList<>();
            if (plan.unstreamed() > 0) {
                try (Conversation talk = open(stack, producer, live, WHOLE)) {
                    for (int i = 0; i < plan.unstreamed(); i++) {
                        Conversation.Answer answer = talk.ask(questions.get((WARM_UP + i) % questions.size()));
                        progress.line("un-streamed: " + said(i, plan.unstreamed(), answer));
                        whole.add(answer);
                    }
                }
            }
            Map<String, Double> figures = new LinkedHashMap<>();
            answers(figures, "ttfa", streamed);
            answers(figures, "unstreamed", whole);
            HopMeter.Hops way = hops.hops();
            figures.put(
                    "hopsP50Millis",
                    way.broker().values().stream()
                            .mapToDouble(TalkBench::median)
                            .sum());
            way.broker().forEach((topic, millis) -> figures.put("hopP50Millis." + topic, TalkBench.median(millis)));
            figures.put("avOffsetP50Millis", room.state().avOffsetP50Millis());
            figures.put("avOffsetP95Millis", room.state().avOffsetP95Millis());
            if (!cuts.isEmpty()) {
                figures.put("interruptP50Millis", percentile(cuts, 50));
                figures.put("interruptP95Millis", percentile(cuts, 95));
                figures.put("interruptFromSpeechP50Millis", percentile(heard, 50));
            }
            figures.put("staleUnits", (double) stale);
            figures.put("crossedUnits", (double) crossed);
            figures.put("underruns", (double) room.state().underruns());
            figures.put("missingFramesPerTurn", missing / (questions.size() + plan.interrupts()));
            figures.put("notAnswered", (double)
                    streamed.stream().filter(answer -> answer.ttfaMillis() < 0).count());
            Machine.peakMemoryMib().ifPresent(mib -> figures.put("peakMemoryMib", (double) mib));
            return new BenchReport(
                    "live",
                    Machine.commit(Installation.home()),
                    Machine.device(),
                    choice.profile(),
                    figures,
                    streamed.stream().map(LiveBench::run).toList());
        }
    }

    static Conversation open(Stack stack, EventProducer producer, LiveRooms live, String id)
            throws InterruptedException {
        Room room = Room.of(id).toBuilder()
                .knowledge(List.of(Installation.sampleKnowledge().toString()))
                .clockSink(LiveRooms.SINK)
                .seed(1)
                .updatedAtMillis(System.currentTimeMillis())
                .build();
        try {
            producer.send(Topics.ROOMS, room).get(SEND_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            throw new UserError(Kind.UNAVAILABLE, "Kafka did not acknowledge in time: " + e.getMessage(), e);
        }
        return new Conversation(stack, producer, live, id);
    }

    private static String said(int number, int of, Conversation.Answer answer) {
        return String.format(
                "question %d of %d (%s, %s): %s",
                number + 1,
                of,
                answer.question().language(),
                answer.source(),
                answer.ttfaMillis() < 0 ? "no answer" : Math.round(answer.ttfaMillis()) + " ms");
    }

    /** All, by source, and by source and language. */
    private static void answers(Map<String, Double> figures, String name, List<Conversation.Answer> of) {
        Map<String, List<Double>> groups = new TreeMap<>();
        for (Conversation.Answer answer : of) {
            if (answer.ttfaMillis() >= 0) {
                String source = answer.source().equals("ANSWER") ? "CommonAnswer" : "ModelAnswer";
                String other = Set.of("ANSWER", "LLM").contains(answer.source()) ? source : "OtherAnswer";
                for (String group :
                        List.of("", other, other + "." + answer.question().language())) {
                    groups.computeIfAbsent(group, key -> new ArrayList<>()).add(answer.ttfaMillis());
                }
            }
        }
        groups.forEach((group, millis) -> {
            String[] parts = (group + ".").split("\\.", 2);
            String language = parts[1].isEmpty() ? "" : "." + parts[1].replace(".", "");
            figures.put(name + parts[0] + "P50Millis" + language, percentile(millis, 50));
            figures.put(name + parts[0] + "P95Millis" + language, percentile(millis, 95));
            figures.put(name + parts[0] + "Count" + language, (double) millis.size());
        });
    }

    private static BenchReport.Run run(Conversation.Answer answer) {
        return new BenchReport.Run(
                answer.question().language(),
                answer.source(),
                0,
                Map.of("ttfa", Math.round(answer.ttfaMillis())),
                Map.of());
    }

    /** The smallest value that is at least as large as so many of a hundred. */
    static double percentile(List<Double> values, int percent) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(percent / 100.0 * sorted.size()) - 1));
    }
}
