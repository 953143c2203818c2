package io.talkmatrix.console;

/**
 * Bounds of the page server.
 *
 * @param mostRooms rooms that can be made through the API, 1–10000
 * @param mostSockets WebSockets open at the same time, all kinds and rooms together, 1–10000; more are refused with 503
 * @param microphonesPerRoom microphones that one room listens to at the same time, 1–100
 * @param turnsPerRoom latest turns remembered for the pages, 1–1000
 * @param questionCharacters longest typed question, 1–5000
 */
public record ConsoleSettings(
        int mostRooms, int mostSockets, int microphonesPerRoom, int turnsPerRoom, int questionCharacters) {

    public ConsoleSettings {
        check("most-rooms", mostRooms, 10_000);
        check("most-sockets", mostSockets, 10_000);
        check("microphones-per-room", microphonesPerRoom, 100);
        check("turns-per-room", turnsPerRoom, 1_000);
        check("question-characters", questionCharacters, 5_000);
    }

    public static ConsoleSettings defaults() {
        return new ConsoleSettings(64, 400, 4, 60, 500);
    }

    private static void check(String key, int value, int most) {
        if (value < 1 || value > most) {
            throw new IllegalArgumentException(
                    "talkmatrix.console." + key + "=" + value + " is not allowed: 1 to " + most);
        }
    }
}
