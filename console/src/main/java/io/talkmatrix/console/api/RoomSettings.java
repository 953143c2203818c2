package io.talkmatrix.console.api;

import java.util.List;
import java.util.Map;

/**
 * What a request may say of a room; all of it optional.
 *
 * @param room id, 1–64 of {@code A–Z a–z 0–9 . _ -}; made up if it is not named
 * @param title for people, 1–80 characters
 * @param avatar one of {@code /api/avatars}
 * @param voice for each language one of {@code /api/voices}
 * @param language {@code zh}, {@code en}, or empty to detect it
 * @param persona who the host is, at most 2000 characters
 * @param knowledge some of {@code /api/knowledge}
 * @param script items to say when nobody asks, each as {@code [emotion=happy wait=2s] words}
 * @param outputs where the room is shown
 * @param director how its director chooses where it differs from the installation's settings
 * @param scene what is seen besides the face: {@code layout} (face, 9:16, 16:9, 1:1), {@code background} (keep, blur or
 *     #rrggbb), {@code subtitles} (true or false)
 * @param light {@code off}, {@code studio}, {@code warm}, {@code cool}, {@code stage} or {@code day}
 */
public record RoomSettings(
        String room,
        String title,
        String avatar,
        Map<String, String> voice,
        String language,
        String persona,
        List<String> knowledge,
        List<String> script,
        List<String> outputs,
        Map<String, String> director,
        Map<String, String> scene,
        String light) {}
