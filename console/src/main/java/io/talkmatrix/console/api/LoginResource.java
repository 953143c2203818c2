package io.talkmatrix.console.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.talkmatrix.console.access.Issuers;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How a page comes by a token; open to everybody. */
@Path("/api/login")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "installation")
public class LoginResource {

    private static final int LONGEST = 4_096;

    /**
     * How to log in.
     *
     * @param authorize address of the issuer's login; empty if a token is asked for instead
     * @param client client id to name there
     */
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    public record LoginView(String authorize, String client) {}

    /**
     * What the issuer's login gave to a page.
     *
     * @param code to be exchanged for a token
     * @param verifier whose SHA-256 was shown as {@code code_challenge}
     * @param redirect the {@code redirect_uri} that was named
     */
    public record CodeForm(String code, String verifier, String redirect) {}

    /** @param token for the header {@code Authorization: Bearer} */
    public record TokenView(String token) {}

    private final Issuers issuers;

    @Inject
    public LoginResource(Issuers issuers) {
        this.issuers = issuers;
    }

    @GET
    @Operation(operationId = "getLogin", summary = "How pages log in: by an issuer, or with the console's token")
    public LoginView login() {
        try {
            return issuers.login()
                    .map(login -> new LoginView(login.authorize(), login.client()))
                    .orElseGet(() -> new LoginView("", ""));
        } catch (IOException e) {
            throw ProblemException.unavailable(e.getMessage());
        }
    }

    @POST
    @Path("/token")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "exchangeCode", summary = "Exchanges the code of the issuer's login for a token")
    public TokenView exchange(CodeForm form) {
        if (form == null) {
            throw ProblemException.badRequest("code, verifier and redirect are missing");
        }
        require("code", form.code());
        require("verifier", form.verifier());
        require("redirect", form.redirect());
        try {
            return new TokenView(issuers.token(form.code(), form.verifier(), form.redirect()));
        } catch (IOException e) {
            throw ProblemException.unavailable(e.getMessage());
        }
    }

    private static void require(String field, String value) {
        if (value == null || value.isBlank() || value.length() > LONGEST) {
            throw ProblemException.badField(field, "must be 1 to " + LONGEST + " characters");
        }
    }
}
