package io.talkmatrix.reply.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.inference.Inference;
import io.talkmatrix.inference.models.ModelStore;
import io.talkmatrix.moderation.WordList;
import io.talkmatrix.stage.Stage;
import io.talkmatrix.stage.Utterance;
import org.junit.jupiter.api.Test;

class ReplyConfigTest {

    @Test
    void onlyTheModelsThatAreNeededAreNamed() {
        ReplyConfig config = ReplyConfig.defaults();

        assertThat(ReplyWorker.models(config)).containsExactly("bge-small-zh", "minilm-l6", "smollm2-135m");
        assertThat(ReplyWorker.models(config.withLlm("none"))).containsExactly("bge-small-zh", "minilm-l6");
        assertThat(ReplyWorker.models(config.withServer("http://localhost:8000", "m", "")))
                .containsExactly("bge-small-zh", "minilm-l6");
    }

    @Test
    void mistakesNameKeyValueAndRange() {
        assertThatThrownBy(() -> ReplyConfig.defaults().withLlm(" ")).hasMessageContaining("reply.llm");
        assertThatThrownBy(() -> ReplyConfig.defaults().withServer("http://localhost:8000", "", ""))
                .hasMessageContaining("reply.llm-url-model");
    }

    @Test
    void aKeyVariableThatIsNotSetIsNamed() {
        ReplyConfig config = ReplyConfig.defaults().withServer("http://localhost:8000", "m", "CHAT_KEY");

        assertThatThrownBy(() -> ReplyWorker.create(
                        config, new Inference(), ModelStore.ofProcess(), () -> WordList.EMPTY, name -> null))
                .hasMessageContaining("CHAT_KEY")
                .hasMessageContaining("not set");
    }

    @Test
    void theStageNamesWhatReallyAnswers() {
        Inference inference = new Inference();
        ModelStore models = ModelStore.ofProcess();
        try (Stage<Utterance> stage =
                ReplyWorker.create(ReplyConfig.defaults().withLlm("none"), inference, models, () -> WordList.EMPTY)) {
            assertThat(stage.engine().engineAndModel()).isEqualTo("common-answers/bge-small-zh+minilm-l6");
        }
        try (Stage<Utterance> stage =
                ReplyWorker.create(ReplyConfig.defaults(), inference, models, () -> WordList.EMPTY)) {
            assertThat(stage.engine().engineAndModel()).isEqualTo("llama.cpp/smollm2-135m");
        }
    }
}
