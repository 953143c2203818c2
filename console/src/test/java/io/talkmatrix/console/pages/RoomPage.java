package io.talkmatrix.console.pages;

import io.talkmatrix.console.Console;
import io.talkmatrix.console.stand.ScriptedRoom;
import io.talkmatrix.console.stand.Stand;
import io.talkmatrix.stage.Control;
import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import io.talkmatrix.testkit.browser.Chromium;
import java.awt.Color;
import java.util.Map;

/** A console with one room on air, and a browser that looks at it. */
final class RoomPage implements AutoCloseable {

    static final String ROOM = "tea";
    static final int SIDE = 96;
    static final Color COLOUR = new Color(40, 120, 200);
    static final String VIDEO = "document.querySelector('video')";
    static final String PLAYS = VIDEO + "?.readyState >= 3 && " + VIDEO + ".currentTime > 0 && !" + VIDEO + ".paused";

    final Stand stand;
    final ScriptedRoom room;
    private final Chromium browser;
    private final Console console;
    private final String root;

    private RoomPage(Chromium browser, Console console, String root) {
        this.browser = browser;
        this.console = console;
        this.root = root;
        stand = new Stand().open(console);
        stand.room(ROOM, "Tea house");
        room = stand.onAir(new ScriptedRoom(ROOM, ScriptedRoom.plain(SIDE, COLOUR)));
    }

    /** In English, dark, on a desktop. */
    static RoomPage open(Chromium browser, Console console, String root) {
        RoomPage page = new RoomPage(browser, console, root);
        browser.screen(1280, 800, false);
        browser.prefers("dark");
        browser.open(root);
        browser.run(
                "localStorage.clear(); localStorage.setItem('language', 'en'); localStorage.setItem('rawMicrophone', 'true')");
        browser.errors();
        return page;
    }

    /** Anew, until its picture plays. */
    void openRoom() {
        browser.open("about:blank");
        browser.open(root + "#/rooms/" + ROOM);
        browser.await(PLAYS, "document.body.innerText");
    }

    void speakTurn(String turn) {
        stand.backend.happened(said(turn, "How much is it?", true, 2, 15));
        stand.backend.happened(event(turn, Milestone.OPENED, ""));
        stand.backend.happened(new Control(ROOM, 0, turn, Control.Kind.START, "", 0, 1));
        stand.backend.happened(event(turn, Milestone.STARTED, ""));
        stand.backend.happened(new ReplySegment(
                new UnitId(ROOM, turn, 0, 0, 0),
                "Ten yuan.",
                "en",
                Emotion.NEUTRAL,
                0,
                ReplySegment.Source.ANSWER,
                "",
                true,
                ""));
        stand.backend.happened(event(turn, Milestone.PLAYING, ""));
    }

    static Utterance said(String turn, String text, boolean last, int seq, int stable) {
        return new Utterance(
                new UnitId(ROOM, turn, 0, 0, seq),
                text,
                last,
                "en",
                Utterance.Source.SPEECH,
                "",
                1,
                2,
                0,
                "",
                stable,
                false);
    }

    static TurnEvent event(String turn, Milestone milestone, String detail) {
        return new TurnEvent(ROOM, turn, 0, "test", milestone, -1, -1, "", "", "", detail, Map.of(), 1);
    }

    @Override
    public void close() {
        browser.open("about:blank");
        console.close();
        stand.close();
    }
}
