package io.talkmatrix.media.live;

/** Something that pages, the conductor or the log should know of a room's playing. {@code at} is a stream position. */
public sealed interface Notice {

    /** The turn's first sample leaves at {@code at}. */
    record Started(String turn, int generation, long at) implements Notice {}

    /** The voice faded out; samples from {@code ptsSamples} on are still to be heard. */
    record Paused(String turn, long at, long ptsSamples) implements Notice {}

    /** The voice goes on at {@code ptsSamples}. */
    record Resumed(String turn, long at, long ptsSamples) implements Notice {}

    /**
     * Nothing older than {@code generation} leaves any more.
     *
     * @param turn the turn that was playing, empty if none
     * @param turnGeneration the generation it was played in
     * @param segment the segment of the last sample
     * @param ptsSamples how far it was let out
     */
    record Cut(String turn, int turnGeneration, int generation, long at, int segment, long ptsSamples)
            implements Notice {}

    /** The turn's last sample left. */
    record Ended(String turn, int generation, long at) implements Notice {}

    /**
     * The turn was let out up to {@code ptsSamples}.
     *
     * @param segment the segment of the last sample
     */
    record Played(String turn, int generation, int segment, long ptsSamples) implements Notice {}

    /** The words heard from {@code at} on. */
    record Subtitle(String turn, int segment, String text, long at) implements Notice {}
}
