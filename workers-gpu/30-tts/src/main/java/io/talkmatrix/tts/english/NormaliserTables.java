package io.talkmatrix.tts.english;

import java.util.List;
import java.util.Map;

/**
 * The words that the {@link Normaliser} writes for abbreviations and signs, as they come with the voice.
 *
 * @param months by their first three letters in small letters: jan → January
 * @param titles expanded before a name: Prof → Professor
 * @param abbreviations expanded anywhere: approx. → approximately
 * @param units singular and plural: km → kilometer, kilometers
 * @param symbols = → equals; an empty word removes the sign; in order of application
 * @param currency singular and plural by sign or code
 * @param beforeCardinal words after which a roman numeral is a cardinal: Chapter IV
 * @param beforeOrdinal words after which a roman numeral is an ordinal: Henry VIII
 */
record NormaliserTables(
        Map<String, String> months,
        Map<String, String> titles,
        Map<String, String> abbreviations,
        Map<String, List<String>> units,
        Map<String, String> symbols,
        Map<String, List<String>> currency,
        List<String> beforeCardinal,
        List<String> beforeOrdinal) {}
