package io.talkmatrix.topologies;

import io.talkmatrix.stage.Emotion;
import io.talkmatrix.stage.ReplySegment;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.util.Map;

/** Records of one room's turns, made short. */
public final class Script {

    private final String room;

    public Script(String room) {
        this.room = room;
    }

    public Utterance asked(String turn, String text) {
        return new Utterance(id(turn, 0), text, true, "en", Utterance.Source.TYPED, "", 0, 0, 0, "");
    }

    public ReplySegment says(String turn, int segment, String text) {
        return new ReplySegment(
                id(turn, segment), text, "en", Emotion.NEUTRAL, 0, ReplySegment.Source.LLM, "", false, "");
    }

    public TurnEvent spoken(String turn, int segment, long endSamples) {
        return event("tts", turn, Milestone.SEGMENT_SPOKEN, segment, endSamples, "", Map.of(), 0);
    }

    public TurnEvent decided(String turn, Milestone milestone, long pts, String detail, long atMillis) {
        return event("conductor", turn, milestone, -1, pts, detail, Map.of(), atMillis);
    }

    public TurnEvent ended(String turn, String outcome, long atMillis) {
        return decided(turn, Milestone.TURN_ENDED, -1, outcome, atMillis);
    }

    public TurnEvent event(String stage, String turn, Milestone milestone, long atMillis) {
        return event(stage, turn, milestone, -1, -1, "", Map.of(), atMillis);
    }

    public TurnEvent event(String stage, String turn, Milestone milestone, Map<String, Double> figures, long atMillis) {
        return event(stage, turn, milestone, -1, -1, "", figures, atMillis);
    }

    public TurnEvent event(
            String stage,
            String turn,
            Milestone milestone,
            int segment,
            long pts,
            String detail,
            Map<String, Double> figures,
            long atMillis) {
        boolean works = stage.equals("asr") || stage.equals("reply") || stage.equals("tts") || stage.equals("face");
        String engine = works ? stage + "-engine" : "";
        String device = works ? "cpu/int8" : "";
        return new TurnEvent(
                room, turn, 0, stage, milestone, segment, pts, engine, device, "", detail, figures, atMillis);
    }

    private UnitId id(String turn, int segment) {
        return new UnitId(room, turn, 0, segment, 0);
    }
}
