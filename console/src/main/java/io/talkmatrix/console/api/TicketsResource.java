package io.talkmatrix.console.api;

import io.talkmatrix.console.access.Tickets;
import jakarta.inject.Inject;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tickets for WebSockets. */
@Path("/api/tickets")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "installation")
public class TicketsResource {

    /** @param ticket for the query of one WebSocket upgrade: {@code ?ticket=…} */
    public record Ticket(String ticket) {}

    private final Tickets tickets;

    @Inject
    public TicketsResource(Tickets tickets) {
        this.tickets = tickets;
    }

    @POST
    @Operation(operationId = "issueTicket", summary = "A ticket for one WebSocket, good for 30 s")
    public Ticket issue() {
        return new Ticket(tickets.issue());
    }
}
