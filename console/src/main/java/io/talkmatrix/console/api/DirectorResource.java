package io.talkmatrix.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.activity.CommentView;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.LiveEvent;
import io.talkmatrix.stage.Room;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** A live room's comments, and its director's work. */
@Path("/api/rooms/{room}")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "director")
public class DirectorResource {

    private static final String PLATFORM = "console";
    private static final int NAME = 80;
    private static final int TEXT = 1_000;
    private static final int WORDS = 2_000;

    /**
     * Something that happened in a live room.
     *
     * @param kind comment (if it is not named), gift, enter, follow or like
     * @param user display name
     * @param text words of a comment, name of a gift
     * @param count how many gifts or likes
     */
    public record Happening(String kind, String user, String text, int count) {}

    /** The turn that it becomes if it is taken up. */
    public record Noted(String turn) {}

    /**
     * What the director is to do.
     *
     * @param order say (word for word, at once), ask (answer this before everything else), hold, go or skip
     * @param text what is said or answered
     * @param user who asked
     */
    public record Order(@Schema(name = "do") String order, String text, String user) {}

    /** A command that was handed on. */
    public record Commanded(String command) {}

    private final Desk desk;
    private final ObjectMapper mapper;
    private final Clock clock = Clock.systemUTC();

    @Inject
    public DirectorResource(Desk desk, ObjectMapper mapper) {
        this.desk = desk;
        this.mapper = mapper;
    }

    @GET
    @Path("comments")
    @Operation(operationId = "listComments", summary = "The latest live events with what came of them, newest first")
    public List<CommentView> comments(@PathParam("room") String id) {
        desk.room(id);
        return desk.served().backend().snapshot(id).comments();
    }

    @POST
    @Path("comments")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "comment", summary = "A comment, gift, entry, follow or like, as from a live platform")
    @RequestBody(content = @Content(schema = @Schema(implementation = Happening.class)))
    public Noted comment(@PathParam("room") String id, String body) {
        Room room = desk.room(id);
        RoomForm form = RoomForm.parse(mapper, body, Set.of("kind", "user", "text", "count"));
        LiveEvent.Kind kind = kind(form.text("kind", "comment", 20));
        String text = form.text("text", "", TEXT);
        if (text.isEmpty() && (kind == LiveEvent.Kind.COMMENT || kind == LiveEvent.Kind.GIFT)) {
            throw ProblemException.badField("text", "must not be empty");
        }
        LiveEvent event = new LiveEvent(
                room.room(),
                PLATFORM,
                UUID.randomUUID().toString(),
                kind,
                form.text("user", "", NAME),
                text,
                form.number("count", 1, 1, 1_000_000),
                Map.of(),
                clock.millis());
        desk.written(desk.served().backend().happened(event));
        return new Noted(event.turn());
    }

    private static LiveEvent.Kind kind(String name) {
        return Arrays.stream(LiveEvent.Kind.values())
                .filter(kind -> kind.name().equals(name.toUpperCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> ProblemException.badField(
                        "kind", RoomForm.quoted(name) + " is none of comment, gift, enter, follow, like"));
    }

    @POST
    @Path("director")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "direct",
            summary =
                    "say: these words, at once. ask: answer this next. hold: nothing but what an operator says. go: goes on."
                            + " skip: the next item of the script")
    @RequestBody(content = @Content(schema = @Schema(implementation = Order.class)))
    public Commanded direct(@PathParam("room") String id, String body) {
        desk.room(id);
        RoomForm form = RoomForm.parse(mapper, body, Set.of("do", "text", "user"));
        String order = form.text("do", "", 10);
        String text = form.text("text", "", WORDS);
        boolean words = order.equals("say") || order.equals("ask");
        if (!words && !Set.of("hold", "go", "skip").contains(order)) {
            throw ProblemException.badField("do", RoomForm.quoted(order) + " is none of say, ask, hold, go, skip");
        }
        if (words && text.isEmpty()) {
            throw ProblemException.badField("text", "must not be empty");
        }
        Map<String, String> arguments = new HashMap<>();
        arguments.put(words ? order.equals("say") ? "text" : "ask" : "do", words ? text : order);
        arguments.put("user", form.text("user", "", NAME));
        Command.Kind kind = words ? Command.Kind.SAY : Command.Kind.DIRECT;
        String command = UUID.randomUUID().toString();
        desk.written(desk.served()
                .backend()
                .send(new Command(id, command, kind, "", arguments, "api", "asked by the operator", clock.millis())));
        return new Commanded(command);
    }
}
