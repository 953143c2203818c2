package io.talkmatrix.standalone.compose;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** {@code docker-compose.yml} as Compose reads it: merges by YAML, variables filled in by Compose's rules. */
final class ComposeFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Z_]+)(?::([-?])([^}]*))?}");

    /**
     * A service of ours.
     *
     * @param image name of the image it runs from
     * @param command arguments, behind the entry point
     * @param entrypoint as the file gives it; empty for the image's own
     * @param health URL of the health check, empty if it is switched off
     * @param after services that must be there, or done, before it
     */
    record Service(
            String name,
            String image,
            List<String> entrypoint,
            List<String> command,
            Map<String, String> environment,
            Set<String> profiles,
            String health,
            Set<String> after) {}

    private final Map<String, Service> services = new LinkedHashMap<>();

    ComposeFile(Path file, Map<String, String> variables) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            Map<?, ?> all = new Yaml(new SafeConstructor(new LoaderOptions())).load(reader);
            ((Map<?, ?>) all.get("services"))
                    .forEach((name, service) -> services.put(
                            String.valueOf(name), service(String.valueOf(name), (Map<?, ?>) service, variables)));
        }
    }

    private static Service service(String name, Map<?, ?> given, Map<String, String> variables) {
        Map<String, String> environment = new TreeMap<>();
        map(given.get("environment"))
                .forEach(
                        (key, value) -> environment.put(String.valueOf(key), filled(String.valueOf(value), variables)));
        List<String> test = list(map(given.get("healthcheck")).get("test"));
        return new Service(
                name,
                filled(String.valueOf(given.get("image")), variables),
                list(given.get("entrypoint")),
                list(given.get("command")).stream()
                        .map(argument -> filled(argument, variables))
                        .toList(),
                environment,
                Set.copyOf(list(given.get("profiles"))),
                test.isEmpty() ? "" : test.get(test.size() - 1),
                Set.copyOf(map(given.get("depends_on")).keySet().stream()
                        .map(String::valueOf)
                        .toList()));
    }

    Service service(String name) {
        return services.get(name);
    }

    /** Those that run from our images. */
    List<Service> ours(String profile) {
        return services.values().stream()
                .filter(service -> service.image().startsWith("talkmatrix:"))
                .filter(service ->
                        service.profiles().isEmpty() || service.profiles().contains(profile))
                .toList();
    }

    private static String filled(String text, Map<String, String> variables) {
        Matcher matcher = VARIABLE.matcher(text);
        StringBuilder filled = new StringBuilder();
        while (matcher.find()) {
            String value = variables.getOrDefault(matcher.group(1), "");
            if (value.isEmpty() && "?".equals(matcher.group(2))) {
                throw new IllegalArgumentException(matcher.group(1) + ": " + matcher.group(3));
            }
            matcher.appendReplacement(
                    filled,
                    Matcher.quoteReplacement(
                            value.isEmpty() && "-".equals(matcher.group(2)) ? matcher.group(3) : value));
        }
        matcher.appendTail(filled);
        return filled.toString();
    }

    private static Map<?, ?> map(Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static List<String> list(Object value) {
        List<String> all = new ArrayList<>();
        if (value instanceof List<?> list) {
            list.forEach(item -> all.add(String.valueOf(item)));
        }
        return all;
    }
}
