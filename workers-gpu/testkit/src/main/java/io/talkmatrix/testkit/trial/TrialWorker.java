package io.talkmatrix.testkit.trial;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.talkmatrix.runtime.KafkaConnection;
import io.talkmatrix.runtime.RunnerContext;
import io.talkmatrix.runtime.RuntimeSettings;
import io.talkmatrix.runtime.StageRunner;
import io.talkmatrix.runtime.Tables;
import io.talkmatrix.schemas.HttpRegistryClient;
import io.talkmatrix.schemas.RegistryClient;
import io.talkmatrix.schemas.RegistryClientConfig;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.testkit.KafkaFixture;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A stage of a trial in a JVM of its own. It ends with its standard input, so it outlives no test. */
public final class TrialWorker implements AutoCloseable {

    private static final String READY = "READY";

    private final Process process;

    private TrialWorker(Process process) {
        this.process = process;
    }

    /**
     * Starts a stage.
     *
     * @param stage {@code reply}, {@code tts} or {@code face}
     */
    public static TrialWorker start(String stage, KafkaFixture kafka, Pace pace) throws IOException {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                TrialWorker.class.getName(),
                stage,
                kafka.connection().bootstrapServers(),
                kafka.registryUrl(),
                pace.toString());
        return new TrialWorker(new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    /** Waits until it serves; it says so, or ends. */
    public void awaitReady() throws IOException {
        BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = out.readLine(); !READY.equals(line); line = out.readLine()) {
            if (line == null) {
                throw new IllegalStateException("a worker of the trial ended before it was ready");
            }
        }
    }

    /** Ends it as {@code kill -9} does, and waits for that. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Stops it where it is ({@code STOP}) or lets it go on ({@code CONT}). */
    public void signal(String name) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .start()
                .waitFor();
        if (code != 0) {
            throw new IOException("kill -" + name + " ended with " + code);
        }
    }

    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }

    public static void main(String[] args) throws Exception {
        KafkaConnection kafka = KafkaConnection.to(args[1]);
        try (RegistryClient registry = new HttpRegistryClient(RegistryClientConfig.of(args[2]));
                Tables tables = Tables.open(kafka, registry, KafkaFixture.DEADLINE);
                StageRunner<?> runner = runner(
                        args[0],
                        Pace.parse(args[3]),
                        RunnerContext.of(kafka, registry, tables, new SimpleMeterRegistry()))) {
            runner.start();
            runner.awaitReady(KafkaFixture.DEADLINE);
            System.out.println(READY);
            while (System.in.read() >= 0) {
                // until the test closes it or is gone
            }
        }
        System.exit(0);
    }

    /** One of the three stages on its topics. */
    public static StageRunner<?> runner(String stage, Pace pace, RunnerContext context) {
        RuntimeSettings settings = RuntimeSettings.defaults();
        return switch (stage) {
            case "reply" ->
                new StageRunner<>(TrialStages.reply(pace), Topics.TEXT_ASR, Topics.TEXT_REPLY, settings, context);
            case "tts" ->
                new StageRunner<>(TrialStages.tts(pace), Topics.TEXT_REPLY, Topics.AUDIO_TTS, settings, context);
            case "face" ->
                new StageRunner<>(TrialStages.face(pace), Topics.AUDIO_TTS, Topics.VIDEO_FRAMES, settings, context);
            default -> throw new IllegalArgumentException("no stage of a trial: " + stage);
        };
    }
}
