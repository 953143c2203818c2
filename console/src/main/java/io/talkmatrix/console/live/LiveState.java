package io.talkmatrix.console.live;

/**
 * What a live room does at this moment.
 *
 * @param room room id
 * @param activity {@code preparing}, {@code idle}, {@code speaking} or {@code paused}
 * @param turn the turn that may be heard, empty if none
 * @param viewers how many watch
 * @param streamSeconds the stream's clock
 * @param underruns how often the voice ran dry inside a turn since the room opened
 * @param avOffsetP50Millis how late the picture was against the voice, median of the latest talking frames; 0 if none
 * @param avOffsetP95Millis the same, 95th percentile
 */
public record LiveState(
        String room,
        String activity,
        String turn,
        int viewers,
        double streamSeconds,
        long underruns,
        double avOffsetP50Millis,
        double avOffsetP95Millis) {}
