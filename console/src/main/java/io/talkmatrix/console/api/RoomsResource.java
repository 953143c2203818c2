package io.talkmatrix.console.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.talkmatrix.console.Console.Served;
import io.talkmatrix.console.ConsoleBackend;
import io.talkmatrix.console.live.LiveRoom;
import io.talkmatrix.stage.Command;
import io.talkmatrix.stage.Room;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.CacheControl;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Rooms: listed, made, cloned, changed, started, stopped, deleted. Each change is written to the audit trail. */
@Path("/api/rooms")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "rooms")
public class RoomsResource {

    private final Desk desk;
    private final ObjectMapper mapper;
    private final Clock clock = Clock.systemUTC();

    @Inject
    public RoomsResource(Desk desk, ObjectMapper mapper) {
        this.desk = desk;
        this.mapper = mapper;
    }

    @GET
    @Operation(
            operationId = "listRooms",
            summary = "All open rooms with what they do; with stopped=true also those that are stopped")
    public List<RoomView> all(@QueryParam("stopped") boolean stopped) {
        Served served = desk.served();
        List<Room> rooms = new ArrayList<>(served.backend().rooms());
        if (stopped) {
            rooms.addAll(served.backend().stopped());
        }
        return rooms.stream().map(room -> view(served, room)).toList();
    }

    @GET
    @Path("{room}")
    @Operation(operationId = "getRoom", summary = "One room")
    public RoomView one(@PathParam("room") String id) {
        return view(desk.served(), desk.known(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "createRoom", summary = "Makes a room; what is not named has its default")
    @RequestBody(content = @Content(schema = @Schema(implementation = RoomSettings.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RoomView.class)))
    public Response create(String body) {
        Served served = desk.served();
        return made(served, rules(served).create(body, RoomsResource::newId, clock.millis()), "made by api");
    }

    @POST
    @Path("{room}/clone")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "cloneRoom", summary = "Makes a room like this one; the body names what is different")
    @RequestBody(content = @Content(schema = @Schema(implementation = RoomSettings.class)))
    @APIResponse(responseCode = "201", content = @Content(schema = @Schema(implementation = RoomView.class)))
    public Response copy(@PathParam("room") String id, String body) {
        Served served = desk.served();
        Room copy = rules(served).copy(body, desk.known(id), RoomsResource::newId, clock.millis());
        return made(served, copy, "made like " + id + " by api");
    }

    @POST
    @Path("{room}/start")
    @Operation(operationId = "startRoom", summary = "Serves a stopped room again")
    public RoomView start(@PathParam("room") String id) {
        Served served = desk.served();
        Room before = desk.known(id);
        requirePlace(served);
        Room room = before.opened(clock.millis());
        desk.written(served.backend().save(room, RoomChange.of(before, room, "api")));
        return view(served, room);
    }

    @POST
    @Path("{room}/stop")
    @Operation(
            operationId = "stopRoom",
            summary = "Ends a room's turns; it keeps its settings and can be started again")
    public RoomView stop(@PathParam("room") String id) {
        Served served = desk.served();
        Room before = desk.room(id);
        Room room = before.closed(clock.millis());
        end(served, id, "the room was stopped");
        desk.written(served.backend().save(room, RoomChange.of(before, room, "api")));
        return view(served, room);
    }

    private Response made(Served served, Room room, String change) {
        requirePlace(served);
        ConsoleBackend backend = served.backend();
        boolean stopped =
                backend.stopped().stream().anyMatch(known -> known.room().equals(room.room()));
        if (stopped || backend.room(room.room()).isPresent()) {
            throw ProblemException.conflict("room", "there is already a room " + room.room());
        }
        desk.written(backend.save(room, change));
        return Response.created(URI.create("/api/rooms/" + room.room()))
                .entity(view(served, room))
                .build();
    }

    private static void requirePlace(Served served) {
        if (served.backend().rooms().size() >= served.settings().mostRooms()) {
            throw ProblemException.tooMany("there are already "
                    + served.settings().mostRooms() + " rooms (talkmatrix.console.most-rooms): stop one first");
        }
    }

    private static String newId() {
        return "room-" + UUID.randomUUID().toString().substring(0, 8);
    }

    @PUT
    @Path("{room}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "changeRoom", summary = "Changes a room; what is not named stays as it is")
    @RequestBody(content = @Content(schema = @Schema(implementation = RoomSettings.class)))
    @APIResponse(responseCode = "200", content = @Content(schema = @Schema(implementation = RoomView.class)))
    public RoomView change(@PathParam("room") String id, String body) {
        Served served = desk.served();
        Room before = desk.known(id);
        Room room = rules(served).change(body, before, clock.millis());
        desk.written(served.backend().save(room, RoomChange.of(before, room, "api")));
        return view(served, room);
    }

    @DELETE
    @Path("{room}")
    @Operation(operationId = "deleteRoom", summary = "Ends a room's turns and closes it")
    @APIResponse(responseCode = "204", description = "It is closed")
    public Response delete(@PathParam("room") String id) {
        Served served = desk.served();
        Room room = desk.known(id);
        if (room.state() == Room.State.OPEN) {
            end(served, id, "the room was deleted");
        }
        desk.written(served.backend().save(room.deleted(clock.millis()), "deleted by api"));
        return Response.noContent().build();
    }

    private void end(Served served, String id, String why) {
        String command = UUID.randomUUID().toString();
        desk.written(served.backend()
                .send(new Command(id, command, Command.Kind.CLOSE_ROOM, "", Map.of(), "api", why, clock.millis())));
    }

    @GET
    @Path("{room}/thumbnail.jpg")
    @Produces("image/jpeg")
    @Operation(operationId = "getThumbnail", summary = "What is seen in the room now")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/jpeg"))
    @APIResponse(responseCode = "204", description = "There is no picture yet")
    public Response thumbnail(@PathParam("room") String id) {
        desk.room(id);
        CacheControl fresh = new CacheControl();
        fresh.setNoStore(true);
        return desk.served()
                .live()
                .room(id)
                .flatMap(LiveRoom::thumbnail)
                .map(Response::ok)
                .orElseGet(Response::noContent)
                .cacheControl(fresh)
                .build();
    }

    private RoomRules rules(Served served) {
        return new RoomRules(mapper, served.catalogue());
    }

    private static RoomView view(Served served, Room room) {
        return RoomView.of(
                room, served.backend().snapshot(room.room()), served.live().room(room.room()));
    }
}
