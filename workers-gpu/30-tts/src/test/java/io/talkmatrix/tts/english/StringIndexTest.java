package io.talkmatrix.tts.english;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StringIndexTest {

    @Test
    void everyStringIsFoundUnderItsNumberAndNoOther() {
        StringIndex.Builder builder = new StringIndex.Builder();
        for (int i = 0; i < 5_000; i++) {
            builder.add("word" + i);
        }
        StringIndex index = builder.build();

        assertThat(index.size()).isEqualTo(5_000);
        for (int i = 0; i < 5_000; i++) {
            assertThat(index.find("word" + i)).isEqualTo(i);
            assertThat(index.contains("word" + i + "x")).isFalse();
        }
    }

    @Test
    void stringsOfOneHashAreToldApart() {
        StringIndex.Builder builder = new StringIndex.Builder();
        builder.add("Aa");
        builder.add("BB");
        StringIndex index = builder.build();

        assertThat(index.find("Aa")).isZero();
        assertThat(index.find("BB")).isEqualTo(1);
        assertThat(index.find("C#")).isEqualTo(StringIndex.ABSENT);
    }

    @Test
    void anEmptyIndexHasNothing() {
        StringIndex empty = new StringIndex.Builder().build();

        assertThat(empty.find("")).isEqualTo(StringIndex.ABSENT);
    }
}
