package io.talkmatrix.standalone.cli;

import io.talkmatrix.runtime.EventTail;
import io.talkmatrix.runtime.Received;
import io.talkmatrix.schemas.Topics;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.standalone.stack.Stack;
import io.talkmatrix.standalone.stack.StackFactory;
import io.talkmatrix.standalone.stack.StackOptions;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
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
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS");

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
            try (EventTail<TurnEvent> tail = stack.tail(Topics.TURN_EVENTS, room)) {
                return print(tail.readToEnd(READ).stream().map(Received::event).toList());
            }
        }
    }

    private int listRooms(Stack stack) {
        TreeSet<String> rooms = new TreeSet<>();
        try (EventTail<TurnEvent> tail = stack.tailOfAll(Topics.TURN_EVENTS)) {
            tail.readToEnd(READ).forEach(received -> rooms.add(received.event().room()));
        }
        rooms.forEach(System.out::println);
        return 0;
    }

    private int print(List<TurnEvent> events) {
        Map<String, TurnEvent> firstOfTurn = new LinkedHashMap<>();
        for (TurnEvent event : events) {
            if (turn != null && !turn.equals(event.turn())) {
                continue;
            }
            TurnEvent first = firstOfTurn.get(event.turn());
            if (first == null) {
                firstOfTurn.put(event.turn(), event);
                first = event;
                System.out.printf("%nturn %s  %s%n", event.turn(), time(event.atMillis()));
            }
            System.out.println(line(event, event.atMillis() - first.atMillis()));
        }
        if (firstOfTurn.isEmpty()) {
            throw new UserError(UserError.Kind.NO_INPUT, "no turn of room " + room + " is on record");
        }
        System.out.flush();
        return 0;
    }

    private static String line(TurnEvent event, long millis) {
        StringBuilder line = new StringBuilder(
                String.format(Locale.ROOT, "  %+8d ms  %-10s %-12s", millis, event.stage(), event.milestone()));
        append(line, "segment", event.segment());
        if (event.ptsSamples() >= 0) {
            line.append(String.format(Locale.ROOT, " at %.2f s", event.ptsSamples() / 24_000.0));
        }
        append(line, "", event.detail());
        append(line, "by", event.engine());
        append(line, "on", event.device());
        append(line, "degraded:", event.degraded());
        event.figures().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(figure ->
                        line.append(String.format(Locale.ROOT, " %s=%.4g", figure.getKey(), figure.getValue())));
        return line.toString();
    }

    private static void append(StringBuilder line, String name, int value) {
        if (value >= 0) {
            line.append(' ').append(name).append(' ').append(value);
        }
    }

    private static void append(StringBuilder line, String name, String value) {
        if (!value.isEmpty()) {
            line.append(' ').append(name.isEmpty() ? "" : name + ' ').append(value);
        }
    }

    private static String time(long millis) {
        return TIME.format(Instant.ofEpochMilli(millis).atZone(ZoneId.systemDefault()));
    }
}
