package io.talkmatrix.reply;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/**
 * Mends what a recognizer wrote with other characters of the same sound, where the knowledge has the right ones: 又会劝 is
 * no word, 优惠券 sounds like it. Two to four characters in a row; words of the dictionary are left as they are. Immutable.
 */
final class SoundAlikes {

    private static final int LEAST = 2;
    private static final int MOST = 4;

    /** Sounds of a stretch of the knowledge, without tones, to its characters. */
    private final Map<String, String> stretches = new HashMap<>();

    private final Pronunciation pronunciation;

    private SoundAlikes(Pronunciation pronunciation) {
        this.pronunciation = pronunciation;
    }

    /** @param sentences what viewers ask, as it is rightly written */
    static SoundAlikes of(Collection<String> sentences, Pronunciation pronunciation) {
        SoundAlikes alikes = new SoundAlikes(pronunciation);
        for (String sentence : sentences) {
            String[] sounds = pronunciation.sounds(sentence);
            for (int from = 0; from < sentence.length(); from++) {
                for (int length = LEAST; length <= MOST && from + length <= sentence.length(); length++) {
                    String sound = sound(sounds, from, length);
                    if (!sound.isEmpty()) {
                        alikes.stretches.putIfAbsent(sound, sentence.substring(from, from + length));
                    }
                }
            }
        }
        return alikes;
    }

    /** The text as the knowledge would write it; as long as before. Longer stretches are mended first. */
    String mended(String text) {
        if (stretches.isEmpty()) {
            return text;
        }
        String[] sounds = pronunciation.sounds(text);
        StringBuilder mended = new StringBuilder(text);
        boolean[] done = new boolean[text.length()];
        for (int length = MOST; length >= LEAST; length--) {
            for (int from = 0; from + length <= text.length(); from++) {
                String right = stretches.get(sound(sounds, from, length));
                if (right != null && !any(done, from, length)) {
                    String written = text.substring(from, from + length);
                    if (!pronunciation.isWord(written)) {
                        mended.replace(from, from + length, right);
                    }
                    Arrays.fill(done, from, from + length, true);
                }
            }
        }
        return mended.toString();
    }

    private static boolean any(boolean[] done, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (done[i]) {
                return true;
            }
        }
        return false;
    }

    /** Empty if something in it has no sound. */
    private static String sound(String[] sounds, int from, int length) {
        StringBuilder sound = new StringBuilder();
        for (int i = from; i < from + length; i++) {
            if (sounds[i] == null) {
                return "";
            }
            sound.append(sounds[i]).append(' ');
        }
        return sound.toString();
    }
}
