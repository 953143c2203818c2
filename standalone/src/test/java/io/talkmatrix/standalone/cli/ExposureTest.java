package io.talkmatrix.standalone.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ExposureTest {

    private static final String KEY = "TALKMATRIX_CONSOLE_TOKEN";

    @Test
    void thisMachineNeedsNoKey() {
        assertThatCode(() -> Exposure.require("127.0.0.1", Map.of())).doesNotThrowAnyException();
        assertThatCode(() -> Exposure.require("localhost", Map.of())).doesNotThrowAnyException();
    }

    @Test
    void otherMachinesAreServedWithAKeyOnly() {
        assertThatThrownBy(() -> Exposure.require("0.0.0.0", Map.of()))
                .isInstanceOfSatisfying(
                        UserError.class, error -> assertThat(error.kind()).isEqualTo(UserError.Kind.CONFIG))
                .hasMessageContaining("--host 0.0.0.0 serves other machines: set TALKMATRIX_CONSOLE_TOKEN");
        assertThatCode(() -> Exposure.require("0.0.0.0", Map.of(KEY, "0123456789abcdef")))
                .doesNotThrowAnyException();
    }

    @Test
    void aKeyThatCanBeGuessedIsNone() {
        assertThatThrownBy(() -> Exposure.require("0.0.0.0", Map.of(KEY, "0123456789abcde")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("has 15 characters")
                .hasMessageContaining("at least 16")
                .hasMessageNotContainingAny("0123456789abcde");
    }

    @Test
    void anIssuerTakesTheKeysPlaceAndABadOneIsNamedAtOnce() {
        Map<String, String> issuer =
                Map.of("TALKMATRIX_OIDC_ISSUER", "https://login.example", "TALKMATRIX_OIDC_CLIENT_ID", "studio");
        assertThatCode(() -> Exposure.require("0.0.0.0", issuer)).doesNotThrowAnyException();
        assertThatThrownBy(
                        () -> Exposure.require("127.0.0.1", Map.of("TALKMATRIX_OIDC_ISSUER", "https://login.example")))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("TALKMATRIX_OIDC_AUDIENCE");
    }
}
