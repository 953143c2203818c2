package io.talkmatrix.console.replay;

import io.talkmatrix.stage.TurnEvent;
import java.util.List;
import java.util.Optional;

/** Past turns of this installation. Safe for use from any thread. */
public interface Past {

    /** Stages that a replay may begin with, in the order of the flow. */
    List<String> STAGES = List.of("asr", "reply", "tts", "face");

    /** Where a replay is. */
    enum State {
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * A replay of one turn.
     *
     * @param id name of its topics, {@code replay.ID}
     * @param fromStage the first stage that works again
     * @param report for people, lines; empty while it runs
     * @param same whether nothing differs; false while it runs
     * @param detail what it does, or why it failed
     */
    record Replay(
            String id,
            String room,
            String turn,
            String fromStage,
            State state,
            List<String> report,
            boolean same,
            String detail) {}

    /**
     * Milestones of a turn in order, of how far it was played only the last; empty if nothing is on record. Waits for
     * Kafka, some seconds at most.
     *
     * @throws IllegalStateException if Kafka does not answer in time
     */
    List<TurnEvent> events(String room, String turn);

    /**
     * Begins a replay beside everything live.
     *
     * @param fromStage one of {@link #STAGES}
     * @return empty if one runs already: they take what processor time live rooms leave
     */
    Optional<Replay> replay(String room, String turn, String fromStage);

    /** One of the latest replays. */
    Optional<Replay> find(String id);
}
