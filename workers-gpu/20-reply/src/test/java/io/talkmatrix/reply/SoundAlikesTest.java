package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.reply.mandarin.HanLpPronunciation;
import java.util.List;
import org.junit.jupiter.api.Test;

class SoundAlikesTest {

    private static final Pronunciation PRONUNCIATION = new HanLpPronunciation();
    private static final SoundAlikes ALIKES =
            SoundAlikes.of(List.of("优惠券怎么领", "可以用花呗吗", "包邮吗", "时间够不够", "Is it 防水?"), PRONUNCIATION);

    @Test
    void whatSoundsLikeTheKnowledgeAndIsNoWordIsWrittenLikeIt() {
        assertThat(ALIKES.mended("那个又会劝在哪里呀")).isEqualTo("那个优惠券在哪里呀");
        assertThat(ALIKES.mended("知识花北分析吗")).isEqualTo("知识花呗分析吗");
        assertThat(ALIKES.mended("你们这个包油码运费要多少钱")).isEqualTo("你们这个包邮吗运费要多少钱");
    }

    @Test
    void wordsOfTheirOwnStay() {
        assertThat(ALIKES.mended("我们要实践")).isEqualTo("我们要实践");
        assertThat(ALIKES.mended("怎么领优惠券")).isEqualTo("怎么领优惠券");
    }

    @Test
    void textWithoutChineseStays() {
        assertThat(ALIKES.mended("")).isEmpty();
        assertThat(ALIKES.mended("a")).isEqualTo("a");
        assertThat(ALIKES.mended("Is it 👍 waterproof?")).isEqualTo("Is it 👍 waterproof?");
        assertThat(SoundAlikes.of(List.of(), PRONUNCIATION).mended("又会劝")).isEqualTo("又会劝");
    }
}
