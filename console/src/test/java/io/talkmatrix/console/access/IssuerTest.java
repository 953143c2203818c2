package io.talkmatrix.console.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.console.access.Entrance.Issued;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tokens signed with real keys, by an issuer that serves its discovery document and its keys over HTTP. */
class IssuerTest {

    private LocalIssuer local;
    private Issuer issuer;

    @BeforeEach
    void start() throws Exception {
        local = new LocalIssuer();
        issuer = new Issuer(settings(Map.of()));
    }

    @AfterEach
    void stop() {
        local.close();
    }

    @Test
    void aTokenOfTheIssuerForUsIsAccepted() throws Exception {
        assertThat(issuer.check(local.token(local.claims()))).isInstanceOf(Issued.Accepted.class);
        assertThat(issuer.check(local.token(local.claims()))).isInstanceOf(Issued.Accepted.class);
        assertThat(local.asked("/keys")).isEqualTo(1);
    }

    @Test
    void whoIsMeantAndWhoSignedAndUntilWhenMatter() throws Exception {
        JwtClaims others = local.claims();
        others.setAudience("somebody-else");
        JwtClaims foreign = local.claims();
        foreign.setIssuer("https://issuer.example");
        JwtClaims old = local.claims();
        old.setExpirationTimeMinutesInTheFuture(-2);
        JwtClaims eternal = local.claims();
        eternal.unsetClaim("exp");
        assertThat(refusal(others)).contains("aud");
        assertThat(refusal(foreign)).contains("iss");
        assertThat(refusal(old)).isEqualTo("the token has expired");
        assertThat(refusal(eternal)).contains("exp");
        String[] parts = local.token(local.claims()).split("\\.");
        String bent = parts[0] + '.' + parts[1] + '.' + (parts[2].startsWith("A") ? "B" : "A") + parts[2].substring(1);
        assertThat(issuer.check(bent)).isInstanceOf(Issued.Refused.class);
    }

    @Test
    void unsignedTokensAndThoseOfASharedSecretAreRefused() throws Exception {
        assertThat(issuer.check(local.unsigned(local.claims()))).isInstanceOf(Issued.Refused.class);
        assertThat(issuer.check(local.signedWithThePublicKeyAsSecret(local.claims())))
                .isInstanceOf(Issued.Refused.class);
    }

    @Test
    void aKeyThatIsNotTheIssuersIsRefusedAndItsKeysAreNotAskedForAgainAndAgain() throws Exception {
        issuer.check(local.token(local.claims()));
        var stranger = RsaJwkGenerator.generateJwk(2048);
        stranger.setKeyId("stranger");
        for (int i = 0; i < 20; i++) {
            assertThat(issuer.check(
                            LocalIssuer.signed(local.claims(), stranger, AlgorithmIdentifiers.RSA_USING_SHA256)))
                    .isInstanceOf(Issued.Refused.class);
        }
        assertThat(local.asked("/keys")).isLessThanOrEqualTo(2);
    }

    @Test
    void aClaimThatIsAskedForMustBeThere() throws Exception {
        Issuer operators = new Issuer(settings(Map.of("TALKMATRIX_OIDC_CLAIM", "groups=studio")));
        assertThat(operators.check(local.token(local.claims())))
                .isEqualTo(new Issued.Refused("the token does not hold groups=studio"));
        JwtClaims member = local.claims();
        member.setStringListClaim("groups", List.of("sales", "studio"));
        assertThat(operators.check(local.token(member))).isInstanceOf(Issued.Accepted.class);
    }

    @Test
    void anIssuerThatIsAwayIsNoRefusal() throws Exception {
        String token = local.token(local.claims());
        local.close();
        assertThat(issuer.check(token))
                .isInstanceOfSatisfying(Issued.Unknown.class, unknown -> assertThat(unknown.why())
                        .startsWith("the issuer " + local.address()));
    }

    @Test
    void aCodeIsExchangedWithItsVerifier() throws Exception {
        assertThat(issuer.login()).hasValue(new Issuers.Login(local.address() + "/authorize", LocalIssuer.CLIENT));
        String token = issuer.token("code-1", "verifier-1", "http://127.0.0.1:8080/");
        assertThat(issuer.check(token)).isInstanceOf(Issued.Accepted.class);
        assertThat(local.lastForm())
                .contains("grant_type=authorization_code", "code=code-1", "code_verifier=verifier-1")
                .contains("redirect_uri=http%3A%2F%2F127.0.0.1%3A8080%2F");
        assertThatThrownBy(() -> issuer.token("stolen", "verifier-1", "http://127.0.0.1:8080/"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("does not exchange the code: HTTP 400");
    }

    @Test
    void settingsThatWouldOpenTheDoorAreRefused() {
        assertThat(IssuerSettings.of(Map.of())).isEmpty();
        assertThatThrownBy(() -> IssuerSettings.of(Map.of("TALKMATRIX_OIDC_ISSUER", "https://login.example")))
                .hasMessageContaining("needs TALKMATRIX_OIDC_CLIENT_ID or TALKMATRIX_OIDC_AUDIENCE");
        assertThatThrownBy(() -> IssuerSettings.of(Map.of(
                        "TALKMATRIX_OIDC_ISSUER", "http://login.example", "TALKMATRIX_OIDC_CLIENT_ID", "studio")))
                .hasMessageContaining("TALKMATRIX_OIDC_ISSUER=http://login.example is no https address");
        assertThatThrownBy(() -> settings(Map.of("TALKMATRIX_OIDC_CLAIM", "studio")))
                .hasMessageContaining("TALKMATRIX_OIDC_CLAIM=studio is not NAME=VALUE");
        assertThat(IssuerSettings.of(Map.of(
                                "TALKMATRIX_OIDC_ISSUER", "https://login.example/studio",
                                "TALKMATRIX_OIDC_AUDIENCE", "api"))
                        .orElseThrow()
                        .issuer())
                .isEqualTo(URI.create("https://login.example/studio"));
    }

    private String refusal(JwtClaims claims) throws Exception {
        return ((Issued.Refused) issuer.check(local.token(claims))).why();
    }

    private IssuerSettings settings(Map<String, String> more) {
        Map<String, String> variables = new java.util.HashMap<>(more);
        variables.put("TALKMATRIX_OIDC_ISSUER", local.address());
        variables.put("TALKMATRIX_OIDC_CLIENT_ID", LocalIssuer.CLIENT);
        return IssuerSettings.of(variables).orElseThrow();
    }
}
