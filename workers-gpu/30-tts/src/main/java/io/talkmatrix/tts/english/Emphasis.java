package io.talkmatrix.tts.english;

/** A change of the stress marks of a word's phonemes. The marks are ˈ (primary) and ˌ (secondary). */
enum Emphasis {
    /** Leaves the marks as the dictionary has them. */
    AS_IS {
        @Override
        String apply(String phonemes) {
            return phonemes;
        }
    },
    /** Removes all marks. */
    NONE {
        @Override
        String apply(String phonemes) {
            return phonemes.replace("ˈ", "").replace("ˌ", "");
        }
    },
    /** Primary stress becomes secondary, secondary goes. */
    WEAKER {
        @Override
        String apply(String phonemes) {
            return has(phonemes, Phones.PRIMARY)
                    ? phonemes.replace("ˌ", "").replace(Phones.PRIMARY, Phones.SECONDARY)
                    : phonemes;
        }
    },
    /** Every word gets a secondary stress and no more. */
    SECONDARY {
        @Override
        String apply(String phonemes) {
            return has(phonemes, Phones.PRIMARY) ? WEAKER.apply(phonemes) : LIGHT.apply(phonemes);
        }
    },
    /** A word without any stress gets a secondary one: for capitalised words. */
    LIGHT {
        @Override
        String apply(String phonemes) {
            return marked(phonemes) ? phonemes : beforeFirstVowel(Phones.SECONDARY, phonemes);
        }
    },
    /** A word without primary stress gets one: for words in capitals. */
    STRONG {
        @Override
        String apply(String phonemes) {
            if (has(phonemes, Phones.PRIMARY)) {
                return phonemes;
            }
            return has(phonemes, Phones.SECONDARY)
                    ? phonemes.replace(Phones.SECONDARY, Phones.PRIMARY)
                    : beforeFirstVowel(Phones.PRIMARY, phonemes);
        }
    };

    abstract String apply(String phonemes);

    /** What the spelling of a word asks for. */
    static Emphasis ofSpelling(String word) {
        if (Letters.isLower(word)) {
            return AS_IS;
        }
        return Letters.isUpper(word) ? STRONG : LIGHT;
    }

    private static boolean has(String phonemes, char mark) {
        return phonemes.indexOf(mark) >= 0;
    }

    private static boolean marked(String phonemes) {
        return has(phonemes, Phones.PRIMARY) || has(phonemes, Phones.SECONDARY);
    }

    private static String beforeFirstVowel(char mark, String phonemes) {
        for (int i = 0; i < phonemes.length(); i++) {
            if (Phones.isVowel(phonemes.charAt(i))) {
                return phonemes.substring(0, i) + mark + phonemes.substring(i);
            }
        }
        return phonemes;
    }
}
