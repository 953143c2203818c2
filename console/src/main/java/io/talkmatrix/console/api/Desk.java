package io.talkmatrix.console.api;

import io.talkmatrix.console.Console;
import io.talkmatrix.stage.Room;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What every resource begins with: is the console served, is the room there, was it written. */
@ApplicationScoped
public class Desk {

    private static final long WRITE_SECONDS = 12;

    private final Console console;

    @Inject
    public Desk(Console console) {
        this.console = console;
    }

    Console.Served served() {
        return console.served()
                .orElseThrow(() -> ProblemException.unavailable(
                        "the console is not served by this process, or not yet: start it with ./talkmatrix up"));
    }

    Room room(String id) {
        return served().backend()
                .room(id)
                .orElseThrow(() -> ProblemException.notFound("there is no open room " + RoomForm.quoted(id)));
    }

    /** An open room or one that is stopped. */
    Room known(String id) {
        return served().backend()
                .room(id)
                .or(() -> served().backend().stopped().stream()
                        .filter(room -> room.room().equals(id))
                        .findFirst())
                .orElseThrow(() -> ProblemException.notFound("there is no room " + RoomForm.quoted(id)));
    }

    /** Waits until Kafka has it. */
    <T> T written(CompletionStage<T> writing) {
        try {
            return writing.toCompletableFuture().get(WRITE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw ProblemException.unavailable(
                    "Kafka did not take it: " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw ProblemException.unavailable("Kafka did not take it within " + WRITE_SECONDS + " s");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ProblemException.unavailable("the server is stopping");
        }
    }
}
