package io.talkmatrix.standalone.cli;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topic;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.Event;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** A room's turns, event by event. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the turns of a room in order; without --room, the rooms there are.",
            "按顺序打印房间的各个回合；不带 --room 时列出所有房间。"
        })
public class InspectCommand implements Callable<Integer> {

    private static final Duration READ = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    @Option(names = "--room", paramLabel = "ROOM", description = "Room id.")
    String room;

    @Option(names = "--turn", paramLabel = "TURN", description = "Only this turn.")
    String turn;

    @Mixin
    StackOptions options;

    @Inject
    StackFactory stacks;

    @Override
    public Integer call() throws InterruptedException {
        Progress progress = Progress.onStandardError();
        try (Stack stack = stacks.attachOrStart(options.settings(), progress)) {
            progress.done();
            if (room == null) {
                return listRooms(stack);
            }
            return print(listing(stack));
        }
    }

    private int listRooms(Stack stack) {
        Map<String, List<TurnEvent>> rooms = new TreeMap<>();
        try (EventTail<TurnEvent> tail = stack.tailOfAll(Topics.TURN_EVENTS)) {
            tail.readToEnd(READ)
                    .forEach(received -> rooms.computeIfAbsent(received.event().room(), id -> new ArrayList<>())
                            .add(received.event()));
        }
        if (rooms.isEmpty()) {
            System.out.println("No turn is on record.");
        } else {
            System.out.printf(Locale.ROOT, "%-24s %5s  %-19s  %s%n", "ROOM", "TURNS", "LAST", "ENDED");
        }
        rooms.forEach(InspectCommand::printRoom);
        System.out.flush();
        return 0;
    }

    private static void printRoom(String id, List<TurnEvent> events) {
        TurnEvent last = events.get(events.size() - 1);
        String outcome =
                switch (last.milestone()) {
                    case TURN_ENDED -> last.detail();
                    case NO_SPEECH -> "no speech";
                    default -> "open, last " + last.milestone() + " of " + last.stage();
                };
        System.out.printf(
                Locale.ROOT,
                "%-24s %5d  %-19s  %s%n",
                id,
                events.stream().map(TurnEvent::turn).distinct().count(),
                TIME.format(Instant.ofEpochMilli(last.atMillis()).atZone(ZoneId.systemDefault())),
                outcome);
    }

    private TurnListing listing(Stack stack) {
        TurnListing listing = new TurnListing(ZoneId.systemDefault());
        read(stack, Topics.TURN_EVENTS, TurnEvent::turn).forEach(at -> listing.add(at.event()));
        read(stack, Topics.TEXT_ASR, utterance -> utterance.id().turn())
                .forEach(at -> listing.add(at.event(), at.timestampMillis()));
        read(stack, Topics.TEXT_REPLY, segment -> segment.id().turn())
                .forEach(at -> listing.add(at.event(), at.timestampMillis()));
        return listing;
    }

    private <E extends Event> List<Received<E>> read(Stack stack, Topic<E> topic, Function<E, String> turnOf) {
        try (EventTail<E> tail = stack.tail(topic, room)) {
            return tail.readToEnd(READ).stream()
                    .filter(received -> turn == null || turn.equals(turnOf.apply(received.event())))
                    .toList();
        }
    }

    private int print(TurnListing listing) {
        if (listing.isEmpty()) {
            throw new UserError(
                    UserError.Kind.NO_INPUT,
                    turn == null
                            ? "no turn of room " + room + " is on record; inspect without --room lists the rooms"
                            : "no turn " + turn + " of room " + room + " is on record");
        }
        listing.lines().forEach(System.out::println);
        System.out.flush();
        return 0;
    }
}
