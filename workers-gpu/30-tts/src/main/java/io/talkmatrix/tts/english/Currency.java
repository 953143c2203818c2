package io.talkmatrix.tts.english;

/** Currencies whose sign stands before the amount and is read after it. */
enum Currency {
    DOLLAR("$", "dollar", "cent"),
    POUND("£", "pound", "pence"),
    EURO("€", "euro", "cent");

    private final String sign;
    private final String unit;
    private final String hundredth;

    Currency(String sign, String unit, String hundredth) {
        this.sign = sign;
        this.unit = unit;
        this.hundredth = hundredth;
    }

    /** @return null if the sign is of no currency */
    static Currency ofSign(String sign) {
        for (Currency currency : values()) {
            if (currency.sign.equals(sign)) {
                return currency;
            }
        }
        return null;
    }

    String unit() {
        return unit;
    }

    String hundredth() {
        return hundredth;
    }
}
