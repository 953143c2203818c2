package io.talkmatrix.standalone.bench;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.runtime.EventProducer;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.KafkaWarmUp;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.standalone.cli.Progress;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackSettings;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The five hops of a turn through stages that compute nothing, with records as large as real ones, at the pace of a
 * conversation. For one thread.
 */
public final class KafkaBench {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Duration SEND = Duration.ofSeconds(15);
    private static final int CHUNK_MILLIS = 100;
    private static final int WARM_UP_ROUNDS = 200;
    private static final int WARM_TURNS = 4;

    private final StackFactory stacks;
    private final MeterRegistry meters;
    private final Progress progress;

    /** @param meters the registry that the stages report to */
    public KafkaBench(StackFactory stacks, MeterRegistry meters, Progress progress) {
        this.stacks = stacks;
        this.meters = meters;
        this.progress = progress;
    }

    /**
     * Starts broker and stages, sends questions, and stops it all again.
     *
     * @param turns half a second each, measured after some that are not
     */
    public BenchReport run(StackSettings settings, int turns) throws InterruptedException {
        if (turns < 1) {
            throw new IllegalArgumentException("turns must be at least 1: " + turns);
        }
        try (Stack stack = stacks.startInfrastructure(settings, progress);
                RegistryClient registry = new HttpRegistryClient(RegistryClientConfig.of(stack.registryUrl()))) {
            KafkaConnection kafka = KafkaConnection.to(stack.bootstrapServers());
            KafkaWarmUp.run(kafka, WARM_UP_ROUNDS);
            try (Tables tables = Tables.open(kafka, registry, READY)) {
                RunnerContext context = RunnerContext.of(kafka, registry, tables, meters);
                return new BenchReport(
                        "kafka",
                        Machine.commit(Installation.home()),
                        Machine.device(),
                        "none",
                        measure(stack, context, turns),
                        List.of());
            }
        }
    }

    private Map<String, Double> measure(Stack stack, RunnerContext context, int turns) throws InterruptedException {
        RuntimeSettings runtime = RuntimeSettings.defaults();
        try (StageRunner<?> asr =
                        new StageRunner<>(HopStages.asr(), Topics.AUDIO_IN, Topics.TEXT_ASR, runtime, context);
                StageRunner<?> reply =
                        new StageRunner<>(HopStages.reply(), Topics.TEXT_ASR, Topics.TEXT_REPLY, runtime, context);
                StageRunner<?> tts =
                        new StageRunner<>(HopStages.tts(), Topics.TEXT_REPLY, Topics.AUDIO_TTS, runtime, context);
                StageRunner<?> face =
                        new StageRunner<>(HopStages.face(), Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, runtime, context)) {
            List<StageRunner<?>> runners = List.of(asr, reply, tts, face);
            runners.forEach(StageRunner::start);
            for (StageRunner<?> runner : runners) {
                runner.awaitReady(READY);
            }
            String room = "bench-" + Long.toString(System.currentTimeMillis(), 36);
            try (EventProducer producer = stack.producer("bench")) {
                progress.now("Warming up …");
                feed(producer, room, 0, WARM_TURNS);
                progress.now("Measuring " + turns + " turns …");
                try (HopMeter meter = new HopMeter(stack)) {
                    feed(producer, room, WARM_TURNS, turns);
                    return figures(meter.hops());
                }
            }
        }
    }

    private void feed(EventProducer producer, String room, int firstTurn, int turns) throws InterruptedException {
        CountDownLatch left = new CountDownLatch(turns * HopStages.CHUNKS + 1);
        AtomicLong seq = new AtomicLong((long) firstTurn * HopStages.CHUNKS);
        long until = seq.get() + (long) turns * HopStages.CHUNKS;
        byte[] pcm = new byte[AudioChunk.SAMPLE_RATE_HZ * 2 * CHUNK_MILLIS / 1000];
        ScheduledExecutorService pace = Executors.newSingleThreadScheduledExecutor();
        try {
            pace.scheduleAtFixedRate(
                    () -> {
                        if (seq.get() < until) {
                            producer.send(
                                    Topics.AUDIO_IN,
                                    new AudioChunk(
                                            room,
                                            "bench",
                                            seq.getAndIncrement(),
                                            System.currentTimeMillis(),
                                            pcm,
                                            AudioChunk.Endpointing.VAD,
                                            false));
                        }
                        left.countDown();
                    },
                    0,
                    CHUNK_MILLIS,
                    TimeUnit.MILLISECONDS);
            long most = (turns * HopStages.CHUNKS + 1L) * CHUNK_MILLIS + SEND.toMillis();
            if (!left.await(most, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("the questions could not be sent within " + most + " ms");
            }
        } finally {
            pace.shutdownNow();
        }
    }

    private static Map<String, Double> figures(HopMeter.Hops hops) {
        Map<String, Double> figures = new LinkedHashMap<>();
        hops.broker().forEach((topic, millis) -> {
            figures.put("hopP50Millis." + topic, TalkBench.median(millis));
            figures.put("hopP99Millis." + topic, percentile(millis, 0.99));
        });
        hops.queue().forEach((topic, millis) -> figures.put("queueP50Millis." + topic, TalkBench.median(millis)));
        figures.put("hopP50Millis", sum(figures, "hopP50Millis."));
        figures.put("hopP99Millis", sum(figures, "hopP99Millis."));
        return figures;
    }

    private static double sum(Map<String, Double> figures, String prefix) {
        return figures.entrySet().stream()
                .filter(figure -> figure.getKey().startsWith(prefix))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** The value that this share of the values does not exceed. */
    static double percentile(List<Double> values, double share) {
        List<Double> sorted = values.stream().sorted().toList();
        return sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }
}
