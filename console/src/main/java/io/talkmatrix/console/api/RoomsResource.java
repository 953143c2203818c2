package io.talkmatrix.console.api;

import io.talkmatrix.console.Console;
import io.talkmatrix.stage.Room;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.ServiceUnavailableException;
import jakarta.ws.rs.core.MediaType;
import java.util.List;

/** {@code /api/rooms}. */
@Path("/api/rooms")
@Produces(MediaType.APPLICATION_JSON)
public class RoomsResource {

    private final Console console;

    @Inject
    public RoomsResource(Console console) {
        this.console = console;
    }

    @GET
    public List<Room> all() {
        return console.served()
                .orElseThrow(ServiceUnavailableException::new)
                .backend()
                .rooms();
    }
}
