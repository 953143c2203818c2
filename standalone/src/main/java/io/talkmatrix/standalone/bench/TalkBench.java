package io.talkmatrix.standalone.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.ValueAtPercentile;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelSettings;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.PullBars;
import io.talkmatrix.standalone.stack.DefaultModels;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import io.talkmatrix.standalone.talk.ReplyReport;
import io.talkmatrix.standalone.talk.TalkRequest;
import io.talkmatrix.standalone.talk.TalkTurn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * How soon the host answers: spoken questions, fed at the pace they were spoken, on a stack that runs and is warm. For one
 * thread.
 */
public final class TalkBench {

    private static final String HOP = "talkmatrix.hop";
    private static final List<String> STAGES = List.of("asr", "reply", "tts", "face");

    private final StackFactory stacks;
    private final MeterRegistry meters;
    private final Progress progress;

    /** @param meters the registry the stack's stages report to */
    public TalkBench(StackFactory stacks, MeterRegistry meters, Progress progress) {
        this.stacks = stacks;
        this.meters = meters;
        this.progress = progress;
    }

    /**
     * Starts a stack, asks, and stops it again.
     *
     * @param turns measured in each language, after one that is not
     * @param folder for the videos, the caller's to delete
     */
    public BenchReport run(StackSettings settings, StageChoice choice, int turns, Path folder)
            throws InterruptedException {
        if (turns < 1) {
            throw new IllegalArgumentException("turns must be at least 1: " + turns);
        }
        ModelStore models = new ModelStore(ModelSettings.ofProcess(), new PullBars(progress));
        models.pull(DefaultModels.of(choice.profile()), new PullBars(progress));
        progress.now("Speaking the questions …");
        Map<String, List<Path>> questions = BenchQuestions.in(
                settings.dataFolder().resolve("cache").resolve("bench"), choice.profile(), new Inference(), models);
        long begun = System.nanoTime();
        try (Stack stack = stacks.start(settings, choice, progress);
                HopMeter hops = new HopMeter(stack)) {
            double readySeconds = (System.nanoTime() - begun) / 1e9;
            List<BenchReport.Run> runs = new ArrayList<>();
            for (Map.Entry<String, List<Path>> language : questions.entrySet()) {
                for (int turn = 0; turn <= turns; turn++) {
                    Path question =
                            language.getValue().get(turn % language.getValue().size());
                    progress.line("Turn " + turn + " of " + turns + " in " + language.getKey());
                    ReplyReport report = new TalkTurn(stack, request(question, folder, choice), progress).run();
                    if (turn > 0) {
                        runs.add(run(report));
                    }
                }
            }
            return new BenchReport(
                    "live",
                    Machine.commit(Installation.home()),
                    Machine.device(),
                    choice.profile(),
                    figures(runs, hops.hops(), readySeconds),
                    runs);
        }
    }

    private static TalkRequest request(Path question, Path folder, StageChoice choice) {
        return new TalkRequest(
                Optional.of(question),
                Optional.empty(),
                Optional.empty(),
                folder.resolve("reply.mp4"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                choice.profile(),
                1,
                choice.llmUrl(),
                choice.llmModel(),
                Optional.empty(),
                true,
                false);
    }

    private static BenchReport.Run run(ReplyReport report) {
        Map<String, Double> rtf = new LinkedHashMap<>();
        report.stages().stream().filter(stage -> stage.rtf() >= 0).forEach(stage -> rtf.put(stage.name(), stage.rtf()));
        return new BenchReport.Run(report.language(), report.source(), report.audioSeconds(), report.timeline(), rtf);
    }

    private Map<String, Double> figures(List<BenchReport.Run> runs, HopMeter.Hops hops, double readySeconds) {
        Map<String, Double> figures = new LinkedHashMap<>();
        Map<String, List<BenchReport.Run>> byLanguage =
                runs.stream().collect(Collectors.groupingBy(BenchReport.Run::language));
        byLanguage.forEach((language, of) -> {
            for (String milestone : List.of("transcript", "firstClause", "firstAudio", "firstFrame", "done")) {
                List<Double> millis = of.stream()
                        .filter(run -> run.timeline().containsKey(milestone))
                        .map(run -> run.timeline().get(milestone).doubleValue())
                        .toList();
                put(figures, milestone + "P50Millis." + language, millis);
            }
            for (String stage : STAGES) {
                List<Double> rtf = of.stream()
                        .filter(run -> run.rtf().containsKey(stage))
                        .map(run -> run.rtf().get(stage))
                        .toList();
                put(figures, "rtf." + stage + "." + language, rtf);
            }
        });
        hops.broker().forEach((topic, millis) -> figures.put("hopP50Millis." + topic, median(millis)));
        figures.put(
                "hopsP50Millis",
                hops.broker().values().stream().mapToDouble(TalkBench::median).sum());
        hops.queue().forEach((topic, millis) -> figures.put("queueP50Millis." + topic, median(millis)));
        waits(figures);
        figures.put("readySeconds", readySeconds);
        Machine.peakMemoryMib().ifPresent(mib -> figures.put("peakMemoryMib", (double) mib));
        return figures;
    }

    private static void put(Map<String, Double> figures, String name, List<Double> values) {
        if (!values.isEmpty()) {
            figures.put(name, median(values));
        }
    }

    /** The middle value, or the mean of the two in the middle. */
    static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    /** From a record's writing to its handling: the hop, and the time a busy stage let it wait. */
    private void waits(Map<String, Double> figures) {
        for (String stage : STAGES) {
            Timer timer = meters.find(HOP).tag("stage", stage).timer();
            if (timer == null || timer.count() == 0) {
                continue;
            }
            for (ValueAtPercentile value : timer.takeSnapshot().percentileValues()) {
                if (value.percentile() == 0.5) {
                    figures.put("handledAfterP50Millis." + stage, value.value(TimeUnit.MILLISECONDS));
                }
            }
        }
    }
}
