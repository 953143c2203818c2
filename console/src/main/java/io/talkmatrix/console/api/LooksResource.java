package io.talkmatrix.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Emotion;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a host looks: feelings and performances by request. */
@Path("/api/rooms/{room}/act")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "looks")
public class LooksResource {

    /**
     * What is asked; an emotion, a clip, or both.
     *
     * @param emotion neutral, happy, sad, surprised or serious, whatever is said; auto to feel what is said
     * @param intensity of the emotion, 0–1, 1 if it is not named
     * @param clip a gesture (nod, shake, tilt, wink, look-aside), a clip that every host knows, or one of the avatar's own
     * @param strength of the clip, −1 to 1, negative mirrors what has sides; 1 if it is not named
     */
    public record Act(String emotion, Double intensity, String clip, Double strength) {}

    private static final Set<String> FIELDS = Set.of("emotion", "intensity", "clip", "strength");
    private static final List<String> EMOTIONS = Stream.concat(
                    Stream.of("auto"), Arrays.stream(Emotion.values()).map(emotion -> emotion.name()
                            .toLowerCase(Locale.ROOT)))
            .toList();
    private static final Pattern CLIP = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final int LONGEST = 40;

    private final Desk desk;
    private final ObjectMapper mapper;
    private final Clock clock = Clock.systemUTC();

    @Inject
    public LooksResource(Desk desk, ObjectMapper mapper) {
        this.desk = desk;
        this.mapper = mapper;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "act",
            summary = "Lets the host feel something or perform a clip; it shows where the host speaks next")
    @RequestBody(content = @Content(schema = @Schema(implementation = Act.class)))
    public TurnsResource.Commanded act(@PathParam("room") String id, String body) {
        RoomForm form = RoomForm.parse(mapper, body, FIELDS);
        Map<String, String> arguments = new TreeMap<>();
        Optional<String> emotion = form.text("emotion", LONGEST);
        emotion.ifPresent(name -> {
            if (!EMOTIONS.contains(name)) {
                throw ProblemException.badField("emotion", RoomForm.quoted(name) + " is none of " + EMOTIONS);
            }
            arguments.put("emotion", name);
            arguments.put("intensity", Double.toString(form.decimal("intensity", 1, 0, 1)));
        });
        Optional<String> clip = form.text("clip", LONGEST);
        clip.ifPresent(name -> {
            if (!CLIP.matcher(name).matches()) {
                throw ProblemException.badField("clip", RoomForm.quoted(name) + " is not 1 to 40 of a–z 0–9 -");
            }
            arguments.put("clip", name);
            arguments.put("strength", Double.toString(form.decimal("strength", 1, -1, 1)));
        });
        if (arguments.isEmpty()) {
            throw ProblemException.badField("emotion", "or clip must be there");
        }
        desk.room(id);
        String command = UUID.randomUUID().toString();
        desk.written(desk.served()
                .backend()
                .send(new Command(
                        id,
                        command,
                        Command.Kind.ACT,
                        "",
                        arguments,
                        "api",
                        "asked for by the operator",
                        clock.millis())));
        return new TurnsResource.Commanded(command);
    }
}
