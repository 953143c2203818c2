package io.talkmatrix.tts.english;

/** Questions about Penn Treebank tags. An empty tag means none. */
final class PartOfSpeech {

    static final String NONE = "";
    static final String PROPER_NOUN = "NNP";
    static final String NUMBER = "CD";

    private PartOfSpeech() {}

    /** The dictionary's coarse class of a tag, or the tag itself. */
    static String parent(String tag) {
        if (tag.startsWith("VB")) {
            return "VERB";
        } else if (tag.startsWith("NN")) {
            return "NOUN";
        } else if (tag.startsWith("RB") || tag.startsWith("ADV")) {
            return "ADV";
        } else if (tag.startsWith("JJ") || tag.startsWith("ADJ")) {
            return "ADJ";
        }
        return tag;
    }

    static boolean isNoun(String tag) {
        return tag.startsWith("NN");
    }

    static boolean isTo(String tag) {
        return tag.equals("TO") || tag.equals("IN");
    }
}
