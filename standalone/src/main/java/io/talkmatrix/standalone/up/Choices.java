package io.talkmatrix.standalone.up;

import io.talkmatrix.console.Catalogue;
import io.talkmatrix.face.host.DefaultHost;
import io.talkmatrix.face.pack.PackFolder;
import io.talkmatrix.face.pack.Thumbnail;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.stack.Installation;
import io.talkmatrix.topologies.director.DirectorSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * What a room can be given, found in folders each time it is asked for: the voices' engines may run in other processes.
 *
 * @param engines voice engine for each language tag
 * @param kokoroVoices folder of Kokoro's voices, if it is one of the engines
 * @param packs folder of avatar packs
 * @param sample file of common answers that comes with the program
 * @param ownKnowledge folder of such files, CSV or Markdown; need not be there
 * @param director how rooms choose that say nothing of it
 */
record Choices(
        Map<String, String> engines,
        Optional<Path> kokoroVoices,
        Optional<Path> packs,
        Path sample,
        Path ownKnowledge,
        DirectorSettings director)
        implements Catalogue {

    private static final String KOKORO = "kokoro";
    private static final String VOICE_FILE = ".bin";
    private static final List<String> KNOWLEDGE = List.of(".csv", ".md");

    /** @param kokoroVoices where Kokoro's voices lie, whether used or not */
    static Choices of(Settings settings, Path kokoroVoices, Path knowledge) {
        Map<String, String> engines = settings.tts().engines();
        return new Choices(
                new TreeMap<>(engines),
                engines.containsValue(KOKORO) ? Optional.of(kokoroVoices) : Optional.empty(),
                settings.face().avatars(),
                Installation.sampleKnowledge(),
                knowledge,
                settings.director());
    }

    @Override
    public List<VoiceChoice> voices() {
        List<VoiceChoice> voices = new ArrayList<>();
        engines.forEach((language, engine) -> {
            if (!engine.equals(KOKORO)) {
                voices.add(new VoiceChoice("heart", language, engine));
            }
        });
        kokoroVoices.ifPresent(folder -> names(folder).stream()
                .filter(name -> name.endsWith(VOICE_FILE))
                .map(name -> name.substring(0, name.length() - VOICE_FILE.length()))
                .map(name -> new VoiceChoice(name, name.startsWith("z") ? "zh" : "en", KOKORO))
                .forEach(voices::add));
        return voices;
    }

    @Override
    public List<AvatarChoice> avatars() {
        List<AvatarChoice> all = new ArrayList<>();
        all.add(new AvatarChoice("default", "TalkMatrix"));
        packs.ifPresent(
                folder -> new PackFolder(folder).names().forEach(name -> all.add(new AvatarChoice(name, name))));
        return all;
    }

    @Override
    public Optional<byte[]> avatarPicture(String name) {
        return name.equals("default")
                ? Optional.of(Thumbnail.jpeg(DefaultHost.source().picture()))
                : packs.flatMap(folder -> new PackFolder(folder).thumbnail(name));
    }

    @Override
    public List<KnowledgeChoice> knowledge() {
        List<Path> files = new ArrayList<>(List.of(sample));
        if (Files.isDirectory(ownKnowledge)) {
            names(ownKnowledge).stream()
                    .filter(name -> KNOWLEDGE.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith))
                    .forEach(name -> files.add(ownKnowledge.resolve(name).toAbsolutePath()));
        }
        return files.stream()
                .map(file ->
                        new KnowledgeChoice(file.toString(), file.getFileName().toString()))
                .toList();
    }

    @Override
    public void checkDirector(Map<String, String> asked, String language) {
        director.over(asked, language);
    }

    private static List<String> names(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be listed: " + e.getMessage(), e);
        }
    }
}
