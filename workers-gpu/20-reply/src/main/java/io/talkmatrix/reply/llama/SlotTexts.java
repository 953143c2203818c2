package io.talkmatrix.reply.llama;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What the slots of a model hold, as far as it can be told from outside: llama.cpp gives a prompt to the slot that shares most
 * of its beginning with it, else to the one that was not used for longest, and that slot forgets what differs. So a prompt
 * shorter than what is held would make its slot forget the rest. Safe for use from any thread.
 */
final class SlotTexts {

    private final int slots;
    private final double same;
    private final Deque<String> texts = new ArrayDeque<>(); // the one used last at the end

    /** @param same a slot is taken again if at least this part of a prompt is what it begins with */
    SlotTexts(int slots, double same) {
        this.slots = slots;
        this.same = same;
    }

    /** How many characters of a prompt need not be read any more. */
    synchronized int held(String prompt) {
        return common(nearest(prompt), prompt);
    }

    /** A slot has read or written this. */
    synchronized void holds(String text) {
        String nearest = nearest(text);
        if (common(nearest, text) > same * text.length()) {
            texts.remove(nearest);
        } else if (texts.size() == slots) {
            texts.removeFirst();
        }
        texts.addLast(text);
    }

    private String nearest(String prompt) {
        String nearest = "";
        for (String text : texts) {
            if (common(text, prompt) > common(nearest, prompt)) {
                nearest = text;
            }
        }
        return nearest;
    }

    private static int common(String one, String other) {
        int length = Math.min(one.length(), other.length());
        int at = 0;
        while (at < length && one.charAt(at) == other.charAt(at)) {
            at++;
        }
        return at;
    }
}
