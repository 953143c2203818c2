package io.talkmatrix.console.pages;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.talkmatrix.stage.AudioChunk;
import io.talkmatrix.stage.Command;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The page's microphone in a real browser; it hears a file. */
@QuarkusTest
class MicrophonePageTest extends PageTest {

    @Test
    void whatTheMicrophoneHearsArrivesResampledWithoutGapsOrAliases() throws InterruptedException {
        page.openRoom();
        browser.run("document.body.focus()");

        browser.key("keyDown", " ", "Space");
        List<AudioChunk> chunks = new ArrayList<>();
        while (chunks.size() < 60) {
            chunks.add(heard());
        }
        browser.key("keyUp", " ", "Space");
        AudioChunk last = heard();
        while (!last.endOfStream()) {
            chunks.add(last);
            last = heard();
        }

        assertThat(chunks).extracting(AudioChunk::stream).containsOnly(last.stream());
        for (int i = 0; i < chunks.size(); i++) {
            assertThat(chunks.get(i).seq()).isEqualTo(i);
        }
        assertThat(last.seq()).isEqualTo(chunks.size());
        // Of pieces that each span five messages; a busy machine may break some, a fault of ours would break all.
        List<Double> heard = new ArrayList<>();
        List<Double> folded = new ArrayList<>();
        List<Double> rest = new ArrayList<>();
        for (int i = 10; i + 5 <= chunks.size(); i += 5) {
            double[] sound = samples(chunks.subList(i, i + 5));
            heard.add(TestSound.amplitude(sound, TestSound.TONE_HZ));
            folded.add(TestSound.amplitude(sound, TestSound.ALIAS_HZ));
            rest.add(TestSound.without(sound, TestSound.TONE_HZ));
        }
        assertThat(median(heard)).isBetween(0.97 * TestSound.AMPLITUDE, 1.03 * TestSound.AMPLITUDE);
        assertThat(median(folded)).as("11 kHz folded to 5 kHz").isLessThan(0.002);
        assertThat(median(rest)).as("a gap breaks the tone").isLessThan(0.005);
        assertThat(browser.errors()).isEmpty();
    }

    @Test
    void speakingOverTheHostPausesIt() throws InterruptedException {
        page.openRoom();
        page.room.speak("t1", "a tone");
        browser.await("talkmatrix.player.activity === 'speaking'", "talkmatrix.player.activity");

        browser.key("keyDown", " ", "Space");

        assertThat(page.stand.backend.commands.poll(20, TimeUnit.SECONDS))
                .extracting(Command::kind)
                .isEqualTo(Command.Kind.PAUSE);
        browser.await("talkmatrix.player.silenced", "talkmatrix.player.silenced");
        browser.key("keyUp", " ", "Space");
    }

    private AudioChunk heard() throws InterruptedException {
        AudioChunk chunk = page.stand.backend.heard.poll(30, TimeUnit.SECONDS);
        assertThat(chunk)
                .as("sound from the page, whose log says " + browser.errors())
                .isNotNull();
        return chunk;
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static double[] samples(List<AudioChunk> chunks) {
        int length = chunks.stream().mapToInt(AudioChunk::samples).sum();
        double[] all = new double[length];
        int at = 0;
        for (AudioChunk chunk : chunks) {
            for (int i = 0; i < chunk.samples(); i++) {
                all[at++] = (short) (chunk.pcm()[2 * i] & 0xff | chunk.pcm()[2 * i + 1] << 8) / 32_768.0;
            }
        }
        return all;
    }
}
