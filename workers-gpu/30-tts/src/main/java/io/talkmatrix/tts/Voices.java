package io.talkmatrix.tts;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import io.talkmatrix.stage.CircuitBreaker;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageFailedException;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * The ladder of voices: the engine chosen, another one that speaks the language, a phrase of the voice pack. An engine that
 * keeps failing is left alone for a while. Thread-safe; closed by the stage.
 */
final class Voices {

    private static final System.Logger LOG = System.getLogger(Voices.class.getName());

    /**
     * A segment's voice.
     *
     * @param engine what makes it
     * @param degraded why it is not what the room asked for; empty if it is
     * @param instead the phrase that is said for the segment and all that follow, if no engine speaks
     */
    record Take(SpeechStream voice, EngineInfo engine, String degraded, Optional<VoicePack.Phrase> instead) {}

    private final EngineSet engines;
    private final float speed;
    private final VoicePack pack;
    private final Map<TtsEngine, CircuitBreaker> breakers = new HashMap<>();

    /**
     * @param speed of every voice
     * @param nanoTime like {@link System#nanoTime}
     */
    Voices(EngineSet engines, float speed, VoicePack pack, LongSupplier nanoTime) {
        this.engines = engines;
        this.speed = speed;
        this.pack = pack;
        for (TtsEngine engine : engines.engines()) {
            breakers.put(engine, new CircuitBreaker(CircuitBreaker.Rule.defaults(), nanoTime));
        }
    }

    EngineSet engines() {
        return engines;
    }

    /** Makes the phrases that a room may need. @return what could not be made */
    List<String> prepare(Room room) {
        List<String> notes = new ArrayList<>();
        for (String language : engines.engineOf().keySet()) {
            EngineSet.Choice choice = engines.choose("", language, room);
            try {
                pack.prepare(choice, speed);
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "no phrase for the time when " + name(choice) + " fails", e);
                notes.add("no phrase for the time when " + name(choice) + " fails");
            }
        }
        return notes;
    }

    /**
     * Begins to say a segment; its first piece is made.
     *
     * @param seed for everything random
     * @throws StageFailedException nothing can say it, not even the pack
     */
    Take take(ReplySegment segment, Room room, long seed, Cancellation cancel) {
        List<EngineSet.Choice> ladder = engines.ladder(segment.text(), segment.language(), room);
        List<String> reasons = new ArrayList<>();
        RuntimeException failure = null;
        for (EngineSet.Choice choice : ladder) {
            CircuitBreaker breaker = breakers.get(choice.engine());
            if (!breaker.letsThrough()) {
                reasons.add("the voice engine " + name(choice) + " failed again and again and is left alone for now");
                continue;
            }
            try {
                SpeechStream voice = begun(segment, choice, seed, cancel);
                breaker.succeeded();
                reasons.add(0, choice.degraded());
                return new Take(voice, choice.engine().info(), joined(reasons), Optional.empty());
            } catch (CancelledException e) {
                breaker.abandoned();
                throw e;
            } catch (RuntimeException e) {
                breaker.failed();
                reasons.add(failed(choice.engine().info(), e));
                LOG.log(Level.WARNING, failed(choice.engine().info(), e), e);
                failure = e;
            }
        }
        Optional<VoicePack.Phrase> phrase = pack.of(ladder.get(0));
        if (phrase.isEmpty()) {
            throw new StageFailedException(joined(reasons), failure);
        }
        return new Take(
                SpeechStream.of(phrase.get().speech()),
                new EngineInfo("voice-pack", ladder.get(0).engine().info().engine(), "cpu", ""),
                joined(reasons),
                phrase);
    }

    private SpeechStream begun(ReplySegment segment, EngineSet.Choice choice, long seed, Cancellation cancel) {
        List<SpeechStream> parts = new ArrayList<>();
        for (String part : ClauseParts.of(segment.text())) {
            cancel.check();
            Clause clause = new Clause(
                    part,
                    choice.language(),
                    choice.voice(),
                    speed,
                    segment.emotion(),
                    Math.max(0f, Math.min(1f, segment.intensity())),
                    seed);
            parts.add(choice.engine().speak(clause, cancel));
        }
        return new BegunSpeech(SpeechStream.joined(parts, Pauses.samplesAfter("，")));
    }

    /** An engine failed in the middle of a segment. */
    void broke(EngineInfo engine) {
        breakers.forEach((one, breaker) -> {
            if (one.info().engineAndModel().equals(engine.engineAndModel())) {
                breaker.failed();
            }
        });
    }

    /** What failed, without the words. */
    static String failed(EngineInfo engine, RuntimeException e) {
        return e instanceof StageFailedException
                ? e.getMessage()
                : "the voice engine " + engine.engineAndModel() + " failed: "
                        + e.getClass().getSimpleName();
    }

    private static String name(EngineSet.Choice choice) {
        return choice.engine().info().engineAndModel();
    }

    private static String joined(List<String> reasons) {
        return String.join(
                "; ", reasons.stream().filter(reason -> !reason.isEmpty()).toList());
    }

    /** A stream whose first piece was made, so that it is known that it can be. */
    private static final class BegunSpeech implements SpeechStream {

        private final SpeechStream rest;
        private float[] first;

        BegunSpeech(SpeechStream stream) {
            rest = stream;
            first = stream.samples() > 0 ? stream.next() : null;
        }

        @Override
        public int samples() {
            return rest.samples();
        }

        @Override
        public List<PhonemeSpan> phonemes() {
            return rest.phonemes();
        }

        @Override
        public float[] next() {
            float[] piece = first;
            first = null;
            return piece == null ? rest.next() : piece;
        }
    }
}
