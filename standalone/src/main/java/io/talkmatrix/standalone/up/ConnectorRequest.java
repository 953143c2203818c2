package io.talkmatrix.standalone.up;

import io.talkmatrix.standalone.cli.UserError;
import io.talkmatrix.standalone.cli.UserError.Kind;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What the command line says about connectors; checked before anything is started.
 *
 * @param comments {@code MAPPING=URL} where the room's comments come from, {@code none} for nowhere
 * @param always start Kafka Connect even if nothing needs it
 */
public record ConnectorRequest(Optional<String> comments, boolean always) {

    private static final String NONE = "none";
    private static final List<String> SCHEMES = List.of("ws", "wss", "http", "https", "webhook");

    public ConnectorRequest {
        comments.filter(text -> !text.equals(NONE)).ifPresent(ConnectorRequest::check);
    }

    private static void check(String text) {
        String[] parts = text.split("=", 2);
        try {
            if (parts.length == 2
                    && !parts[0].isBlank()
                    && SCHEMES.contains(String.valueOf(URI.create(parts[1]).getScheme()))) {
                return;
            }
        } catch (IllegalArgumentException e) {
            throw new UserError(Kind.BAD_DATA, "--comments names no address: " + e.getMessage(), e);
        }
        throw new UserError(
                Kind.BAD_DATA,
                "--comments takes MAPPING=URL, for example douyin-bridge=ws://127.0.0.1:8888, with one of " + SCHEMES);
    }

    /** Keeps it as a connector's file, which is where it can be changed from now on. */
    void write(Path data, String room) {
        if (comments.isEmpty()) {
            return;
        }
        Path file = data.resolve("connectors").resolve("comments-" + room + ".properties");
        try {
            if (comments.get().equals(NONE)) {
                Files.deleteIfExists(file);
                return;
            }
            String[] parts = comments.get().split("=", 2);
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file,
                    "connector.class=io.talkmatrix.connect.events.LiveEventsSourceConnector\nroom=" + room
                            + "\nmapping=" + parts[0] + "\nurl=" + parts[1] + "\n");
        } catch (IOException e) {
            throw new UserError(Kind.CANNOT_CREATE, "cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
