package io.talkmatrix.console;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a room can be given in this installation. Safe for use from any thread. */
public interface Catalogue {

    /**
     * A voice.
     *
     * @param name what {@code Room.voice} holds
     * @param language BCP 47 primary tag of what it speaks
     * @param engine who speaks with it
     */
    record VoiceChoice(String name, String language, String engine) {}

    /**
     * A face.
     *
     * @param name what {@code Room.avatar} holds
     * @param title for people
     */
    record AvatarChoice(String name, String title) {}

    /**
     * A file of common answers.
     *
     * @param path what {@code Room.knowledge} holds
     * @param title for people
     */
    record KnowledgeChoice(String path, String title) {}

    List<VoiceChoice> voices();

    List<AvatarChoice> avatars();

    /** A small JPEG of a face, if there is one of this name. */
    Optional<byte[]> avatarPicture(String name);

    List<KnowledgeChoice> knowledge();

    /**
     * Looks at what a room says of how its director chooses.
     *
     * @param settings by name, without the section's
     * @param language of the room, empty if detected
     * @throws IllegalArgumentException a name is not known or a value is not allowed
     */
    void checkDirector(Map<String, String> settings, String language);
}
