package io.talkmatrix.standalone.cli;

import io.micrometer.core.instrument.MeterRegistry;
import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.standalone.bench.BatchBench;
import io.talkmatrix.standalone.bench.BenchReport;
import io.talkmatrix.standalone.bench.FaceMeasure;
import io.talkmatrix.standalone.bench.KafkaBench;
import io.talkmatrix.standalone.bench.LiveBench;
import io.talkmatrix.standalone.bench.TalkBench;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import io.talkmatrix.standalone.stack.StageChoice;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Figures of this machine. */
@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = {"Measures this machine.", "测量本机性能。"},
        subcommands = {
            BenchCommand.Live.class,
            BenchCommand.Talk.class,
            BenchCommand.Face.class,
            BenchCommand.Kafka.class,
            BenchCommand.Batch.class
        })
public class BenchCommand {

    @Command(
            name = "live",
            mixinStandardHelpOptions = true,
            description = {
                "A conversation at the pace of time, with the face drawn on the same cores: end of speech to the first",
                "sound at the sink by source and language, interruptions, the five hops, sound against picture."
            })
    static class Live implements Callable<Integer> {

        @Option(
                names = "--questions",
                paramLabel = "N",
                defaultValue = "12",
                description = "Spoken questions, both languages (default: ${DEFAULT-VALUE}).")
        int questions;

        @Option(
                names = "--interrupts",
                paramLabel = "N",
                defaultValue = "0",
                description = "Answers that are spoken into (default: ${DEFAULT-VALUE}).")
        int interrupts;

        @Option(
                names = "--unstreamed",
                paramLabel = "N",
                defaultValue = "0",
                description = {
                    "Questions asked once more of a voice that waits for the whole answer",
                    "and is heard when all of it is spoken (default: ${DEFAULT-VALUE})."
                })
        int unstreamed;

        @Option(
                names = "--clips",
                paramLabel = "FOLDER",
                description = "Recordings (WAV, MP3; in English) that are asked after the spoken questions.")
        Path clips;

        @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
        Path json;

        @Option(
                names = "--profile",
                paramLabel = "P",
                defaultValue = "default",
                description = "default or edge (default: ${DEFAULT-VALUE}).")
        String profile;

        @Option(names = "--llm-url", paramLabel = "URL", description = "OpenAI-compatible server to answer with.")
        String llmUrl;

        @Option(names = "--llm-model", paramLabel = "NAME", description = "Model to ask that server for.")
        String llmModel;

        @Mixin
        StackOptions stack;

        @Inject
        StackFactory stacks;

        @Inject
        MeterRegistry meters;

        @Override
        public Integer call() throws InterruptedException {
            LiveBench.Plan plan = new LiveBench.Plan(questions, interrupts, unstreamed, Optional.ofNullable(clips));
            StageChoice choice = new StageChoice(profile, Optional.ofNullable(llmUrl), Optional.ofNullable(llmModel));
            BenchReport report =
                    new LiveBench(stacks, meters, Progress.onStandardError()).run(stack.settings(), choice, plan);
            report.print(System.out);
            if (json != null) {
                report.write(json);
            }
            return 0;
        }
    }

    @Command(
            name = "talk",
            mixinStandardHelpOptions = true,
            description = {
                "Recorded questions, each a file and a video, on a warm stack:",
                "speech end to first audio, the five hops, real-time factors, memory."
            })
    static class Talk implements Callable<Integer> {

        @Option(
                names = "--turns",
                paramLabel = "N",
                defaultValue = "5",
                description = "Turns in each language (default: ${DEFAULT-VALUE}).")
        int turns;

        @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
        Path json;

        @Option(
                names = "--profile",
                paramLabel = "P",
                defaultValue = "default",
                description = "default or edge (default: ${DEFAULT-VALUE}).")
        String profile;

        @Mixin
        StackOptions stack;

        @Inject
        StackFactory stacks;

        @Inject
        MeterRegistry meters;

        @Override
        public Integer call() throws InterruptedException, IOException {
            Path videos = Files.createTempDirectory("talkmatrix-bench");
            BenchReport report = new TalkBench(stacks, meters, Progress.onStandardError())
                    .run(stack.settings(), new StageChoice(profile, Optional.empty(), Optional.empty()), turns, videos);
            report.print(System.out);
            if (json != null) {
                report.write(json);
            }
            return 0;
        }
    }

    @Command(
            name = "face",
            mixinStandardHelpOptions = true,
            description = {
                "The face: frames a second and core, cost of coding, memory, rooms at 25 frames a second,",
                "and lip-sync in both languages as a landmark detector sees it on the frames."
            })
    static class Face implements Callable<Integer> {

        @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
        Path json;

        @Option(names = "--out", paramLabel = "FOLDER", description = "Write contact sheets and plots to this folder.")
        Path out;

        @Option(names = "--portrait", paramLabel = "FILE", description = "Look at this face too; may be repeated.")
        List<Path> portraits = List.of();

        @Override
        public Integer call() throws InterruptedException {
            BenchReport report = new FaceMeasure(new Inference(), ModelStore.ofProcess(), Progress.onStandardError())
                    .run(portraits, Optional.ofNullable(out));
            report.print(System.out);
            if (json != null) {
                report.write(json);
            }
            return 0;
        }
    }

    @Command(
            name = "kafka",
            mixinStandardHelpOptions = true,
            description = {
                "The five hops of a turn through stages that compute nothing,",
                "with records as large as real ones, at the pace of a conversation."
            })
    static class Kafka implements Callable<Integer> {

        @Option(
                names = "--turns",
                paramLabel = "N",
                defaultValue = "40",
                description = "Turns, half a second each (default: ${DEFAULT-VALUE}).")
        int turns;

        @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
        Path json;

        @Mixin
        StackOptions stack;

        @Inject
        StackFactory stacks;

        @Inject
        MeterRegistry meters;

        @Override
        public Integer call() throws InterruptedException {
            BenchReport report =
                    new KafkaBench(stacks, meters, Progress.onStandardError()).run(stack.settings(), turns);
            report.print(System.out);
            if (json != null) {
                report.write(json);
            }
            return 0;
        }
    }

    @Command(
            name = "batch",
            mixinStandardHelpOptions = true,
            description = {
                "What each model gains from running the requests of several rooms as one batch:",
                "time of a run with 1, 2, 4 and 8 of them, and the throughput against one at a time."
            })
    static class Batch implements Callable<Integer> {

        @Option(
                names = "--threads",
                paramLabel = "N",
                defaultValue = "1",
                description = "Threads of each run (default: ${DEFAULT-VALUE}).")
        int threads;

        @Option(
                names = "--model",
                paramLabel = "NAME",
                description = "Measure this one only, by the beginning of its figures' names; may be repeated.")
        List<String> names = List.of();

        @Option(names = "--json", paramLabel = "FILE", description = "Also write the figures to this file.")
        Path json;

        @Override
        public Integer call() throws InterruptedException {
            BatchBench bench = new BatchBench(new Inference(), ModelStore.ofProcess());
            for (String name : names) {
                if (!bench.names().contains(name)) {
                    throw new UserError(
                            UserError.Kind.CONFIG,
                            "--model " + name + ": there are " + String.join(", ", bench.names()));
                }
            }
            BenchReport report = bench.run(threads, names);
            report.print(System.out);
            if (json != null) {
                report.write(json);
            }
            return 0;
        }
    }
}
