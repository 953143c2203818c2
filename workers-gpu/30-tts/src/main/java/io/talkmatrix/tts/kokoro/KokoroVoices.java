package io.talkmatrix.tts.kokoro;

import io.talkmatrix.inference.ModelMissingException;
import io.talkmatrix.tts.Voice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * The style tables of Kokoro's voices, read when a voice is first used: f32 little-endian [510, 1, 256], one row for
 * each number of phonemes. Safe for use from any thread.
 */
final class KokoroVoices {

    static final int STYLE = 256;
    private static final int ROWS = 510;
    private static final String SUFFIX = ".bin";

    /** First letter of a voice's name to the language it was trained on, and that language's default voice. */
    private static final Map<Character, Voice> FAMILIES =
            Map.of('z', new Voice("zf_xiaoxiao", "zh"), 'a', new Voice("af_heart", "en"));

    private final Path folder;
    private final List<Voice> voices;
    private final Map<String, float[]> tables = new ConcurrentHashMap<>();

    KokoroVoices(Path folder) {
        this.folder = folder;
        this.voices = list(folder);
        for (Voice standard : FAMILIES.values()) {
            if (!voices.contains(standard)) {
                throw new ModelMissingException("voice " + standard.id() + " is not in " + folder
                        + ": delete the folder and pull the model kokoro-voices");
            }
        }
    }

    /** The default voice of each language first. */
    List<Voice> all() {
        return voices;
    }

    /**
     * @param id a voice's name, or empty for the default of the language
     * @throws IllegalArgumentException the voice does not exist or speaks another language
     */
    Voice find(String id, String language) {
        return voices.stream()
                .filter(voice -> voice.language().equals(language))
                .filter(voice -> id.isEmpty() || voice.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("kokoro has no " + language + " voice '" + id
                        + "'; it has "
                        + voices.stream().map(Voice::id).toList()));
    }

    /** The style vector f32[256] for an utterance of so many phonemes. */
    float[] style(Voice voice, int phonemes) {
        float[] table = tables.computeIfAbsent(voice.id(), this::read);
        int row = Math.min(phonemes, ROWS - 1);
        return Arrays.copyOfRange(table, row * STYLE, (row + 1) * STYLE);
    }

    /** Of the style table as the voice's file holds it. */
    long checksum(Voice voice) {
        float[] table = tables.computeIfAbsent(voice.id(), this::read);
        CRC32 crc = new CRC32();
        ByteBuffer bytes = ByteBuffer.allocate(table.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(table);
        crc.update(bytes);
        return crc.getValue();
    }

    private float[] read(String id) {
        Path file = folder.resolve(id + SUFFIX);
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length != ROWS * STYLE * Float.BYTES) {
                throw new IllegalArgumentException(
                        file + " must hold " + ROWS * STYLE + " floats, but has " + bytes.length + " bytes");
            }
            float[] table = new float[ROWS * STYLE];
            ByteBuffer.wrap(bytes)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .asFloatBuffer()
                    .get(table);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the voice " + file, e);
        }
    }

    private static List<Voice> list(Path folder) {
        List<Voice> voices = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX) && FAMILIES.containsKey(name.charAt(0)))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .forEach(id ->
                            voices.add(new Voice(id, FAMILIES.get(id.charAt(0)).language())));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the voices in " + folder, e);
        }
        voices.sort(Comparator.comparing((Voice voice) -> !FAMILIES.containsValue(voice))
                .thenComparing(Voice::id));
        return List.copyOf(voices);
    }
}
