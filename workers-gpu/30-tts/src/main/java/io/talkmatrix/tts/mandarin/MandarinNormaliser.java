package io.talkmatrix.tts.mandarin;

import static io.talkmatrix.tts.mandarin.ChineseNumber.digits;
import static io.talkmatrix.tts.mandarin.ChineseNumber.quantity;
import static io.talkmatrix.tts.mandarin.ChineseNumber.telephone;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spells out numbers, dates, times, prices, units and signs the way a Mandarin speaker reads them. The rules are tried
 * in their order, each over the whole text, because later ones would misread what earlier ones recognise.
 */
final class MandarinNormaliser {

    /** A quantity: thousands commas, decimals. */
    private static final String N = "\\d+(?:,\\d{3})*(?:\\.\\d+)?";

    private static final String RANGE = "\\s*[-~～—–]\\s*";

    /** Words that count: 2 before them is 两. */
    private static final String MEASURES = "个|件|位|款|瓶|盒|袋|包|箱|双|条|张|次|天|点|小时|分钟|年(?!级)|只|台|斤|公斤|千|万|亿|杯|套|种|块"
            + "|组|片|本|颗|支|米|倍|百|对|份|把|台|家|名|场|人|口|罐|桶|串|周|秒|层|排|步|遍|趟|句|首|部";

    private static final String[][] UNITS = {
        {"kWh", "度"},
        {"mAh", "毫安时"},
        {"min", "分钟"},
        {"kg|KG|Kg", "公斤"},
        {"mg", "毫克"},
        {"km", "公里"},
        {"cm", "厘米"},
        {"mm", "毫米"},
        {"ml|mL|ML", "毫升"},
        {"Hz", "赫兹"},
        {"℃|°C", "摄氏度"},
        {"℉|°F", "华氏度"},
        {"㎡|m²", "平方米"},
        {"°", "度"},
        {"g", "克"},
        {"L", "升"},
        {"m", "米"},
        {"h", "小时"},
        {"s", "秒"},
        {"W", "瓦"},
        {"w", "万"},
        {"k", "千"},
    };

    private record Rule(Pattern pattern, Function<MatchResult, String> reading) {}

    private static final List<Rule> RULES = new ArrayList<>();

    static {
        rule(
                "(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})(?!\\d)",
                m -> digits(m.group(1)) + "年" + quantity(plain(m.group(2))) + "月" + quantity(plain(m.group(3))) + "日");
        rule("(?<!\\d)(\\d{4})(?=年(?![前后内间来龄的]))", m -> digits(m.group(1)));
        rule("(\\d{1,2}[:：]\\d{2})" + RANGE + "(?=\\d{1,2}[:：]\\d{2})", m -> m.group(1) + "到");
        rule("(?<!\\d)(\\d{1,2})[:：](\\d{2})(?:[:：](\\d{2}))?(?!\\d)", MandarinNormaliser::time);
        rule(
                "(?<!\\d)(1[3-9]\\d)[- ]?(\\d{4})[- ]?(\\d{4})(?!\\d)",
                m -> telephone(m.group(1)) + "，" + telephone(m.group(2)) + "，" + telephone(m.group(3)));
        rule("(?<![\\d.])((?:400|800|0\\d{2,3})-\\d{3,4}-?\\d{3,4})(?!\\d)", m -> telephoneGroups(m.group(1)));
        rule("(?<![\\d.])(6{3,}|8{4,})(?![\\d.%]|\\s*[元块个件人次万亿米斤年分])", m -> digits(m.group(1)));
        rule("(?<![\\d.])(618|315)(?=大促|活动|购物|年中|狂欢|优惠|预售|晚会|专场)", m -> digits(m.group(1)));
        rule("(?<![\\d.])(\\d)\\.(\\d)(?=折)", m -> digits(m.group(1) + m.group(2)));
        rule(
                "(" + N + ")\\s*%" + RANGE + "(" + N + ")\\s*%",
                m -> "百分之" + quantity(m.group(1)) + "到百分之" + quantity(m.group(2)));
        rule(
                "(" + N + ")" + RANGE + "(" + N + ")\\s*%",
                m -> "百分之" + quantity(m.group(1)) + "到百分之" + quantity(m.group(2)));
        rule("(" + N + ")\\s*%", m -> "百分之" + quantity(m.group(1)));
        rule("(" + N + ")\\s*‰", m -> "千分之" + quantity(m.group(1)));
        rule("[¥￥]\\s*(" + N + ")([万亿])?", m -> quantity(m.group(1)) + orEmpty(m.group(2)) + "元");
        rule("\\$\\s*(" + N + ")([万亿])?", m -> quantity(m.group(1)) + orEmpty(m.group(2)) + "美元");
        rule("(" + N + ")" + RANGE + "(?=" + N + "[\\u4e00-\\u9fffa-zA-Z℃°㎡])", m -> m.group(1) + "到");
        rule("(?<![\\d/])(\\d+)/(\\d+)(?![\\d/])", m -> quantity(m.group(2)) + "分之" + quantity(m.group(1)));
        rule("(?<![\\w.])[-−](?=" + N + ")", m -> "负");
        for (String[] unit : UNITS) {
            rule("(" + N + ")\\s*(?:" + unit[0] + ")(?![A-Za-z])", m -> m.group(1) + unit[1]);
        }
        rule("(?i)\\bno\\.\\s*(?=\\d)", m -> "第");
        rule("(?<![\\d.,第])2(?=(?:" + MEASURES + ")(?!月))", m -> "两");
        rule("(?<![A-Za-z\\d.,])(\\d{9,})(?![\\d.,]|[元块个件人次万])", m -> digits(m.group(1)));
        rule(N, m -> quantity(m.group()));
        rule("(?<=[零一二三四五六七八九十百千万亿])\\s*[×xX*]\\s*(?=[零一二三四五六七八九十两])", m -> "乘");
        rule("&", m -> "和");
        rule("@", m -> " at ");
        rule("[+＋]", m -> "加");
        rule("=", m -> "等于");
    }

    private MandarinNormaliser() {}

    static String normalise(String text) {
        String out = halfWidth(text);
        for (Rule rule : RULES) {
            out = rule.pattern()
                    .matcher(out)
                    .replaceAll(m -> Matcher.quoteReplacement(rule.reading().apply(m)));
        }
        return out;
    }

    /** Full-width letters, digits and number signs; Chinese punctuation stays. */
    private static String halfWidth(String text) {
        StringBuilder out = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean wide = c >= '０' && c <= '９'
                    || c >= 'Ａ' && c <= 'Ｚ'
                    || c >= 'ａ' && c <= 'ｚ'
                    || "％．＋－／＝＆＠＃＄＊".indexOf(c) >= 0;
            out.append(wide ? (char) (c - 0xFEE0) : c);
        }
        return out.toString();
    }

    private static String time(MatchResult m) {
        String minutes = m.group(2);
        StringBuilder out = new StringBuilder(quantity(plain(m.group(1)))).append('点');
        if (out.charAt(0) == '二' && out.length() == 2) {
            out.setCharAt(0, '两');
        }
        if (!minutes.equals("00") || m.group(3) != null) {
            if (minutes.charAt(0) == '0' && !minutes.equals("00")) {
                out.append('零');
            }
            out.append(quantity(plain(minutes))).append('分');
        }
        if (m.group(3) != null) {
            out.append(quantity(plain(m.group(3)))).append('秒');
        }
        return out.toString();
    }

    private static String telephoneGroups(String number) {
        StringBuilder out = new StringBuilder();
        for (String group : number.split("-")) {
            out.append(out.length() == 0 ? "" : "，").append(telephone(group));
        }
        return out.toString();
    }

    /** Without leading zeros, so that it is read as a quantity. */
    private static String plain(String digits) {
        return Integer.toString(Integer.parseInt(digits));
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }

    private static void rule(String pattern, Function<MatchResult, String> reading) {
        RULES.add(new Rule(Pattern.compile(pattern), reading));
    }
}
