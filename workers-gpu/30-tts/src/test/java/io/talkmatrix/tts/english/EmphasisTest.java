package io.talkmatrix.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EmphasisTest {

    @Test
    void aMarkIsSetBeforeTheFirstVowel() {
        assertThat(Emphasis.LIGHT.apply("stɹɔŋ")).isEqualTo("stɹˌɔŋ");
        assertThat(Emphasis.STRONG.apply("stɹɔŋ")).isEqualTo("stɹˈɔŋ");
        assertThat(Emphasis.STRONG.apply("s")).isEqualTo("s");
    }

    @Test
    void marksThatAreThereStay() {
        assertThat(Emphasis.LIGHT.apply("ˌɛvəɹ")).isEqualTo("ˌɛvəɹ");
        assertThat(Emphasis.STRONG.apply("həlˈO")).isEqualTo("həlˈO");
        assertThat(Emphasis.AS_IS.apply("həlˈO")).isEqualTo("həlˈO");
    }

    @Test
    void strongTurnsSecondaryIntoPrimary() {
        assertThat(Emphasis.STRONG.apply("ðˌɪs")).isEqualTo("ðˈɪs");
    }

    @Test
    void weakerTurnsPrimaryIntoSecondaryAndDropsTheOthers() {
        assertThat(Emphasis.WEAKER.apply("ˈimˌAl")).isEqualTo("ˌimAl");
        assertThat(Emphasis.WEAKER.apply("ðˌɪs")).isEqualTo("ðˌɪs");
    }

    @Test
    void noneRemovesAllMarks() {
        assertThat(Emphasis.NONE.apply("ˈimˌAl")).isEqualTo("imAl");
    }

    @Test
    void theSpellingDecides() {
        assertThat(Emphasis.ofSpelling("deal")).isEqualTo(Emphasis.AS_IS);
        assertThat(Emphasis.ofSpelling("Deal")).isEqualTo(Emphasis.LIGHT);
        assertThat(Emphasis.ofSpelling("DEAL")).isEqualTo(Emphasis.STRONG);
    }
}
