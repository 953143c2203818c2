package io.talkmatrix.standalone.ops;

import io.talkmatrix.standalone.config.ProcessVariable;
import java.util.List;
import java.util.Map;

/**
 * Where this process listens for HTTP, if at all. Known before the command line is read as a whole, since the listener
 * starts before the commands: {@code up} serves the console, a worker its health, other commands metrics and health only
 * if a port was asked for.
 *
 * @param open whether a port is opened
 * @param host address to bind
 * @param port port, as it was given; Quarkus refuses what is none
 */
public record HttpAddress(boolean open, String host, String port) {

    /** Where the console is served unless told otherwise. */
    public static final String CONSOLE_PORT = "8080";

    private static final String LOOPBACK = "127.0.0.1";
    private static final String CONSOLE = "up";
    private static final String WORKER = "worker";

    public static HttpAddress of(List<String> args, Map<String, String> environment) {
        String asked = environment.getOrDefault(ProcessVariable.TALKMATRIX_HTTP_PORT.name(), "");
        String named = environment.getOrDefault(ProcessVariable.TALKMATRIX_HOST.name(), "");
        String served = named.isBlank() ? LOOPBACK : named;
        if (!args.isEmpty() && args.get(0).equals(CONSOLE) && !help(args)) {
            return new HttpAddress(
                    true,
                    option(args, "--host", served),
                    option(args, "--port", asked.isEmpty() ? CONSOLE_PORT : asked));
        }
        boolean worker = !args.isEmpty() && args.get(0).equals(WORKER) && !help(args);
        String host = worker ? option(args, "--host", served) : LOOPBACK;
        return new HttpAddress(worker || !asked.isEmpty(), host, asked.isEmpty() ? "0" : asked);
    }

    /** Tells Quarkus, which must not have started yet. */
    public void apply() {
        System.setProperty("quarkus.http.host-enabled", Boolean.toString(open));
        System.setProperty("quarkus.http.host", host);
        System.setProperty("quarkus.http.port", port);
    }

    private static boolean help(List<String> args) {
        return args.contains("--help") || args.contains("-h");
    }

    private static String option(List<String> args, String name, String otherwise) {
        for (int i = args.size() - 1; i >= 0; i--) {
            String arg = args.get(i);
            if (arg.startsWith(name + "=")) {
                return arg.substring(name.length() + 1);
            }
            if (arg.equals(name) && i + 1 < args.size()) {
                return args.get(i + 1);
            }
        }
        return otherwise;
    }
}
