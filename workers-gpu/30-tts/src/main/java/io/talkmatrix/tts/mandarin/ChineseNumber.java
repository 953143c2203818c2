package io.talkmatrix.tts.mandarin;

/** Reads digits in Chinese. */
final class ChineseNumber {

    private static final String DIGITS = "零一二三四五六七八九";
    private static final String[] GROUP_UNITS = {"", "万", "亿", "万亿"};
    private static final String[] UNITS = {"", "十", "百", "千"};

    /** Longer integers are read digit by digit. */
    private static final int LONGEST_INTEGER = 16;

    private ChineseNumber() {}

    /** Digit by digit; anything that is not a digit is dropped. */
    static String digits(String text) {
        return digits(text, '一');
    }

    /** Digit by digit as in telephone numbers: 1 is 幺. */
    static String telephone(String text) {
        return digits(text, '幺');
    }

    private static String digits(String text, char one) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9') {
                out.append(c == '1' ? one : DIGITS.charAt(c - '0'));
            }
        }
        return out.toString();
    }

    /** A quantity: thousands commas and a decimal point are allowed; a leading 0 is read digit by digit. */
    static String quantity(String text) {
        String plain = text.replace(",", "");
        int point = plain.indexOf('.');
        if (point >= 0) {
            String whole = plain.substring(0, point);
            return (whole.isEmpty() ? "零" : quantity(whole)) + "点" + digits(plain.substring(point + 1));
        }
        boolean code = plain.length() > 1 && plain.charAt(0) == '0';
        return code || plain.length() > LONGEST_INTEGER ? digits(plain) : integer(Long.parseLong(plain));
    }

    /** 10 is 十, 2000 is 两千, 10001 is 一万零一. */
    static String integer(long value) {
        if (value == 0) {
            return "零";
        }
        int[] groups = new int[GROUP_UNITS.length];
        long rest = value;
        int top = -1;
        while (rest > 0) {
            groups[++top] = (int) (rest % 10_000);
            rest /= 10_000;
        }
        StringBuilder out = new StringBuilder();
        for (int g = top; g >= 0; g--) {
            if (groups[g] == 0) {
                continue;
            }
            boolean gap = g < top && (groups[g] < 1000 || groups[g + 1] == 0);
            if (gap) {
                out.append('零');
            }
            out.append(g > 0 && groups[g] == 2 ? "两" : group(groups[g])).append(GROUP_UNITS[g]);
        }
        return out.indexOf("一十") == 0 ? out.substring(1) : out.toString();
    }

    private static String group(int group) {
        StringBuilder out = new StringBuilder();
        boolean gap = false;
        int power = 1000;
        for (int unit = 3; unit >= 0; unit--, power /= 10) {
            int digit = group / power % 10;
            if (digit == 0) {
                gap = out.length() > 0;
                continue;
            }
            if (gap) {
                out.append('零');
                gap = false;
            }
            out.append(digit == 2 && unit == 3 ? '两' : DIGITS.charAt(digit)).append(UNITS[unit]);
        }
        return out.toString();
    }
}
