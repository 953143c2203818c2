package io.talkmatrix.runtime;

import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.SpeechChunk;
import io.talkmatrix.stage.TurnEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The voices of the rooms that somebody asked for. Beyond {@link #ROOMS} the room that was asked for longest ago falls
 * silent. Fed by {@link Tables}; safe for use from any thread.
 */
final class HostVoices {

    /** Each holds 10 s that were heard and 20 s that are still to be heard at most: 1.4 MB. */
    static final int ROOMS = 128;

    private final Map<String, RoomVoice> rooms = new LinkedHashMap<>(16, 0.75f, true); // guarded by this

    synchronized HostVoice of(String room) {
        RoomVoice voice = rooms.computeIfAbsent(room, id -> new RoomVoice());
        if (rooms.size() > ROOMS) {
            Iterator<RoomVoice> oldest = rooms.values().iterator();
            oldest.next();
            oldest.remove();
        }
        return voice;
    }

    synchronized boolean wants(String room) {
        return rooms.containsKey(room);
    }

    synchronized void remove(String room) {
        rooms.remove(room);
    }

    void apply(SpeechChunk chunk) {
        RoomVoice voice = known(chunk.room());
        if (voice != null) {
            voice.made(chunk);
        }
    }

    void apply(TurnEvent event) {
        RoomVoice voice = known(event.room());
        if (voice == null) {
            return;
        }
        switch (event.milestone()) {
            case PLAYING -> voice.heard(event.turn(), 0, event.atMillis());
            case PLAYED -> voice.heard(event.turn(), event.ptsSamples(), event.atMillis());
            case SINK_CUT, TURN_ENDED -> voice.stopped(event.turn(), event.atMillis());
            default -> {
                // nothing is heard or made by it
            }
        }
    }

    void apply(Control control) {
        RoomVoice voice = known(control.room());
        if (voice == null) {
            return;
        }
        switch (control.kind()) {
            case PAUSE, CUT, END -> voice.stopped(control.turn(), control.atMillis());
            case START, RESUME -> {
                // the sink says when it goes on
            }
        }
    }

    private synchronized RoomVoice known(String room) {
        return rooms.get(room);
    }
}
