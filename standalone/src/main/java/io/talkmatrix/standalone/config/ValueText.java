package io.talkmatrix.standalone.config;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** How a single value is written. What {@link #write} writes, {@link #read} reads back. */
final class ValueText {

    private static final Pattern SHORT_DURATION = Pattern.compile("(\\d{1,9})\\s*(ms|s|m|h|d)");
    private static final List<Unit> UNITS = List.of(
            new Unit("d", Duration.ofDays(1)),
            new Unit("h", Duration.ofHours(1)),
            new Unit("m", Duration.ofMinutes(1)),
            new Unit("s", Duration.ofSeconds(1)),
            new Unit("ms", Duration.ofMillis(1)));

    private record Unit(String name, Duration length) {}

    private ValueText() {}

    /**
     * The value, never null.
     *
     * @throws IllegalArgumentException whose message says what is allowed
     */
    static Object read(Type type, String text) {
        if (argument(type, Optional.class).isPresent()) {
            Type inner = argument(type, Optional.class).orElseThrow();
            return text.isBlank() ? Optional.empty() : Optional.of(read(inner, text));
        }
        if (argument(type, List.class).isPresent()) {
            Type inner = argument(type, List.class).orElseThrow();
            return Arrays.stream(text.split(","))
                    .filter(part -> !part.isBlank())
                    .map(part -> read(inner, part.strip()))
                    .toList();
        }
        if (type == String.class) {
            return text;
        }
        String value = text.strip();
        if (type == boolean.class) {
            return truth(value);
        }
        if (type == Path.class && !value.isEmpty()) {
            return Path.of(value);
        }
        if (type == Duration.class) {
            return duration(value);
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return constant(raw, value);
        }
        try {
            return number(type, value);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("allowed is " + describe(type), e);
        }
    }

    private static Object number(Type type, String value) {
        if (type == int.class) {
            return Integer.valueOf(value);
        }
        if (type == long.class) {
            return Long.valueOf(value);
        }
        if (type == float.class) {
            return Float.valueOf(value);
        }
        if (type == double.class) {
            return Double.valueOf(value);
        }
        throw new IllegalArgumentException("allowed is " + describe(type));
    }

    private static Boolean truth(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("allowed is " + describe(boolean.class));
        };
    }

    private static Duration duration(String value) {
        Matcher matcher = SHORT_DURATION.matcher(value);
        try {
            if (matcher.matches()) {
                long count = Long.parseLong(matcher.group(1));
                return UNITS.stream()
                        .filter(unit -> unit.name().equals(matcher.group(2)))
                        .findFirst()
                        .orElseThrow()
                        .length()
                        .multipliedBy(count);
            }
            return Duration.parse(value);
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new IllegalArgumentException("allowed is " + describe(Duration.class), e);
        }
    }

    private static Object constant(Class<?> type, String value) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> name(constant).equals(value.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("allowed is " + describe(type)));
    }

    private static String name(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A value as {@link #read} takes it. */
    static String write(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(ValueText::write).orElse("");
        }
        if (value instanceof Collection<?> list) {
            return list.stream().map(ValueText::write).collect(Collectors.joining(","));
        }
        if (value instanceof Duration duration) {
            return UNITS.stream()
                    .filter(unit -> !duration.isZero()
                            && !duration.isNegative()
                            && duration.toNanos() % unit.length().toNanos() == 0)
                    .findFirst()
                    .map(unit -> duration.dividedBy(unit.length()) + unit.name())
                    .orElse(duration.toString());
        }
        return value instanceof Enum<?> constant ? name(constant) : String.valueOf(value);
    }

    /** What may be written for a type, for people. */
    static String describe(Type type) {
        if (argument(type, Optional.class).isPresent()) {
            return describe(argument(type, Optional.class).orElseThrow()) + " or nothing";
        }
        if (argument(type, List.class).isPresent()) {
            return "list with commas";
        }
        if (type == int.class || type == long.class) {
            return "whole number";
        }
        if (type == float.class || type == double.class) {
            return "number";
        }
        if (type == boolean.class) {
            return "true or false";
        }
        if (type == Duration.class) {
            return "time such as 300ms, 2s, 5m or PT0.3S";
        }
        if (type == Path.class) {
            return "path";
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants()).map(ValueText::name).collect(Collectors.joining(" or "));
        }
        return "text";
    }

    /** The last type argument if a type is this generic one: the element, or the value of a map. */
    static Optional<Type> argument(Type type, Class<?> generic) {
        return type instanceof ParameterizedType parameterized && parameterized.getRawType() == generic
                ? Optional.of(parameterized.getActualTypeArguments()[parameterized.getActualTypeArguments().length - 1])
                : Optional.empty();
    }
}
