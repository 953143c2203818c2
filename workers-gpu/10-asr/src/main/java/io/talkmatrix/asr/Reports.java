package io.talkmatrix.asr;

import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.EngineInfo;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnEvent.Milestone;
import io.talkmatrix.stage.UnitId;
import io.talkmatrix.stage.Utterance;
import java.util.Map;

/** What is written about one utterance, under the id of the turn it becomes. For one thread. */
final class Reports {

    private final StageRoom room;
    private final EngineInfo engine;
    private final String turn;
    private final long startMillis;

    Reports(StageRoom room, EngineInfo engine, String turn, long startMillis) {
        this.room = room;
        this.engine = engine;
        this.turn = turn;
        this.startMillis = startMillis;
    }

    Utterance partial(Recognition words, String text, int seq, long endMillis, boolean speculative) {
        return utterance(words, text, seq, endMillis, words.stable(), speculative, false);
    }

    Utterance last(Recognition words, String text, int seq, long endMillis) {
        return utterance(words, text, seq, endMillis, text.length(), false, true);
    }

    private Utterance utterance(
            Recognition words, String text, int seq, long endMillis, int stable, boolean speculative, boolean isFinal) {
        return new Utterance(
                new UnitId(room.id(), turn, room.turns().generation(), 0, seq),
                text,
                isFinal,
                words.language(),
                Utterance.Source.SPEECH,
                "",
                startMillis,
                endMillis,
                words.averageLogProbability(),
                "",
                stable,
                speculative);
    }

    TurnEvent opened(long endMillis) {
        return event(
                Milestone.OPENED,
                room.clock().millis(),
                "",
                Map.of("speechStartMillis", (double) startMillis, "speechEndMillis", (double) endMillis));
    }

    TurnEvent speechEnd(long endMillis) {
        return event(Milestone.SPEECH_END, endMillis, "", Map.of());
    }

    /**
     * @param afterEndpointMillis from the decision that the utterance is over until its words were written
     * @param missing chunks of audio that never came
     */
    TurnEvent transcribed(Recognition words, double afterEndpointMillis, long missing) {
        double audio = words.audioMillis();
        return event(
                Milestone.TRANSCRIBED,
                room.clock().millis(),
                words.language(),
                Map.of(
                        "computeMillis",
                        words.computeMillis(),
                        "afterEndpointMillis",
                        afterEndpointMillis,
                        "audioMillis",
                        audio,
                        "missingChunks",
                        (double) missing,
                        "rtf",
                        audio == 0 ? 0 : words.computeMillis() / audio));
    }

    TurnEvent noSpeech(String why) {
        return event(Milestone.NO_SPEECH, room.clock().millis(), why, Map.of());
    }

    TurnEvent failed(String why) {
        return event(Milestone.STAGE_FAILED, room.clock().millis(), why, Map.of());
    }

    /** @param seq what sets it apart from others of the same kind in this utterance; the same when work is redone */
    Command command(BargeIn.Move move, int seq) {
        Command.Kind kind =
                switch (move.act()) {
                    case PAUSE -> Command.Kind.PAUSE;
                    case RESUME -> Command.Kind.RESUME;
                    case INTERRUPT -> Command.Kind.INTERRUPT;
                };
        return new Command(
                room.id(),
                turn + '/' + kind + '/' + seq,
                kind,
                move.turn(),
                Map.of("by", turn),
                AsrStage.NAME,
                move.why(),
                room.clock().millis());
    }

    private TurnEvent event(Milestone milestone, long at, String detail, Map<String, Double> figures) {
        return new TurnEvent(
                room.id(),
                turn,
                room.turns().generation(),
                AsrStage.NAME,
                milestone,
                -1,
                -1,
                engine.engineAndModel(),
                engine.deviceAndPrecision(),
                "",
                detail,
                figures,
                at);
    }
}
