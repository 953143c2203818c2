package io.talkmatrix.tts.english;

/** What the word after the current one begins with. */
enum NextSound {
    VOWEL,
    CONSONANT,
    /** Punctuation or the end of the clause. */
    PAUSE
}
