package io.talkmatrix.standalone.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.models.ModelCatalogue;
import io.talkmatrix.reply.app.ReplyConfig;
import io.talkmatrix.standalone.config.Settings;
import io.talkmatrix.standalone.config.SettingsException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StageChoiceTest {

    private static final Settings USUAL = Settings.defaults("default");
    private static final Settings SERVER =
            USUAL.withReply(USUAL.reply().withServer("http://set:1/v1", "set-model", "SHOP_KEY"));
    private static final StageChoice NOTHING = new StageChoice("default", Optional.empty(), Optional.empty());

    @Test
    void withoutAServerTheSettingsStay() {
        assertThat(NOTHING.over(USUAL, true)).isEqualTo(USUAL);
    }

    @Test
    void theCommandLineWinsOverTheSettings() {
        StageChoice choice = new StageChoice("default", Optional.of("http://flag:1/v1"), Optional.of("flag-model"));
        ReplyConfig reply = choice.over(SERVER, false).reply();

        assertThat(reply).isEqualTo(SERVER.reply().withServer("http://flag:1/v1", "flag-model", "SHOP_KEY"));
    }

    @Test
    void theServersKeyIsTheUsualVariableOnlyWhereItIsSetAndNoOtherIsNamed() {
        StageChoice choice = new StageChoice("default", Optional.of("http://flag:1/v1"), Optional.empty());

        assertThat(choice.over(USUAL, false).reply().llmKeyVariable()).isEmpty();
        assertThat(choice.over(USUAL, true).reply().llmKeyVariable()).isEqualTo("TALKMATRIX_LLM_KEY");
        assertThat(choice.over(SERVER, true).reply().llmKeyVariable()).isEqualTo("SHOP_KEY");
    }

    @Test
    void eachProfileNeedsItsModels() {
        assertThat(DefaultModels.of("default"))
                .containsExactlyInAnyOrderElementsOf(ModelCatalogue.builtIn().defaultSet());
        assertThat(DefaultModels.of("edge"))
                .contains("whisper-tiny.en", "hibari")
                .doesNotContain("whisper-base", "smollm2-135m", "kokoro-82m");
    }

    @Test
    void aServerMakesTheLocalModelNeedless() {
        assertThat(DefaultModels.of(SERVER)).doesNotContain("smollm2-135m").contains("whisper-base");
    }

    @Test
    void aModelThatIsNotInTheCatalogueIsRefused() {
        Settings settings = USUAL.withReply(USUAL.reply().withLlm("smollm"));
        ModelCatalogue catalogue = ModelCatalogue.builtIn();

        DefaultModels.check(USUAL, catalogue);
        assertThatThrownBy(() -> DefaultModels.check(settings, catalogue))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("talkmatrix.reply.llm=smollm is no model of the catalogue")
                .hasMessageContaining("smollm2-135m");
    }
}
