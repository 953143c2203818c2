package io.talkmatrix.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.activity.TurnView;
import io.talkmatrix.console.replay.Past;
import io.talkmatrix.console.replay.PastTurns;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.TurnEvent;
import io.talkmatrix.stage.TurnTimeline;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Talking in a room: questions, interrupting, what was said and where its time went. */
@Path("/api/rooms/{room}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "turns")
public class TurnsResource {

    /** A typed question. */
    public record Question(String text) {}

    /** The turn that a question opened. */
    public record Asked(String turn) {}

    /** A command that was handed on. */
    public record Commanded(String command) {}

    /** Where to begin. */
    public record Wanted(String fromStage) {}

    private static final int LONGEST_ID = 64;

    private final Desk desk;
    private final PastTurns pastTurns;
    private final ObjectMapper mapper;
    private final Clock clock = Clock.systemUTC();

    @Inject
    public TurnsResource(Desk desk, PastTurns pastTurns, ObjectMapper mapper) {
        this.desk = desk;
        this.pastTurns = pastTurns;
        this.mapper = mapper;
    }

    @POST
    @Path("say")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "say", summary = "Asks the host a typed question")
    @RequestBody(content = @Content(schema = @Schema(implementation = Question.class)))
    public Asked say(@PathParam("room") String id, String body) {
        int longest = desk.served().settings().questionCharacters();
        String text = RoomForm.parse(mapper, body, Set.of("text")).text("text", "", longest);
        if (text.isEmpty()) {
            throw ProblemException.badField("text", "must not be empty");
        }
        return new Asked(desk.written(desk.served().backend().ask(desk.room(id), text)));
    }

    @POST
    @Path("interrupt")
    @Operation(operationId = "interrupt", summary = "Stops what the host says")
    public Commanded interrupt(@PathParam("room") String id) {
        return command(id, Command.Kind.INTERRUPT, "stopped by the operator");
    }

    @POST
    @Path("pause")
    @Operation(operationId = "pause", summary = "Lets the host fall silent; without a word for 1.5 s it goes on")
    public Commanded pause(@PathParam("room") String id) {
        return command(id, Command.Kind.PAUSE, "paused by the operator");
    }

    @POST
    @Path("resume")
    @Operation(operationId = "resume", summary = "Lets the host go on where it fell silent")
    public Commanded resume(@PathParam("room") String id) {
        return command(id, Command.Kind.RESUME, "resumed by the operator");
    }

    @GET
    @Path("turns")
    @Operation(operationId = "listTurns", summary = "The latest turns, newest first")
    public List<TurnView> turns(@PathParam("room") String id) {
        desk.room(id);
        return desk.served().backend().snapshot(id).turns();
    }

    @GET
    @Path("turns/{turn}/timeline")
    @Operation(operationId = "getTimeline", summary = "Where the time of an ended turn went")
    public TurnTimeline timeline(@PathParam("room") String id, @PathParam("turn") String turn) {
        desk.room(id);
        return desk.served()
                .backend()
                .timeline(id, turn)
                .orElseThrow(() -> ProblemException.notFound(
                        "turn " + RoomForm.quoted(turn) + " has no timeline: it has not ended or is forgotten"));
    }

    @GET
    @Path("turns/{turn}/events")
    @Operation(operationId = "listTurnEvents", summary = "What happened in a turn, milestone by milestone")
    public List<TurnEvent> events(@PathParam("room") String room, @PathParam("turn") String turn) {
        desk.known(room);
        List<TurnEvent> events;
        try {
            events = past().events(room, turn(turn));
        } catch (IllegalStateException e) {
            throw ProblemException.unavailable("Kafka does not say what happened: " + e.getMessage());
        }
        if (events.isEmpty()) {
            throw ProblemException.notFound("nothing is on record of turn " + RoomForm.quoted(turn));
        }
        return events;
    }

    @POST
    @Path("turns/{turn}/replays")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "replay", summary = "Feeds a turn to the stages once more, apart from everything live")
    @RequestBody(content = @Content(schema = @Schema(implementation = Wanted.class)))
    public Past.Replay replay(@PathParam("room") String room, @PathParam("turn") String turn, String body) {
        desk.known(room);
        String stage = RoomForm.parse(mapper, body, Set.of("fromStage")).text("fromStage", "tts", LONGEST_ID);
        if (!Past.STAGES.contains(stage)) {
            throw ProblemException.badField("fromStage", "must be one of " + String.join(", ", Past.STAGES));
        }
        return past().replay(room, turn(turn), stage)
                .orElseThrow(
                        () -> ProblemException.tooMany("a replay runs already; another one may begin when it is done"));
    }

    private Past past() {
        desk.served();
        return pastTurns.past().orElseThrow(() -> ProblemException.unavailable("this process keeps no past turns"));
    }

    private static String turn(String id) {
        if (id.isEmpty() || id.length() > LONGEST_ID || !id.matches("[A-Za-z0-9._:-]+")) {
            throw ProblemException.notFound("there is no turn " + RoomForm.quoted(id));
        }
        return id;
    }

    private Commanded command(String id, Command.Kind kind, String why) {
        desk.room(id);
        String command = UUID.randomUUID().toString();
        desk.written(
                desk.served().backend().send(new Command(id, command, kind, "", Map.of(), "api", why, clock.millis())));
        return new Commanded(command);
    }
}
