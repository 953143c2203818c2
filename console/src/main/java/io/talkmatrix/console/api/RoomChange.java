package io.talkmatrix.console.api;

import io.talkmatrix.stage.Room;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** What was changed in a room, for the audit trail: which settings, and short ones with their values. */
final class RoomChange {

    private static final int SHOWN = 80;

    private RoomChange() {}

    /** @param who asks, for example {@code api} */
    static String of(Room before, Room after, String who) {
        List<String> changes = new ArrayList<>();
        differs(changes, "state", before.state(), after.state(), true);
        differs(changes, "title", before.title(), after.title(), true);
        differs(changes, "avatar", before.avatar(), after.avatar(), true);
        differs(changes, "voice", before.voice(), after.voice(), true);
        differs(changes, "language", before.language(), after.language(), true);
        differs(changes, "persona", before.persona(), after.persona(), false);
        differs(changes, "knowledge", before.knowledge(), after.knowledge(), true);
        differs(changes, "script", before.script(), after.script(), false);
        differs(changes, "outputs", before.outputs(), after.outputs(), true);
        differs(changes, "scene", before.scene().toMap(), after.scene().toMap(), true);
        differs(changes, "director", before.director(), after.director(), false);
        return (changes.isEmpty() ? "nothing changed" : String.join(", ", changes)) + " by " + who;
    }

    private static void differs(List<String> changes, String field, Object before, Object after, boolean shown) {
        if (!Objects.equals(before, after)) {
            String value = RoomForm.quoted(String.valueOf(after));
            String text = value.length() <= SHOWN ? value : value.substring(0, SHOWN) + "…";
            changes.add(shown ? field + "=" + text : field);
        }
    }
}
