package io.talkmatrix.tts.mandarin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MandarinNormaliserTest {

    static java.util.List<String> sentences() throws java.io.IOException {
        return MandarinFrontEndTest.sentences();
    }

    @ParameterizedTest
    @MethodSource("sentences")
    void liveStreamSentencesAreSpelledOutAsInTheReference(String line) {
        String[] columns = line.split("\t");

        assertThat(MandarinNormaliser.normalise(columns[0])).isEqualTo(columns[1]);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2024-05-01 | 二零二四年五月一日",
                "2024/11/11开抢 | 二零二四年十一月十一日开抢",
                "1998年 | 一九九八年",
                "1000年前 | 一千年前",
                "8:30 | 八点三十分",
                "08:05 | 八点零五分",
                "9:00-18:00 | 九点到十八点",
                "2:00 | 两点",
                "20:15:09 | 二十点十五分九秒",
                "13812345678 | 幺三八，幺二三四，五六七八",
                "010-12345678 | 零幺零，幺二三四五六七八",
                "400-820-8820 | 四零零，八二零，八八二零",
                "5.5% | 百分之五点五",
                "10%-20% | 百分之十到百分之二十",
                "3‰ | 千分之三",
                "¥1,299 | 一千二百九十九元",
                "￥3万 | 三万元",
                "$20 | 二十美元",
                "38-44码 | 三十八到四十四码",
                "3~5天 | 三到五天",
                "1/2 | 二分之一",
                "零下-5℃ | 零下负五摄氏度",
                "500ml | 五百毫升",
                "1.5L | 一点五升",
                "10kg | 十公斤",
                "5000mAh | 五千毫安时",
                "90m² | 九十平方米",
                "2个 | 两个",
                "第2个 | 第二个",
                "12个 | 十二个",
                "2年级 | 二年级",
                "2年 | 两年",
                "2小时 | 两小时",
                "8.5折 | 八五折",
                "666 | 六六六",
                "666元 | 六百六十六元",
                "618大促 | 六一八大促",
                "双11 | 双十一",
                "10w粉丝 | 十万粉丝",
                "3.14 | 三点一四",
                "007 | 零零七",
                "0 | 零",
                "10 | 十",
                "110 | 一百一十",
                "1005 | 一千零五",
                "2000 | 两千",
                "20002 | 两万零二",
                "10010000 | 一千零一万",
                "100000001元 | 一亿零一元",
                "123456789 | 一二三四五六七八九",
                "７＋８ | 七加八",
                "3×4 | 三乘四",
                "iPhone 15 | iPhone 十五",
                "No.1 | 第一",
                "A&B | A和B",
            })
    void writtenSignsAreReadAloud(String written, String read) {
        assertThat(MandarinNormaliser.normalise(written)).isEqualTo(read);
    }

    @Test
    void veryLongNumbersAreReadDigitByDigit() {
        assertThat(MandarinNormaliser.normalise("12345678901234567890个")).startsWith("一二三四五六七八九零");
    }
}
