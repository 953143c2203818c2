package io.talkmatrix.reply;

import static org.assertj.core.api.Assertions.assertThat;

import io.talkmatrix.stage.Emotion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EmotionRuleTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    HAPPY     | 欢迎来到直播间！
                    HAPPY     | 恭喜这位朋友中奖了
                    HAPPY     | 谢谢大家的支持
                    HAPPY     | 没问题，马上给您安排
                    HAPPY     | 这件衣服真的很好看
                    HAPPY     | Welcome to the show!
                    HAPPY     | Thank you so much for the gift.
                    HAPPY     | I'm really glad you like it.
                    HAPPY     | That is a great question.
                    SAD       | 非常抱歉，这款已经卖完了
                    SAD       | 真的很遗憾
                    SAD       | 他今天不高兴
                    SAD       | 对不起，让您久等了
                    SAD       | I'm sorry, that one is sold out.
                    SAD       | Unfortunately we cannot help with that.
                    SAD       | She was not happy about it.
                    SURPRISED | 哇，居然这么便宜！
                    SURPRISED | 没想到大家这么热情
                    SURPRISED | 真的吗？
                    SURPRISED | Wow, that is unbelievable!
                    SURPRISED | I can't believe how fast it is.
                    SERIOUS   | 请注意，孕妇切勿使用
                    SERIOUS   | 使用前务必仔细阅读说明书
                    SERIOUS   | Warning: do not use near water.
                    SERIOUS   | Please be careful, this is important.
                    SERIOUS   | 未成年人禁止打赏
                    NEUTRAL   | 这款有三种颜色
                    NEUTRAL   | 我们下午三点发货
                    NEUTRAL   | The battery lasts ten hours.
                    NEUTRAL   | It ships from Shanghai.
                    NEUTRAL   | The greatest height is two metres.
                    NEUTRAL   | 这个不危险
                    NEUTRAL   | There is no risk.
                    """)
    void aClauseIsSaidAsItsWordsTell(Emotion emotion, String clause) {
        assertThat(EmotionRule.of(clause)).isEqualTo(emotion);
    }

    @Test
    void strongerWordsAreSaidMoreStrongly() {
        float plain = EmotionRule.intensity("我们很开心");
        assertThat(EmotionRule.intensity("我们非常开心，太好了！")).isGreaterThan(plain);
        assertThat(plain).isBetween(.4f, .9f);
        assertThat(EmotionRule.intensity("三种颜色")).isZero();
        assertThat(EmotionRule.intensity("wow wow wow wow wow!")).isEqualTo(1);
    }

    @Test
    void aPhraseGoesBeforeTheWordsInIt() {
        assertThat(EmotionRule.of("没问题")).isEqualTo(Emotion.HAPPY);
        assertThat(EmotionRule.of("no problem")).isEqualTo(Emotion.HAPPY);
        assertThat(EmotionRule.of("大家注意，好消息来了！太好了！")).isEqualTo(Emotion.HAPPY);
    }

    @Test
    void emptyTextIsNeutral() {
        assertThat(EmotionRule.of("")).isEqualTo(Emotion.NEUTRAL);
    }
}
