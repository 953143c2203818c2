package io.talkmatrix.standalone.replay;

import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.standalone.stack.Role;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One turn, then and now. What was not made again is not compared. Pure.
 *
 * @param turn its id then
 * @param turnNow its id now, another one only if other words were found in the sound
 * @param outcome how it ended then
 * @param question what was asked, then and now
 * @param words clauses that differ
 * @param clauses how many there are now
 * @param sound of the whole turn
 * @param pictures of the whole turn
 * @param millis of each milestone since the first input of the turn, then and now
 * @param engines of the stages that worked again, where another one works now
 * @param failure what failed now; empty if nothing did
 */
public record Comparison(
        String room,
        String turn,
        String turnNow,
        String outcome,
        Pair question,
        List<Words> words,
        int clauses,
        Media sound,
        Media pictures,
        Map<String, Pair> millis,
        Map<String, Pair> engines,
        String failure) {

    /** How media of then and now compare. */
    public enum Verdict {
        /** Bit for bit. */
        SAME,
        /** The same as far as both go: one of them was cut. */
        SAME_AS_FAR,
        DIFFERENT,
        /** Nothing of it is on record any more, or it was never made. */
        NOT_ON_RECORD,
        /** It was on record and is not made now. */
        NOT_MADE,
        /** The stage did not work again. */
        NOT_REPLAYED
    }

    /** Something then and now; null where there was none. */
    public record Pair(Object then, Object now) {
        boolean same() {
            return Objects.equals(then, now);
        }
    }

    /** A clause that differs. */
    public record Words(int segment, String then, String now) {}

    /**
     * Sound or pictures.
     *
     * @param amountThen seconds of sound, or frames
     * @param likeness of the loudness over time, for sound that differs; else null
     * @param digestThen SHA-256 over all of it, segment by segment
     */
    public record Media(
            Verdict verdict,
            double amountThen,
            double amountNow,
            Double likeness,
            String digestThen,
            String digestNow) {}

    /**
     * When a turn's first input came, ms since the epoch.
     *
     * @param then as recorded
     * @param now as fed
     */
    public record Zero(OptionalLong then, OptionalLong now) {}

    private static final Map<Role, List<Milestone>> MARKS = Map.of(
            Role.ASR, List.of(Milestone.TRANSCRIBED),
            Role.REPLY, List.of(Milestone.FIRST_CLAUSE, Milestone.REPLIED),
            Role.TTS, List.of(Milestone.FIRST_AUDIO, Milestone.SPOKEN),
            Role.FACE, List.of(Milestone.FIRST_FRAME, Milestone.RENDERED));

    static Comparison of(String room, TurnTake then, TurnTake now, Set<Role> stages, Zero zero) {
        boolean asr = stages.contains(Role.ASR);
        return new Comparison(
                room,
                then.turn(),
                now.turn(),
                then.outcome(),
                new Pair(text(then), asr ? text(now) : text(then)),
                stages.contains(Role.REPLY) ? words(then.words(), now.words()) : List.of(),
                stages.contains(Role.REPLY) ? now.words().size() : then.words().size(),
                media(
                        stages.contains(Role.TTS),
                        then.sound(),
                        now.sound(),
                        then.through(Role.TTS) && now.through(Role.TTS),
                        SpeechChunk.SAMPLE_RATE_HZ),
                media(
                        stages.contains(Role.FACE),
                        then.pictures(),
                        now.pictures(),
                        then.through(Role.FACE) && now.through(Role.FACE),
                        1),
                millis(then, now, stages, zero),
                engines(then, now, stages),
                now.failure());
    }

    private static String text(TurnTake take) {
        return take.question().map(Utterance::text).orElse("");
    }

    private static List<Words> words(SortedMap<Integer, ReplySegment> then, SortedMap<Integer, ReplySegment> now) {
        SortedSet<Integer> segments = new TreeSet<>(then.keySet());
        segments.addAll(now.keySet());
        List<Words> different = new ArrayList<>();
        for (int segment : segments) {
            String was = then.containsKey(segment) ? then.get(segment).text().strip() : null;
            String is = now.containsKey(segment) ? now.get(segment).text().strip() : null;
            if (!Objects.equals(was, is)) {
                different.add(new Words(segment, was, is));
            }
        }
        return different;
    }

    private static Media media(
            boolean replayed, SortedMap<Integer, Made> then, SortedMap<Integer, Made> now, boolean whole, double unit) {
        double amountThen = amount(then) / unit;
        double amountNow = amount(now) / unit;
        String digestThen = digest(then);
        String digestNow = digest(now);
        Verdict verdict;
        Double likeness = null;
        if (!replayed) {
            verdict = Verdict.NOT_REPLAYED;
        } else if (then.isEmpty()) {
            verdict = Verdict.NOT_ON_RECORD;
        } else if (now.isEmpty()) {
            verdict = Verdict.NOT_MADE;
        } else if (digestThen.equals(digestNow)) {
            verdict = Verdict.SAME;
        } else if (!whole && beginsAs(then, now)) {
            verdict = Verdict.SAME_AS_FAR;
        } else {
            verdict = Verdict.DIFFERENT;
            likeness = unit > 1 ? likeness(then, now) : null;
        }
        return new Media(verdict, amountThen, amountNow, likeness, digestThen, digestNow);
    }

    /** Each segment that both have begins the same, and all but the last that both have are the same. */
    private static boolean beginsAs(SortedMap<Integer, Made> then, SortedMap<Integer, Made> now) {
        TreeSet<Integer> common = new TreeSet<>(then.keySet());
        common.retainAll(now.keySet());
        return !common.isEmpty()
                && common.stream()
                        .allMatch(segment -> segment.equals(common.last())
                                ? then.get(segment).beginsAs(now.get(segment))
                                : then.get(segment)
                                        .digest()
                                        .equals(now.get(segment).digest()));
    }

    private static double likeness(SortedMap<Integer, Made> then, SortedMap<Integer, Made> now) {
        double weighted = 0;
        double weight = 0;
        for (Map.Entry<Integer, Made> segment : then.entrySet()) {
            Made other = now.get(segment.getKey());
            if (other != null) {
                weighted += segment.getValue().amount() * segment.getValue().likeness(other);
                weight += segment.getValue().amount();
            }
        }
        return weight == 0 ? 0 : Math.round(weighted / weight * 1000) / 1000.0;
    }

    private static long amount(SortedMap<Integer, Made> media) {
        return media.values().stream().mapToLong(Made::amount).sum();
    }

    /** Empty if there is nothing. */
    static String digest(SortedMap<Integer, Made> media) {
        MessageDigest whole = Made.sha256();
        media.values().forEach(segment -> whole.update(segment.digest().getBytes(StandardCharsets.US_ASCII)));
        return media.isEmpty() ? "" : HexFormat.of().formatHex(whole.digest());
    }

    private static Map<String, Pair> millis(TurnTake then, TurnTake now, Set<Role> stages, Zero zero) {
        Map<String, Pair> millis = new LinkedHashMap<>();
        for (Role stage : new TreeSet<>(stages)) {
            for (Milestone mark : MARKS.get(stage)) {
                Long was = since(then.mark(mark), zero.then());
                Long is = since(now.mark(mark), zero.now());
                if (was != null || is != null) {
                    millis.put(mark.name(), new Pair(was, is));
                }
            }
        }
        return millis;
    }

    private static Long since(OptionalLong mark, OptionalLong zero) {
        return mark.isPresent() && zero.isPresent() ? Long.valueOf(mark.getAsLong() - zero.getAsLong()) : null;
    }

    private static Map<String, Pair> engines(TurnTake then, TurnTake now, Set<Role> stages) {
        Map<String, Pair> engines = new TreeMap<>();
        for (Role stage : stages) {
            Pair engine = new Pair(then.engines().get(stage.id()), now.engines().get(stage.id()));
            if (!engine.same() && engine.now() != null) {
                engines.put(stage.id(), engine);
            }
        }
        return engines;
    }

    /** True if nothing of what was compared differs. */
    boolean same() {
        return question.same()
                && words.isEmpty()
                && failure.isEmpty()
                && sound.verdict() != Verdict.DIFFERENT
                && sound.verdict() != Verdict.NOT_MADE
                && pictures.verdict() != Verdict.DIFFERENT
                && pictures.verdict() != Verdict.NOT_MADE;
    }
}
