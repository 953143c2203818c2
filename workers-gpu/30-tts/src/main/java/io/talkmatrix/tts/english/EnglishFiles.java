package io.talkmatrix.tts.english;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Reads the data files of the English front end from the folder of the {@code hibari} model. They are JSON, the large
 * ones compressed.
 */
final class EnglishFiles {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    EnglishFiles(Path folder) {
        this.folder = folder;
    }

    /** The checked or the machine-made US dictionary: word to phonemes, or to phonemes by part of speech. */
    Dictionary dictionary(String quality) {
        return read("lexicon_us_" + quality + ".json.gz", json -> {
            Dictionary.Builder dictionary = new Dictionary.Builder();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String word = json.currentName();
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    Map<String, String> byTag = strings(json);
                    dictionary.add(word, new Pronunciation(byTag.remove("DEFAULT"), Map.copyOf(byTag)));
                } else {
                    dictionary.add(word, json.getText());
                }
            }
            return dictionary.build();
        });
    }

    TaggerModel tagger() {
        return read("tagger.json.gz", json -> {
            List<String> tags = List.of();
            Map<String, String> unambiguous = Map.of();
            StringIndex.Builder vocabulary = new StringIndex.Builder();
            TaggerModel.Builder model = new TaggerModel.Builder();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                switch (name) {
                    case "tags" -> tags = list(json).stream().sorted().toList();
                    case "tagdict" -> unambiguous = strings(json);
                    case "vocab" -> list(json).forEach(vocabulary::add);
                    case "weights" -> weights(json, tags, model);
                    default -> json.skipChildren();
                }
            }
            return model.build(tags, unambiguous, vocabulary.build());
        });
    }

    private static void weights(JsonParser json, List<String> tags, TaggerModel.Builder model) throws IOException {
        Map<String, Integer> numbers = new HashMap<>();
        tags.forEach(tag -> numbers.put(tag, numbers.size()));
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String feature = json.currentName();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                Integer tag = numbers.get(json.currentName());
                if (tag == null) {
                    throw new IOException("weights of the tag " + json.currentName() + ", which is not in \"tags\"");
                }
                json.nextToken();
                model.weight(tag, json.getDoubleValue());
            }
            model.endOfFeature(feature);
        }
    }

    Map<String, List<String>> tokeniserExceptions() {
        return read("tokenizer_exceptions.json", json -> {
            json.nextToken();
            return lists(json);
        });
    }

    NormaliserTables normaliserTables() {
        return read("normalize.json", json -> {
            Map<String, Map<String, String>> words = new HashMap<>();
            Map<String, Map<String, List<String>>> forms = new HashMap<>();
            Map<String, List<String>> lists = new HashMap<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                JsonToken kind = json.nextToken();
                switch (name) {
                    case "units", "currency" -> forms.put(name, lists(json));
                    default -> {
                        if (kind == JsonToken.START_ARRAY) {
                            lists.put(name, list(json));
                        } else {
                            words.put(name, strings(json));
                        }
                    }
                }
            }
            return new NormaliserTables(
                    present(words, "months"),
                    present(words, "titles"),
                    present(words, "abbreviations"),
                    present(forms, "units"),
                    present(words, "symbols"),
                    present(forms, "currency"),
                    present(lists, "roman_cardinal"),
                    present(lists, "roman_ordinal"));
        });
    }

    /** The letters ({@code in}) and phonemes ({@code out}) that the net for unknown words counts from 1. */
    Map<String, List<String>> oovAlphabets() {
        return read("oov.json", json -> {
            Map<String, List<String>> alphabets = new HashMap<>();
            json.nextToken();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                if (json.nextToken() == JsonToken.START_ARRAY) {
                    alphabets.put(name, list(json));
                }
            }
            return Map.of("in", present(alphabets, "in"), "out", present(alphabets, "out"));
        });
    }

    private static <T> T present(Map<String, T> values, String name) throws IOException {
        T value = values.get(name);
        if (value == null) {
            throw new IOException("there is no \"" + name + "\" in it");
        }
        return value;
    }

    private static Map<String, List<String>> lists(JsonParser json) throws IOException {
        Map<String, List<String>> lists = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            lists.put(name, list(json));
        }
        return lists;
    }

    private static Map<String, String> strings(JsonParser json) throws IOException {
        Map<String, String> strings = new LinkedHashMap<>();
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            json.nextToken();
            strings.put(name, json.currentToken() == JsonToken.VALUE_NULL ? "" : json.getText());
        }
        return strings;
    }

    private static List<String> list(JsonParser json) throws IOException {
        List<String> list = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            list.add(json.getText());
        }
        return list;
    }

    private <T> T read(String name, Reader<T> reader) {
        Path file = folder.resolve(name);
        try (InputStream raw = Files.newInputStream(file);
                InputStream plain = name.endsWith(".gz") ? new GZIPInputStream(raw, BUFFER_BYTES) : raw;
                JsonParser json = JSON.createParser(plain)) {
            return reader.read(json);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + " of the English front end: " + e.getMessage(), e);
        }
    }

    @FunctionalInterface
    private interface Reader<T> {
        T read(JsonParser json) throws IOException;
    }
}
