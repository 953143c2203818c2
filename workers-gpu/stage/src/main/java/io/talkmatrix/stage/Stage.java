package io.talkmatrix.stage;

import java.util.List;

/**
 * One stage of the pipeline: reads events of one kind, writes units of the next. Immutable and shared by all rooms;
 * what changes lives in {@link RoomSession}. Made by the worker's wiring, closed by the runtime.
 *
 * @param <I> kind of event it reads
 */
public interface Stage<I extends Event> extends AutoCloseable {

    /** {@code asr}, {@code reply}, {@code tts} or {@code face}; also the consumer group. */
    String name();

    Class<I> input();

    /** What does the work, for milestones and health: never empty, and true (a fallback engine states itself). */
    EngineInfo engine();

    /** What does the work in a room that was made ready, where that is not the same for all. */
    default EngineInfo engine(Room room) {
        return engine();
    }

    /** Why a room that was made ready is served in a lesser way than it asks for; empty if it is not. */
    default String degraded(Room room) {
        return "";
    }

    /** How soon its work is needed, beside that of other stages on the same processor. */
    default Urgency urgency() {
        return Urgency.VOICE;
    }

    /**
     * Makes ready what a room needs (its avatar, its knowledge) before anybody waits for it. May take seconds.
     *
     * @return what a person should know about the room's settings; empty if all is well
     * @throws StageFailedException something the room names cannot be used, with the reason
     */
    default List<String> prepare(Room room) throws InterruptedException {
        return List.of();
    }

    /** Opens the mutable part for one room. Called again after the room was idle for long or moved here. */
    RoomSession<I> open(StageRoom room);

    /** Releases models and threads. Called once, after the last session is closed. */
    @Override
    void close();
}
