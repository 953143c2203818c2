package io.talkmatrix.topologies.director;

import io.talkmatrix.stage.ScriptItem;
import io.talkmatrix.topologies.director.DirectorState.Brief;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A room's settings as they are used.
 *
 * @param settings of the room
 * @param items of its script
 * @param complaints what of the room's settings cannot be used, for people
 */
record RoomPlan(DirectorSettings settings, List<Item> items, List<String> complaints) {

    /** A script item with where somebody may break in. */
    record Item(List<String> sentences, Map<String, String> directions, long waitMillis) {}

    RoomPlan {
        items = List.copyOf(items);
        complaints = List.copyOf(complaints);
    }

    static RoomPlan of(Brief room, DirectorSettings usual) {
        Set<String> complaints = new LinkedHashSet<>();
        DirectorSettings settings = usual;
        try {
            settings = usual.over(room.director(), room.language());
        } catch (IllegalArgumentException e) {
            complaints.add(e.getMessage());
        }
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < room.script().size(); i++) {
            try {
                ScriptItem item = ScriptItem.parse(room.script().get(i));
                List<String> sentences = Sentences.of(item.text());
                if (sentences.isEmpty()) {
                    complaints.add("script item " + (i + 1) + " holds no words");
                } else {
                    items.add(new Item(
                            sentences,
                            Map.copyOf(item.directions()),
                            item.pause().toMillis()));
                }
            } catch (IllegalArgumentException e) {
                complaints.add("script item " + (i + 1) + ": " + e.getMessage());
            }
        }
        return new RoomPlan(settings, items, List.copyOf(complaints));
    }

    /** True if the host speaks without being spoken to. */
    boolean speaksByItself() {
        return !items.isEmpty() || settings.idle().values().stream().anyMatch(lines -> !lines.isEmpty());
    }
}
