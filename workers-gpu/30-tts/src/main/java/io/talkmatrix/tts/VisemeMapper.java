package io.talkmatrix.tts;

import static io.talkmatrix.stage.Viseme.AH;
import static io.talkmatrix.stage.Viseme.D;
import static io.talkmatrix.stage.Viseme.EE;
import static io.talkmatrix.stage.Viseme.EH;
import static io.talkmatrix.stage.Viseme.F;
import static io.talkmatrix.stage.Viseme.K;
import static io.talkmatrix.stage.Viseme.L;
import static io.talkmatrix.stage.Viseme.M;
import static io.talkmatrix.stage.Viseme.NEUTRAL;
import static io.talkmatrix.stage.Viseme.OH;
import static io.talkmatrix.stage.Viseme.R;
import static io.talkmatrix.stage.Viseme.S;
import static io.talkmatrix.stage.Viseme.SH;
import static io.talkmatrix.stage.Viseme.UH;
import static io.talkmatrix.stage.Viseme.WOO;

import io.talkmatrix.stage.TimedViseme;
import io.talkmatrix.stage.Viseme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Turns timed phonemes (IPA and the symbols of {@link PhonemeVocabulary}) into mouth shapes. Tone, length and aspiration
 * marks give their time to the sound before them, stress marks to the sound that they announce (measured, docs/hearing.md);
 * diphthongs are split at 55 %; a space of less than {@value #PAUSE_MILLIS} ms is no pause, its neighbours share its time.
 * Lips that round ahead of a vowel are the face's affair.
 */
public final class VisemeMapper {

    private static final int PAUSE_MILLIS = 60;
    private static final int PAUSE_SAMPLES = Speech.SAMPLE_RATE_HZ * PAUSE_MILLIS / 1000;

    /** Share of a diphthong that its first shape has. */
    private static final double FIRST_SHARE = 0.55;

    private static final String STRESS = "ˈˌ";
    private static final String MARKS = "ʰʲːˈˌ\u0303ᵝ→↗↓↘";

    private static final Map<String, Viseme[]> SHAPES = new HashMap<>();

    static {
        put("m b p ɸ β", M);
        put("f v ʋ", F);
        put("w ɥ", WOO);
        put("ɹ r ʐ ɻ ʁ ɽ", R);
        put("l θ ð ʎ", L);
        put("t d n ɾ T ʈ ɖ ɳ ɲ", D);
        put("ŋ k ɡ g h x χ q ɣ c ɟ ɴ ɰ ʔ ç ʝ", K);
        put("dʒ tʃ tɕ ʈʂ ʃ ʒ ʂ ʧ ʤ ꭧ", SH);
        put("ts s z ɕ ʨ ʥ ʦ ʣ", S);
        put("j i iː ɪ ᵻ", EE);
        put("y u ʊ ɯ", WOO);
        put("e ɛ æ ø œ", EH);
        put("a ɑ", AH);
        put("ɐ ʌ ə ɜ ɤ ᵊ", UH);
        put("ɔ o ɒ", OH);
        put("ɨ", SH);
        put("ɚ", UH, R);
        put("A eɪ ei", EH, EE);
        put("I aɪ ai", AH, EE);
        put("W aʊ ɑu au", AH, WOO);
        put("O oʊ ou", OH, WOO);
        put("Q əʊ", UH, WOO);
        put("Y ɔɪ", OH, EE);
        put("uo", WOO, OH);
    }

    private VisemeMapper() {}

    /**
     * @param phonemes in order, without gaps, as in {@link Speech}
     * @param ptsSamples position of the clip's first sample since the turn began
     * @return in order, without gaps, over the same time; equal neighbours joined
     */
    public static List<TimedViseme> visemes(List<PhonemeSpan> phonemes, long ptsSamples) {
        List<TimedViseme> track = new ArrayList<>();
        long start = phonemes.isEmpty() ? 0 : ptsSamples + phonemes.get(0).startSample();
        for (int i = 0; i < phonemes.size(); i++) {
            PhonemeSpan span = phonemes.get(i);
            long end = ptsSamples + span.endSample();
            boolean last = i == phonemes.size() - 1;
            if (end == start || !last && STRESS.contains(span.symbol())) {
                continue;
            }
            boolean sounding = !track.isEmpty() && track.get(track.size() - 1).viseme() != NEUTRAL;
            if (sounding && isMark(span.symbol())) {
                extend(track, end);
            } else if (sounding && span.symbol().equals(PhonemeSpan.SILENCE) && span.samples() < PAUSE_SAMPLES) {
                end = last ? end : (start + end) / 2;
                extend(track, end);
            } else {
                add(track, shapes(phonemes, i), start, end);
            }
            start = end;
        }
        return track;
    }

    private static void add(List<TimedViseme> track, Viseme[] shapes, long start, long end) {
        if (shapes.length == 2) {
            long split = start + Math.round((end - start) * FIRST_SHARE);
            add(track, shapes[0], start, split);
            add(track, shapes[1], split, end);
        } else {
            add(track, shapes[0], start, end);
        }
    }

    private static Viseme[] shapes(List<PhonemeSpan> phonemes, int at) {
        String symbol = phonemes.get(at).symbol();
        if (isMark(symbol)) {
            return at + 1 < phonemes.size() ? firstShape(phonemes, at + 1) : new Viseme[] {NEUTRAL};
        }
        return switch (symbol) {
            case "ɨ" -> new Viseme[] {afterSibilant(phonemes, at) ? S : SH};
            case "ɕ", "ʨ", "ʥ" -> new Viseme[] {beforeRounded(phonemes, at) ? SH : S};
            default -> SHAPES.getOrDefault(symbol, new Viseme[] {NEUTRAL});
        };
    }

    /** A mark with no sound before it (stress at a word's start) belongs to the sound it announces. */
    private static Viseme[] firstShape(List<PhonemeSpan> phonemes, int at) {
        return new Viseme[] {shapes(phonemes, at)[0]};
    }

    private static boolean afterSibilant(List<PhonemeSpan> phonemes, int at) {
        for (int i = at - 1; i >= 0; i--) {
            String symbol = phonemes.get(i).symbol();
            if (!isMark(symbol)) {
                return symbol.equals("s") || symbol.equals("ʦ");
            }
        }
        return false;
    }

    private static boolean beforeRounded(List<PhonemeSpan> phonemes, int at) {
        for (int i = at + 1; i < phonemes.size(); i++) {
            String symbol = phonemes.get(i).symbol();
            if (!isMark(symbol)) {
                return symbol.equals("ɥ") || symbol.equals("y") || symbol.equals("u") || symbol.equals("w");
            }
        }
        return false;
    }

    private static boolean isMark(String symbol) {
        return symbol.length() == 1 && MARKS.indexOf(symbol.charAt(0)) >= 0;
    }

    private static void extend(List<TimedViseme> track, long end) {
        TimedViseme last = track.get(track.size() - 1);
        track.set(track.size() - 1, new TimedViseme(last.viseme(), last.startSamples(), end));
    }

    private static void add(List<TimedViseme> track, Viseme viseme, long start, long end) {
        if (!track.isEmpty() && track.get(track.size() - 1).viseme() == viseme) {
            extend(track, end);
        } else if (end > start) {
            track.add(new TimedViseme(viseme, start, end));
        }
    }

    private static void put(String symbols, Viseme... shapes) {
        for (String symbol : symbols.split(" ")) {
            SHAPES.put(symbol, shapes);
        }
    }
}
