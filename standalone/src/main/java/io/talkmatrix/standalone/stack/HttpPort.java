package io.talkmatrix.standalone.stack;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import io.talkmatrix.standalone.config.ProcessVariable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The port of this process's HTTP server, which listens before a command runs: so the command line is looked at for it
 * before anything else.
 */
public final class HttpPort {

    public static final String UP_OPTION = "--port";
    public static final String WORKER_OPTION = "--http-port";
    public static final int OF_UP = 8080;

    private static final String HOST = "127.0.0.1";
    private static final Set<String> HELP = Set.of("-h", "--help", "-V", "--version");
    private static final String PROPERTY = "quarkus.http.port";

    private HttpPort() {}

    /**
     * Sets the port that the command line asks for.
     *
     * @throws UserError if it is taken
     */
    public static void prepare(String... arguments) {
        Optional<Integer> asked = asked(System.getenv(), arguments);
        asked.ifPresent(port -> System.setProperty(PROPERTY, Integer.toString(free(port))));
    }

    /** What a command line asks for; empty if it asks for nothing or for what only its parser can complain about. */
    static Optional<Integer> asked(Map<String, String> environment, String... arguments) {
        boolean help = List.of(arguments).stream().anyMatch(HELP::contains);
        String command = arguments.length == 0 || help ? "" : arguments[0];
        return switch (command) {
            case "up" ->
                Optional.of(
                        value(UP_OPTION, arguments).or(() -> named(environment)).orElse(OF_UP));
            case "worker" ->
                Optional.of(value(WORKER_OPTION, arguments)
                        .or(() -> named(environment))
                        .orElse(0));
            default -> Optional.empty();
        };
    }

    private static Optional<Integer> named(Map<String, String> environment) {
        String port = environment.getOrDefault(ProcessVariable.TALKMATRIX_HTTP_PORT.name(), "");
        return port.isBlank() ? Optional.empty() : number(port);
    }

    private static Optional<Integer> value(String option, String... arguments) {
        for (int i = 1; i < arguments.length; i++) {
            if (arguments[i].equals(option) && i + 1 < arguments.length) {
                return number(arguments[i + 1]);
            }
            if (arguments[i].startsWith(option + "=")) {
                return number(arguments[i].substring(option.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** A port that is none is the parser's to refuse, on any port. */
    private static Optional<Integer> number(String text) {
        return Optional.of(text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535 ? Integer.parseInt(text) : 0);
    }

    /** @return the port, or any free one for 0 */
    private static int free(int port) {
        String host = System.getProperty("quarkus.http.host", HOST);
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(host), port));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UserError(
                    Kind.SYSTEM,
                    "port " + port + " of " + host + " is taken: stop what listens there, or choose another port",
                    e);
        }
    }

    /** Where this process answers. */
    public static String url() {
        return "http://" + HOST + ":" + System.getProperty(PROPERTY);
    }
}
