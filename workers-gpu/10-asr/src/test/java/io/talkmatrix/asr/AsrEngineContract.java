package io.talkmatrix.asr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.talkmatrix.stage.Cancellation;
import io.talkmatrix.stage.CancelledException;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every recognition engine that knows English keeps to. */
public abstract class AsrEngineContract {

    private static final List<String> ENGLISH = List.of("en");

    private final Clips.Clip clip = Clips.shortSentence();

    /** The engine under test, shared by all tests. */
    protected abstract AsrEngine engine();

    @Test
    void speechBecomesItsWords() {
        Transcript heard = engine().transcribe(clip.samples(), ENGLISH, Cancellation.none());
        assertThat(WordErrors.count(clip.words(), heard.text()))
                .as(heard.text())
                .isLessThanOrEqualTo(1);
        assertThat(heard.text()).isEqualTo(heard.text().strip());
        assertThat(heard.language()).isEqualTo("en");
        assertThat(heard.languageProbability()).isBetween(0f, 1f);
        assertThat(heard.noSpeechProbability()).isBetween(0f, 0.5f);
        assertThat(heard.averageLogProbability()).isBetween(-1f, 0f);
    }

    @Test
    void whatIsSettledStaysAtTheBeginning() {
        Transcript whole = engine().transcribe(clip.samples(), ENGLISH, Cancellation.none());
        List<Piece> settled = whole.pieces().subList(0, whole.pieces().size() / 2);
        Transcript goingOn = engine().transcribe(clip.samples(), ENGLISH, settled, Cancellation.none());
        assertThat(goingOn.text()).isEqualTo(whole.text());
        float[] other = Arrays.copyOf(clip.samples(), clip.samples().length / 2);
        Transcript changed = engine().transcribe(other, ENGLISH, settled, Cancellation.none());
        assertThat(changed.pieces()).startsWith(settled.toArray(Piece[]::new));
    }

    @Test
    void silenceHasNoWords() {
        assertThat(engine().transcribe(new float[16_000], ENGLISH, Cancellation.none())
                        .empty())
                .isTrue();
    }

    @Test
    void theSameAudioIsHeardAlikeAndStaysAsItWas() {
        float[] samples = clip.samples();
        Transcript first = engine().transcribe(samples, ENGLISH, Cancellation.none());
        assertThat(samples).containsExactly(clip.samples());
        assertThat(engine().transcribe(samples, ENGLISH, Cancellation.none())).isEqualTo(first);
    }

    @Test
    void roomsMayAskAtOnce() throws Exception {
        Transcript alone = engine().transcribe(clip.samples(), ENGLISH, Cancellation.none());
        List<CompletableFuture<Transcript>> rooms = IntStream.range(0, 3)
                .mapToObj(room -> CompletableFuture.supplyAsync(
                        () -> engine().transcribe(clip.samples(), ENGLISH, Cancellation.none())))
                .toList();
        for (CompletableFuture<Transcript> room : rooms) {
            assertThat(room.get(60, TimeUnit.SECONDS)).isEqualTo(alone);
        }
    }

    @Test
    void moreAudioThanItTakesIsRefused() {
        float[] samples = new float[engine().maxSamples() + 1];
        assertThatThrownBy(() -> engine().transcribe(samples, ENGLISH, Cancellation.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(String.valueOf(engine().maxSamples()));
    }

    @Test
    void aLanguageItDoesNotKnowIsNamed() {
        assertThatThrownBy(() -> engine().transcribe(clip.samples(), List.of("xx"), Cancellation.none()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'xx'");
    }

    @Test
    void aCutTurnIsNotRecognisedToItsEnd() {
        assertThatThrownBy(() -> engine().transcribe(clip.samples(), ENGLISH, new Cut()))
                .isInstanceOf(CancelledException.class);
    }

    @Test
    void itSaysWhatItIs() {
        assertThat(engine().info().engine()).isNotBlank();
        assertThat(engine().info().model()).isNotBlank();
        assertThat(engine().info().device()).isNotBlank();
    }

    private static final class Cut implements Cancellation {
        @Override
        public boolean cancelled() {
            return true;
        }

        @Override
        public void onCancel(Runnable action) {
            action.run();
        }

        @Override
        public void close() {
            // nothing to release
        }
    }
}
