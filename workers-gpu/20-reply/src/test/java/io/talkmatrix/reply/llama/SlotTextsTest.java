package io.talkmatrix.reply.llama;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SlotTextsTest {

    private final SlotTexts slots = new SlotTexts(2, .25);

    @Test
    void nothingIsHeldAtFirst() {
        assertThat(slots.held("hello")).isZero();
    }

    @Test
    void theBeginningThatIsSharedIsHeld() {
        slots.holds("persona. how are you");
        assertThat(slots.held("persona. how old are you")).isEqualTo("persona. how ".length());
        assertThat(slots.held("persona")).isEqualTo("persona".length());
        assertThat(slots.held("")).isZero();
    }

    @Test
    void aSlotForgetsWhatDiffers() {
        slots.holds("persona. how are you");
        slots.holds("persona. what");
        assertThat(slots.held("persona. how are you")).isEqualTo("persona. ".length());
    }

    @Test
    void whatHasLittleInCommonTakesTheSlotThatWasUsedLongestAgo() {
        slots.holds("tea is what this room is about");
        slots.holds("music is what the other room is about");
        slots.holds("tea is what this room is about, indeed");
        slots.holds("a third room");
        assertThat(slots.held("tea is what this room is about, indeed")).isEqualTo(38);
        assertThat(slots.held("music is what the other room is about")).isZero();
    }
}
