package io.talkmatrix.asr;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.HostVoice;
import io.talkmatrix.stage.Room;
import io.talkmatrix.stage.StageRoom;
import io.talkmatrix.stage.Turns;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;

/** A room at a time that stands still unless it is set. */
final class TestRoom implements StageRoom, Turns {

    long nowMillis;
    Optional<String> active = Optional.empty();
    HostVoice host = HostVoice.silent();
    private final String language;

    TestRoom(long nowMillis) {
        this(nowMillis, "");
    }

    TestRoom(long nowMillis, String language) {
        this.nowMillis = nowMillis;
        this.language = language;
    }

    @Override
    public String id() {
        return "room";
    }

    @Override
    public Room settings() {
        Room room = Room.of("room");
        return room.toBuilder().language(language).build();
    }

    @Override
    public Turns turns() {
        return this;
    }

    @Override
    public Optional<String> active() {
        return active;
    }

    @Override
    public HostVoice hostVoice() {
        return host;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(Instant.ofEpochMilli(nowMillis), ZoneOffset.UTC);
    }

    @Override
    public int generation() {
        return 0;
    }

    @Override
    public boolean stale(String turn, int generation) {
        return false;
    }

    @Override
    public Cancellation watch(String turn, int generation) {
        return Cancellation.none();
    }

    @Override
    public boolean awaitStart(String turn, int generation, Duration deadline) {
        return true;
    }
}
