package io.talkmatrix.tts.kokoro;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.tts.Voice;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/**
 * The statistics of the voices: those that come with the engine, those that were fitted before on this machine, and, for
 * a voice that has neither, those that are being fitted in the background while it speaks. Safe for use from any thread.
 */
final class VoiceStatisticsStore implements AutoCloseable {

    private static final Logger LOG = System.getLogger(VoiceStatisticsStore.class.getName());
    private static final int PROGRESS_STEP_PERCENT = 25;
    private static final long STOP_SECONDS = 30;

    private final KokoroVoices voices;
    private final VoiceCalibration calibration;
    private final Function<String, UnaryOperator<String>> phonemesOf;
    private final Path folder;
    private final Map<String, Optional<VoiceStatistics>> known = new ConcurrentHashMap<>();
    private final ExecutorService fitting;
    private final Closing closing = new Closing();

    /**
     * @param phonemesOf front end of a language
     * @param folder where fitted statistics are kept
     * @param fitting does it in the background; closed with the store
     */
    VoiceStatisticsStore(
            KokoroVoices voices,
            VoiceCalibration calibration,
            Function<String, UnaryOperator<String>> phonemesOf,
            Path folder,
            ExecutorService fitting) {
        this.fitting = fitting;
        this.voices = voices;
        this.calibration = calibration;
        this.phonemesOf = phonemesOf;
        this.folder = folder;
    }

    /** Empty while a voice's statistics are being fitted, which asking for them starts. */
    Optional<VoiceStatistics> of(Voice voice) {
        return known.computeIfAbsent(voice.id(), id -> {
            Optional<VoiceStatistics> found = find(voice);
            if (found.isEmpty()) {
                LOG.log(
                        Level.INFO,
                        "kokoro voice {0} makes whole clauses until its statistics are fitted, about a minute",
                        id);
                fitting.execute(() -> fit(voice));
            }
            return found;
        });
    }

    private Optional<VoiceStatistics> find(Voice voice) {
        long checksum = voices.checksum(voice);
        return shipped(voice, checksum).or(() -> fitted(voice, checksum));
    }

    private static Optional<VoiceStatistics> shipped(Voice voice, long checksum) {
        try (InputStream in = VoiceStatisticsStore.class.getResourceAsStream(fileName(voice))) {
            return in == null ? Optional.empty() : Optional.of(read(in, checksum));
        } catch (IOException e) {
            LOG.log(
                    Level.INFO,
                    "the statistics that come with kokoro voice {0} are not used: {1}",
                    voice.id(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<VoiceStatistics> fitted(Voice voice, long checksum) {
        Path file = folder.resolve(fileName(voice));
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return Optional.of(read(in, checksum));
        } catch (IOException e) {
            LOG.log(Level.INFO, "{0} is not used and will be made anew: {1}", file, e.getMessage());
            return Optional.empty();
        }
    }

    private static VoiceStatistics read(InputStream in, long checksum) throws IOException {
        return StatisticsFile.read(new BufferedInputStream(in), checksum);
    }

    private void fit(Voice voice) {
        try {
            VoiceStatistics statistics =
                    calibration.run(voice, phonemesOf.apply(voice.language()), closing, progress(voice));
            save(voice, statistics);
            known.put(voice.id(), Optional.of(statistics));
            LOG.log(Level.INFO, "kokoro voice {0} is fitted: its clauses are streamed from now on", voice.id());
        } catch (CancelledException e) {
            LOG.log(Level.DEBUG, "fitting of kokoro voice {0} was stopped", voice.id());
        } catch (IOException | RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "the statistics of kokoro voice " + voice.id() + " could not be fitted, it goes on making whole"
                            + " clauses",
                    e);
        }
    }

    private static IntConsumer progress(Voice voice) {
        int[] told = {0};
        return percent -> {
            if (percent >= told[0] + PROGRESS_STEP_PERCENT) {
                told[0] = percent;
                LOG.log(Level.INFO, "fitting kokoro voice {0}: {1} %", voice.id(), percent);
            }
        };
    }

    private void save(Voice voice, VoiceStatistics statistics) throws IOException {
        Files.createDirectories(folder);
        Path unfinished =
                folder.resolve(fileName(voice) + "." + ProcessHandle.current().pid());
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(unfinished))) {
            StatisticsFile.write(statistics, voices.checksum(voice), out);
        }
        Files.move(
                unfinished,
                folder.resolve(fileName(voice)),
                StandardCopyOption.ATOMIC_MOVE,
                StandardCopyOption.REPLACE_EXISTING);
    }

    private static String fileName(Voice voice) {
        return voice.id() + ".stats";
    }

    /** Stops what is being fitted and waits for it, since it uses the network. */
    @Override
    public void close() {
        closing.close();
        fitting.shutdownNow();
        try {
            if (!fitting.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                LOG.log(Level.WARNING, "the fitting of kokoro voices did not stop within {0} s", STOP_SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Cancels the fitting when the store closes. */
    private static final class Closing implements Cancellation {

        private volatile boolean closed;

        @Override
        public boolean cancelled() {
            return closed;
        }

        @Override
        public void onCancel(Runnable action) {
            throw new UnsupportedOperationException("looked at between sentences only");
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
