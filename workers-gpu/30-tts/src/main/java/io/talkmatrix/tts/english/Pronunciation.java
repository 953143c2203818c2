package io.talkmatrix.tts.english;

import java.util.Map;

/**
 * How a word of the dictionary sounds.
 *
 * @param usual phonemes used when nothing more special applies
 * @param byTag phonemes by part of speech: a Penn Treebank tag, one of VERB NOUN ADV ADJ, or {@link #CLAUSE_END}
 */
record Pronunciation(String usual, Map<String, String> byTag) {

    /** Key of the form that is used at the end of a clause. */
    static final String CLAUSE_END = "None";

    String forTag(String tag, Context context) {
        if (byTag.isEmpty()) {
            return usual;
        }
        if (context.next() == NextSound.PAUSE && byTag.containsKey(CLAUSE_END)) {
            return byTag.get(CLAUSE_END);
        }
        String exact = byTag.get(tag);
        return exact != null ? exact : byTag.getOrDefault(PartOfSpeech.parent(tag), usual);
    }
}
