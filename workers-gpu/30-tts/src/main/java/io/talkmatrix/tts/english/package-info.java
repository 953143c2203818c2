/**
 * The English front end: text to phonemes, for every voice of the Kokoro family. {@link
 * io.talkmatrix.tts.english.EnglishPhonemes} is the way in. Pure but for {@link io.talkmatrix.tts.english.OovNet}, the
 * only class that sees a model, and {@code EnglishFiles}, the only one that reads files.
 */
package io.talkmatrix.tts.english;
