package io.talkmatrix.standalone.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.console.live.LiveState;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelSettings;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.cli.PullBars;
import io.talkmatrix.standalone.stack.DefaultModels;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.stack.Placement;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import io.talkmatrix.standalone.stack.StageChoice;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One room in conversation for a long time: what grows, what drifts, what runs dry. For one thread. */
public final class Soak {

    private static final String ROOM = "soak";
    private static final int QUESTIONS = 30;
    private static final int TURNS_A_COLLECTION = 10;
    private static final double MIB = 1 << 20;

    private final StackFactory stacks;
    private final MeterRegistry meters;
    private final Progress progress;

    /** @param meters the registry the stack's stages report to */
    public Soak(StackFactory stacks, MeterRegistry meters, Progress progress) {
        this.stacks = stacks;
        this.meters = meters;
        this.progress = progress;
    }

    /**
     * After one turn.
     *
     * @param minutes since the conversation began
     * @param ttfaMillis of the turn, −1 if it was not answered
     * @param heapMib what was reachable at the latest collection of everything, one every ten turns
     * @param nativeMib memory of the whole process less what the heap holds of it
     * @param avOffsetP95Millis of the latest talking frames
     * @param underruns since the room opened
     */
    record Sample(
            double minutes,
            double ttfaMillis,
            double heapMib,
            double nativeMib,
            double avOffsetP95Millis,
            long underruns) {}

    /** Talks for that long and writes a line a turn, and a plot beside it. */
    public BenchReport run(StackSettings settings, StageChoice choice, Duration time, Path csv)
            throws InterruptedException {
        ModelStore models = new ModelStore(ModelSettings.ofProcess(), new PullBars(progress));
        models.pull(DefaultModels.of("default"), new PullBars(progress));
        progress.now("Speaking the questions …");
        Set<String> languages = choice.profile().equals("edge") ? Set.of("en") : Set.of("en", "zh");
        List<LiveQuestion> questions = LiveQuestions.in(
                settings.dataFolder().resolve("cache").resolve("bench"), languages, QUESTIONS, new Inference(), models);
        List<Sample> samples = new ArrayList<>();
        try (Stack stack = stacks.start(settings, choice, Placement.HERE, progress);
                EventProducer producer = stack.producer("soak");
                LiveRooms live = LiveRooms.start(
                        stack.kafka(),
                        stack.registry(),
                        stack.tables(),
                        producer,
                        meters,
                        settings.stages(choice.profile()).settings().live());
                Conversation talk = LiveBench.open(stack, producer, live, ROOM);
                PrintWriter out = new PrintWriter(Files.newBufferedWriter(csv, StandardCharsets.UTF_8), true)) {
            out.println("minutes,ttfaMillis,heapMib,nativeMib,avOffsetP95Millis,underruns");
            long begun = System.nanoTime();
            double heap = reachableMib();
            for (int i = 0; System.nanoTime() - begun < time.toNanos(); i++) {
                Conversation.Answer answer = talk.ask(questions.get(i % questions.size()));
                heap = i % TURNS_A_COLLECTION == 0 ? reachableMib() : heap;
                Sample sample = sample(begun, answer, heap, talk.room().state());
                samples.add(sample);
                out.printf(
                        Locale.ROOT,
                        "%.2f,%.0f,%.0f,%.0f,%.1f,%d%n",
                        sample.minutes(),
                        sample.ttfaMillis(),
                        sample.heapMib(),
                        sample.nativeMib(),
                        sample.avOffsetP95Millis(),
                        sample.underruns());
                progress.now(String.format(
                        Locale.ROOT,
                        "Talking: %.1f of %d min, heap %.0f MiB, beside it %.0f MiB, %d underruns",
                        sample.minutes(),
                        time.toMinutes(),
                        sample.heapMib(),
                        sample.nativeMib(),
                        sample.underruns()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + csv + ": " + e.getMessage(), e);
        }
        progress.done();
        SoakPlot.write(samples, csv.resolveSibling(csv.getFileName() + ".png"));
        return new BenchReport(
                "soak",
                Machine.commit(Installation.home()),
                Machine.device(),
                choice.profile(),
                SoakFigures.of(samples),
                List.of());
    }

    private static Sample sample(long begun, Conversation.Answer answer, double heapMib, LiveState state) {
        MemoryUsage heap = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage();
        return new Sample(
                (System.nanoTime() - begun) / 60e9,
                answer.ttfaMillis(),
                heapMib,
                Machine.residentMemoryMib().orElse(-1) - heap.getCommitted() / MIB,
                state.avOffsetP95Millis(),
                state.underruns());
    }

    /** What is left of the heap when all garbage is gone. Between two turns, since everything stands still for it. */
    private static double reachableMib() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / MIB;
    }
}
