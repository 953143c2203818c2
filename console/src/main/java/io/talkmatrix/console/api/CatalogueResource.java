package io.talkmatrix.console.api;

import io.talkmatrix.console.Catalogue;
import io.talkmatrix.console.activity.StageStatus;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What rooms can be given, and how the stages do. */
@Path("/api")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "installation")
public class CatalogueResource {

    private final Desk desk;

    @Inject
    public CatalogueResource(Desk desk) {
        this.desk = desk;
    }

    @GET
    @Path("stages")
    @Operation(operationId = "listStages", summary = "How each stage does: device, model, speed, queue, debt")
    public List<StageStatus> stages() {
        return desk.served().backend().stages();
    }

    @GET
    @Path("voices")
    @Operation(operationId = "listVoices", summary = "Voices to choose from")
    public List<Catalogue.VoiceChoice> voices() {
        return desk.served().catalogue().voices();
    }

    @GET
    @Path("avatars")
    @Operation(operationId = "listAvatars", summary = "Faces to choose from")
    public List<Catalogue.AvatarChoice> avatars() {
        return desk.served().catalogue().avatars();
    }

    @GET
    @Path("avatars/{name}/picture")
    @Produces("image/jpeg")
    @Operation(operationId = "avatarPicture", summary = "A face, small, as JPEG")
    @APIResponse(responseCode = "200", content = @Content(mediaType = "image/jpeg"))
    public Response avatarPicture(@PathParam("name") String name) {
        byte[] jpeg = desk.served()
                .catalogue()
                .avatarPicture(name)
                .orElseThrow(() -> ProblemException.notFound("there is no face of this name"));
        return Response.ok(jpeg).header("Cache-Control", "private, max-age=60").build();
    }

    @GET
    @Path("knowledge")
    @Operation(operationId = "listKnowledge", summary = "Files of common answers to choose from")
    public List<Catalogue.KnowledgeChoice> knowledge() {
        return desk.served().catalogue().knowledge();
    }
}
