package io.talkmatrix.tts.english;

import java.util.Map;

/**
 * How a word of the dictionary sounds.
 *
 * @param usual phonemes used when nothing more special applies
 * @param byTag phonemes by part of speech: a Penn Treebank tag, one of VERB NOUN ADV ADJ, or {@link #CLAUSE_END}; empty
 *     where the word is spelled letter by letter (the noun ID)
 */
record Pronunciation(String usual, Map<String, String> byTag) {

    /** Key of the form that is used at the end of a clause. */
    static final String CLAUSE_END = "None";

    /** @return null if the word is to be spelled */
    String forTag(String tag, Context context) {
        if (byTag.isEmpty()) {
            return usual;
        }
        String form = byTag.getOrDefault(tag, byTag.getOrDefault(PartOfSpeech.parent(tag), usual));
        if (context.next() == NextSound.PAUSE && byTag.containsKey(CLAUSE_END)) {
            form = byTag.get(CLAUSE_END);
        }
        return form.isEmpty() ? null : form;
    }
}
