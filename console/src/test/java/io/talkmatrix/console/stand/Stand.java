package io.talkmatrix.console.stand;

import io.talkmatrix.console.Catalogue;
import io.talkmatrix.console.Console;
import io.talkmatrix.console.ConsoleSettings;
import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.LiveRooms;
import io.talkmatrix.media.live.Stills;
import io.talkmatrix.stage.Room;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** A scripted installation that a test opens the console on. */
public final class Stand implements LiveRooms, Catalogue {

    public final ScriptedBackend backend = new ScriptedBackend();
    private final Map<String, ScriptedRoom> live = new ConcurrentSkipListMap<>();

    public Stand open(Console console) {
        return open(console, ConsoleSettings.defaults());
    }

    public Stand open(Console console, ConsoleSettings settings) {
        console.open(new Console.Served(backend, this, this, settings));
        return this;
    }

    /** A room without a picture. */
    public Room room(String id, String title) {
        Room room = Room.of(id).toBuilder()
                .title(title)
                .clockSink(LiveRooms.SINK)
                .seed(1)
                .updatedAtMillis(1)
                .build();
        backend.save(room, "made").toCompletableFuture().join();
        return room;
    }

    /** Puts a room on air. */
    public ScriptedRoom onAir(ScriptedRoom room) {
        live.put(room.id(), room);
        return room;
    }

    @Override
    public Optional<LiveRoom> room(String id) {
        return Optional.ofNullable(live.get(id));
    }

    @Override
    public List<LiveRoom> rooms() {
        return List.copyOf(live.values());
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public List<VoiceChoice> voices() {
        return List.of(
                new VoiceChoice("zf_xiaoxiao", "zh", "kokoro"),
                new VoiceChoice("zm_yunxi", "zh", "kokoro"),
                new VoiceChoice("hibari", "en", "hibari"),
                new VoiceChoice("af_heart", "en", "kokoro"));
    }

    @Override
    public List<AvatarChoice> avatars() {
        return List.of(new AvatarChoice("default", "Lin"), new AvatarChoice("mei", "Mei"));
    }

    @Override
    public Optional<byte[]> avatarPicture(String name) {
        return avatars().stream().anyMatch(avatar -> avatar.name().equals(name))
                ? Optional.of(Stills.jpeg(new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB)))
                : Optional.empty();
    }

    @Override
    public List<KnowledgeChoice> knowledge() {
        return List.of(new KnowledgeChoice("/data/knowledge/shop.csv", "shop.csv"));
    }

    @Override
    public void checkDirector(Map<String, String> settings, String language) {
        settings.keySet().stream()
                .filter(name -> !Set.of("idle", "room-per-minute").contains(name))
                .forEach(name -> {
                    throw new IllegalArgumentException("director." + name + " is not known");
                });
    }

    @Override
    public void close() {
        live.values().forEach(ScriptedRoom::close);
    }
}
