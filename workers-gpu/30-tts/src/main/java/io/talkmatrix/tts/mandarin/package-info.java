/**
 * Mandarin text to phonemes: numbers and signs spelled out, words and their readings (HanLP), tone sandhi, and the
 * symbols of {@link io.talkmatrix.tts.PhonemeVocabulary}. Used by the engines that speak Mandarin. {@link
 * io.talkmatrix.tts.mandarin.MandarinFrontEnd} is the way in.
 */
package io.talkmatrix.tts.mandarin;
