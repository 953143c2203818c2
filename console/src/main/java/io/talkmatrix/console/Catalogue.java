package io.talkmatrix.console;

import java.util.List;

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

    List<KnowledgeChoice> knowledge();
}
