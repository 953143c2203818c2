package io.talkmatrix.console.api;

import io.talkmatrix.console.activity.RoomSnapshot;
import io.talkmatrix.console.activity.RoomState;
import io.talkmatrix.console.activity.TurnView;
import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.console.live.LiveState;
import io.talkmatrix.stage.Lighting;
import io.talkmatrix.stage.Room;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A room with what it does.
 *
 * @param room id
 * @param voice voice for each language tag that does not take the default
 * @param language BCP 47 primary tag to expect, empty to detect it
 * @param persona who the host is
 * @param knowledge files of common answers
 * @param script items said when nobody asks
 * @param outputs where the room is shown
 * @param director how its director chooses where it differs from the installation's settings
 * @param light name of the preset, {@code own} for lamps of the room's own
 * @param engines engine for each stage that does not take the default
 * @param scene what is seen besides the face; empty is the face alone
 * @param open false for a stopped room
 * @param state what it does
 * @param activity what its sink does: preparing, idle, speaking or paused; empty if it has none
 * @param activeTurn the turn that may be heard, empty if none
 * @param viewers how many watch
 * @param lastQuestion the latest question, empty if none
 * @param underruns how often the voice ran dry since the room opened
 * @param avOffsetP95Millis how late the picture was against the voice
 * @param updatedAtMillis when the settings were changed, ms since the epoch
 */
public record RoomView(
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
        String light,
        Map<String, String> engines,
        Map<String, String> scene,
        boolean open,
        RoomState state,
        String activity,
        String activeTurn,
        int viewers,
        String lastQuestion,
        long underruns,
        double avOffsetP95Millis,
        long updatedAtMillis) {

    static String nameOf(Lighting light) {
        return light.moments().isEmpty() ? light.preset() : "own";
    }

    static RoomView of(Room room, RoomSnapshot now, Optional<LiveRoom> live) {
        Optional<LiveState> sink = live.map(LiveRoom::state);
        return new RoomView(
                room.room(),
                room.title(),
                room.avatar(),
                room.voice(),
                room.language(),
                room.persona(),
                room.knowledge(),
                room.script(),
                room.outputs(),
                room.director(),
                nameOf(room.light()),
                room.engines(),
                room.scene().toMap(),
                room.state() == Room.State.OPEN,
                now.state(),
                sink.map(LiveState::activity).orElse(""),
                now.activeTurn(),
                sink.map(LiveState::viewers).orElse(0),
                now.turns().stream().map(TurnView::question).findFirst().orElse(""),
                sink.map(LiveState::underruns).orElse(0L),
                sink.map(LiveState::avOffsetP95Millis).orElse(0.0),
                room.updatedAtMillis());
    }
}
