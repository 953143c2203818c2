package io.talkmatrix.console.kafka;

import io.talkmatrix.console.ConsoleBackend.Following;
import io.talkmatrix.console.activity.RoomActivity;
import io.talkmatrix.console.activity.RoomNews;
import io.talkmatrix.console.activity.RoomSnapshot;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnTimeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** One room's activity and who follows it. Safe for use from any thread. */
final class RoomWatch {

    private final RoomActivity activity;
    private final List<Consumer<RoomNews>> followers = new ArrayList<>();

    RoomWatch(int mostTurns) {
        this.activity = new RoomActivity(mostTurns);
    }

    synchronized void take(Event event) {
        for (RoomNews news : activity.take(event)) {
            List.copyOf(followers).forEach(follower -> follower.accept(news));
        }
    }

    synchronized RoomSnapshot snapshot() {
        return activity.snapshot();
    }

    synchronized Optional<TurnTimeline> timeline(String turn) {
        return activity.timeline(turn);
    }

    synchronized Following follow(Consumer<RoomNews> listener) {
        listener.accept(new RoomNews.Known(activity.snapshot()));
        followers.add(listener);
        return () -> leave(listener);
    }

    private synchronized void leave(Consumer<RoomNews> listener) {
        followers.remove(listener);
    }
}
