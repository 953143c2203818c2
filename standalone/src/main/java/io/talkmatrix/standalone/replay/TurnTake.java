package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.FrameGroup;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.stack.Role;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/** What was made of one turn. Units that come twice count once. For one thread. */
final class TurnTake {

    private final String turn;
    private final SortedMap<Integer, ReplySegment> words = new TreeMap<>();
    private final SortedMap<Integer, Made> sound = new TreeMap<>();
    private final SortedMap<Integer, Made> pictures = new TreeMap<>();
    private final Map<Milestone, Long> marks = new EnumMap<>(Milestone.class);
    private final Map<String, String> engines = new TreeMap<>();
    private Utterance question;
    private boolean repliedAll;
    private boolean spokenAll;
    private boolean drawnAll;
    private String failure = "";
    private String outcome = "";
    private long samples;
    private long drawnSamples;

    TurnTake(String turn) {
        this.turn = turn;
    }

    void add(Utterance utterance) {
        if (utterance.isFinal()) {
            question = utterance;
        }
    }

    void add(ReplySegment segment) {
        words.putIfAbsent(segment.id().segment(), segment);
        repliedAll |= segment.last();
    }

    void add(SpeechChunk chunk) {
        if (sound.computeIfAbsent(chunk.id().segment(), number -> new Made()).add(chunk)) {
            samples = Math.max(samples, chunk.endSamples());
        }
        spokenAll |= chunk.lastOfTurn();
    }

    void add(FrameGroup group) {
        if (pictures.computeIfAbsent(group.id().segment(), number -> new Made()).add(group)) {
            drawnSamples =
                    Math.max(drawnSamples, group.framePtsSamples(group.frames().size()));
        }
        drawnAll |= group.lastOfTurn();
    }

    void add(TurnEvent event) {
        marks.putIfAbsent(event.milestone(), event.atMillis());
        if (event.milestone() == Milestone.STAGE_FAILED) {
            failure = event.stage() + ": " + event.detail();
        } else if (event.milestone() == Milestone.TURN_ENDED) {
            outcome = event.detail();
        }
        if (!event.engine().isEmpty()) {
            engines.put(event.stage(), event.engine());
        }
    }

    String turn() {
        return turn;
    }

    Optional<Utterance> question() {
        return Optional.ofNullable(question);
    }

    /** The answer's clauses by number. */
    SortedMap<Integer, ReplySegment> words() {
        return words;
    }

    SortedMap<Integer, Made> sound() {
        return sound;
    }

    SortedMap<Integer, Made> pictures() {
        return pictures;
    }

    /** Engine and model by stage. */
    Map<String, String> engines() {
        return engines;
    }

    /** When a milestone was first reached, ms since the epoch. */
    OptionalLong mark(Milestone milestone) {
        Long at = marks.get(milestone);
        return at == null ? OptionalLong.empty() : OptionalLong.of(at);
    }

    /** Why a stage could not do its part; empty if all could. */
    String failure() {
        return failure;
    }

    /** How it ended, by the conductor; empty if it is not known. */
    String outcome() {
        return outcome;
    }

    /** Length of the voice so far, at {@link SpeechChunk#SAMPLE_RATE_HZ}. */
    long samples() {
        return samples;
    }

    /** How far it is drawn, at {@link SpeechChunk#SAMPLE_RATE_HZ}. */
    long drawnSamples() {
        return drawnSamples;
    }

    /** True if the stage has done all of its part. */
    boolean through(Role stage) {
        return switch (stage) {
            case ASR -> question != null;
            case REPLY -> repliedAll;
            case TTS -> spokenAll;
            case FACE -> drawnAll;
            case CONDUCTOR, DIRECTOR, TIMELINE, WEBRTC, CONSOLE ->
                throw new IllegalArgumentException(stage + " is no stage");
        };
    }

    /** How many units of its output there are. */
    int units(Role stage) {
        return switch (stage) {
            case ASR -> question == null ? 0 : 1;
            case REPLY -> words.size();
            case TTS -> sound.values().stream().mapToInt(Made::units).sum();
            case FACE -> pictures.values().stream().mapToInt(Made::units).sum();
            case CONDUCTOR, DIRECTOR, TIMELINE, WEBRTC, CONSOLE ->
                throw new IllegalArgumentException(stage + " is no stage");
        };
    }
}
