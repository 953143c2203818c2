package io.talkmatrix.topologies.director;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * How live rooms choose what their host takes up. A room's {@code director} settings name those it has otherwise, without
 * the section's name: {@code room-per-minute}, {@code thanks}, {@code idle} …
 *
 * @param queueCap comments of a room that may wait, 1–500; one more passes over the least
 * @param commentWindow in this time only comment-keep comments join those that wait
 * @param commentKeep comments kept in each comment-window, 1–100
 * @param giftWindow gifts of this time are thanked for together
 * @param enterWindow in this time only enter-keep people who enter are greeted
 * @param enterKeep people greeted in each enter-window, 0–20; 0 greets nobody
 * @param followWindow people who follow in this time are thanked together
 * @param maxAge a comment that waited longer is passed over
 * @param similar comments at least this similar to one taken up or waiting are passed over, 0–1; 1 compares word for word
 * @param similarWithin how long a comment is remembered for that
 * @param userPerMinute comments of one person taken up in a minute, 1–60
 * @param roomPerMinute comments of a room taken up in a minute, 1–120; the others wait
 * @param openAhead a comment is opened when so little of what is being said is left, so that the answer is ready in time
 * @param longestSilence limit of silence in a room with a script or idle lines, 5–600 s: the script waits, and nothing is said on purpose, for two fifths of it at most; a turn of which nothing is heard is cut before the limit
 * @param tick how often the clock is looked at
 * @param thanks for gifts, by language: {gifts} stands for who gave what, [a|b] picks one
 * @param welcome to who enters, by language: {users} stands for their names
 * @param followed thanks to who follows, by language: {users} stands for their names
 * @param idle lines said when nothing else is, by language, separated by commas; none keeps a room without a script silent
 */
public record DirectorSettings(
        int queueCap,
        Duration commentWindow,
        int commentKeep,
        Duration giftWindow,
        Duration enterWindow,
        int enterKeep,
        Duration followWindow,
        Duration maxAge,
        double similar,
        Duration similarWithin,
        int userPerMinute,
        int roomPerMinute,
        Duration openAhead,
        Duration longestSilence,
        Duration tick,
        Map<String, String> thanks,
        Map<String, String> welcome,
        Map<String, String> followed,
        Map<String, List<String>> idle) {

    public DirectorSettings {
        thanks = Map.copyOf(thanks);
        welcome = Map.copyOf(welcome);
        followed = Map.copyOf(followed);
        idle = Map.copyOf(idle);
        within("queue-cap", queueCap, 1, 500);
        within("comment-keep", commentKeep, 1, 100);
        within("enter-keep", enterKeep, 0, 20);
        within("user-per-minute", userPerMinute, 1, 60);
        within("room-per-minute", roomPerMinute, 1, 120);
        within("similar", similar, 0, 1);
        within("comment-window", commentWindow, 0.1, 60);
        within("gift-window", giftWindow, 0.1, 60);
        within("enter-window", enterWindow, 0.1, 600);
        within("follow-window", followWindow, 0.1, 600);
        within("max-age", maxAge, 1, 3_600);
        within("similar-within", similarWithin, 0, 3_600);
        within("open-ahead", openAhead, 0, 30);
        within("longest-silence", longestSilence, 5, 600);
        within("tick", tick, 0.02, 1);
    }

    public static DirectorSettings defaults() {
        return new DirectorSettings(
                50,
                Duration.ofSeconds(1),
                1,
                Duration.ofSeconds(5),
                Duration.ofSeconds(5),
                2,
                Duration.ofSeconds(3),
                Duration.ofSeconds(60),
                0.8,
                Duration.ofSeconds(60),
                3,
                20,
                Duration.ofSeconds(3),
                Duration.ofSeconds(20),
                Duration.ofMillis(100),
                Map.of(
                        "zh", "[感谢|谢谢]{gifts}[！|，太给力了！|，爱你们！]",
                        "en", "[Thank you|Many thanks] for {gifts}[!|, you are amazing!]"),
                Map.of("zh", "欢迎{users}[来到直播间！|，来了就别走！]", "en", "Welcome, {users}[!|, great to see you!]"),
                Map.of("zh", "[感谢|谢谢]{users}的关注！", "en", "Thanks for following, {users}!"),
                Map.of());
    }

    /**
     * These with what a room says otherwise.
     *
     * @throws IllegalArgumentException a name is not known or a value is not allowed
     */
    public DirectorSettings over(Map<String, String> room, String language) {
        return room.isEmpty() ? this : new RoomSettings(this, room, language).read();
    }

    private static void within(String key, Duration value, double least, double most) {
        within(key + " in seconds", value.toMillis() / 1000.0, least, most);
    }

    private static void within(String key, double value, double least, double most) {
        if (!(value >= least && value <= most)) {
            throw new IllegalArgumentException(
                    "director." + key + " must be between " + least + " and " + most + ", it is " + value);
        }
    }
}
