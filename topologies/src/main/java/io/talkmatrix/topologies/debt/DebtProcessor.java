package io.talkmatrix.topologies.debt;

import io.talkmatrix.stage.Event;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Keeps {@link RoomDebts} of each room in a store and tells {@link MediaDebt} their sum. */
final class DebtProcessor implements Processor<String, Event, Void, Void> {

    static final String STORE = "debt-rooms";

    static final Duration TICK = Duration.ofMillis(500);

    private final MediaDebt sums;
    private final Map<String, Map<DebtStage, Owed>> owing = new HashMap<>();
    private KeyValueStore<String, RoomDebts> states;
    private String task;

    DebtProcessor(MediaDebt sums) {
        this.sums = sums;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        task = context.taskId().toString();
        states = context.getStateStore(STORE);
        try (KeyValueIterator<String, RoomDebts> all = states.all()) {
            all.forEachRemaining(entry -> note(entry.key, entry.value));
        }
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tell());
        tell();
    }

    @Override
    public void process(Record<String, Event> record) {
        RoomDebts known = states.get(record.key());
        RoomDebts before = known == null ? RoomDebts.empty() : known;
        RoomDebts after = before.on(record.value(), record.timestamp());
        if (after != before) {
            states.put(record.key(), after);
            note(record.key(), after);
        }
    }

    private void note(String room, RoomDebts debts) {
        if (debts.owing()) {
            owing.put(room, debts.owed());
        } else {
            owing.remove(room);
        }
    }

    private void tell() {
        Map<DebtStage, Owed> sum = new EnumMap<>(DebtStage.class);
        owing.values().forEach(room -> room.forEach((stage, owed) -> sum.merge(stage, owed, Owed::plus)));
        sums.set(task, sum);
    }

    /** Another process serves these rooms from now on, or none. */
    @Override
    public void close() {
        sums.remove(task);
    }
}
