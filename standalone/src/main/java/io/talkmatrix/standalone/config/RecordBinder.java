package io.talkmatrix.standalone.config;

import io.talkmatrix.standalone.config.Lookup.Found;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Puts what was set into a record that holds the defaults. The keys are the names of the components in small letters with
 * dashes; a record in a record and a map go one level down. An entry of a map that is set to nothing is taken out.
 */
public final class RecordBinder {

    private final Lookup lookup;
    private final List<Setting> settings = new ArrayList<>();

    public RecordBinder(Lookup lookup) {
        this.lookup = lookup;
    }

    /** Every setting bound so far, in the order of the components. */
    public List<Setting> settings() {
        return List.copyOf(settings);
    }

    /**
     * The defaults with everything replaced that is set.
     *
     * @param prefix of the keys, for example {@code talkmatrix.tts}
     * @throws SettingsException if a value can't be read or the record refuses it
     */
    public <R extends Record> R bind(R defaults, String prefix) {
        @SuppressWarnings("unchecked")
        Class<R> type = (Class<R>) defaults.getClass();
        return bind(type, Optional.of(defaults), prefix);
    }

    private <R extends Record> R bind(Class<R> type, Optional<R> defaults, String prefix) {
        int first = settings.size();
        RecordComponent[] components = type.getRecordComponents();
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            RecordComponent component = components[i];
            Optional<Object> usual = defaults.map(record -> read(component, record));
            values[i] = value(component.getGenericType(), usual, prefix + "." + key(component));
        }
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return type.getConstructor(types).newInstance(values);
        } catch (InvocationTargetException e) {
            throw refused(prefix, settings.subList(first, settings.size()), e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type + " must be a public record", e);
        }
    }

    private Object value(Type type, Optional<Object> usual, String key) {
        if (type instanceof Class<?> raw && raw.isRecord()) {
            Class<? extends Record> nested = raw.asSubclass(Record.class);
            return nested(nested, usual, key);
        }
        Optional<Type> mapped = ValueText.argument(type, Map.class);
        return mapped.isPresent() ? map(mapped.get(), usual, key) : single(type, usual, key);
    }

    private <R extends Record> R nested(Class<R> type, Optional<Object> usual, String key) {
        return bind(type, usual.map(type::cast), key);
    }

    private Object single(Type type, Optional<Object> usual, String key) {
        Optional<Found> found = lookup.find(key);
        if (found.isEmpty()) {
            Object value = usual.orElseThrow(() -> new SettingsException(
                    key + " is missing: what stands beside it in the settings is new and has no defaults"));
            settings.add(new Setting(key, ValueText.write(value), Optional.empty()));
            return value;
        }
        settings.add(
                new Setting(key, found.get().value(), Optional.of(found.get().origin())));
        try {
            return ValueText.read(type, found.get().value());
        } catch (IllegalArgumentException e) {
            throw new SettingsException(describe(settings.get(settings.size() - 1)) + ": " + e.getMessage(), e);
        }
    }

    private Map<String, Object> map(Type type, Optional<Object> usual, String key) {
        Map<String, Object> defaults = new TreeMap<>();
        usual.ifPresent(map -> ((Map<?, ?>) map).forEach((name, value) -> defaults.put((String) name, value)));
        Map<String, Object> values = new TreeMap<>();
        for (String name : names(type, defaults, key)) {
            String entry = key + "." + name;
            boolean takenOut =
                    lookup.find(entry).filter(found -> found.value().isBlank()).isPresent();
            if (takenOut) {
                settings.add(new Setting(entry, "", lookup.find(entry).map(Found::origin)));
            } else {
                values.put(name, value(type, Optional.ofNullable(defaults.get(name)), entry));
            }
        }
        return values;
    }

    private TreeSet<String> names(Type type, Map<String, Object> defaults, String key) {
        TreeSet<String> names = new TreeSet<>(defaults.keySet());
        if (type instanceof Class<?> raw && raw.isRecord()) {
            for (RecordComponent component : raw.getRecordComponents()) {
                names.addAll(lookup.between(key + ".", "." + key(component)));
            }
        } else {
            names.addAll(lookup.between(key + ".", ""));
        }
        return names;
    }

    private static Object read(RecordComponent component, Record from) {
        try {
            return component.getAccessor().invoke(from);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " must be readable", e);
        }
    }

    /** The key of a component: {@code endSilence} is {@code end-silence}. */
    static String key(RecordComponent component) {
        return component.getName().replaceAll("([a-z0-9])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }

    private static SettingsException refused(String prefix, List<Setting> of, Throwable cause) {
        String set = of.stream()
                .filter(setting -> setting.origin().isPresent())
                .map(RecordBinder::describe)
                .collect(Collectors.joining(", "));
        return new SettingsException(
                (set.isEmpty() ? prefix : set) + (set.isEmpty() ? ": " : " is refused: ") + cause.getMessage(), cause);
    }

    private static String describe(Setting setting) {
        return setting.key() + "=" + setting.shown()
                + setting.origin().map(origin -> " (" + origin + ")").orElse("");
    }
}
