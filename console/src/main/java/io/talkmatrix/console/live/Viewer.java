package io.talkmatrix.console.live;

import java.util.concurrent.CompletionStage;

/**
 * Somebody who watches a room: the room's side of a media socket.
 *
 * <p>Binary messages are {@link #INIT} followed by an init segment ({@code ftyp moov}) or {@link #FRAGMENT} followed by
 * one fragment ({@code moof mdat}, about 100 ms, as it is made; sound and picture in it end up to 64 ms before that moment) for
 * a Media Source Extensions buffer of {@code video/mp4} with the codecs named in the
 * {@code init} text before it. Text messages are JSON objects; {@code at} is a time on the stream's clock, in seconds as
 * the fragments count them:
 *
 * <table>
 * <caption>Texts, by their {@code type}</caption>
 * <tr><td>{@code init}</td><td>{@code mime}: for {@code MediaSource.addSourceBuffer}; an init segment follows. Sent first
 *     and again when the picture's format changes</td></tr>
 * <tr><td>{@code start}</td><td>{@code turn, generation, at}: the turn's first sample is heard at {@code at}</td></tr>
 * <tr><td>{@code pause}</td><td>{@code turn, at}: the voice fades out at {@code at} and a silence without end begins: be
 *     silent at once; what lies before {@code at} is still to be heard</td></tr>
 * <tr><td>{@code resume}</td><td>{@code turn, at}: the voice goes on at {@code at}: go back to where the ear stopped, and from
 *     where the pause began jump here</td></tr>
 * <tr><td>{@code cut}</td><td>{@code turn, generation, at}: nothing before {@code at} may be heard or seen any more: gain
 *     0, abort, remove everything, wait for the next fragment (it starts at {@code at} with a picture that needs no
 *     earlier one), seek there, gain 1</td></tr>
 * <tr><td>{@code end}</td><td>{@code turn, at}: the turn's last sample was heard</td></tr>
 * <tr><td>{@code subtitle}</td><td>{@code turn, segment, text, at}: shown from {@code at} until the next one or
 *     {@code end} or {@code cut}</td></tr>
 * <tr><td>{@code state}</td><td>{@code state, turn, at}: {@code preparing}, {@code idle}, {@code speaking} or {@code paused};
 *     at the beginning and at each change</td></tr>
 * <tr><td>{@code closed}</td><td>the room is no longer open; nothing follows</td></tr>
 * </table>
 *
 * Methods are called one at a time for a viewer, but from any thread: they begin to send and return at once, their stage
 * completes when the message was handed to the network, and no further one is sent before. A viewer whose queue grows
 * past its bound, or whose stage does not complete in time, is dropped: the room never waits.
 */
public interface Viewer {

    /** First byte of a binary message that is an init segment. */
    byte INIT = 1;

    /** First byte of a binary message that is a fragment. */
    byte FRAGMENT = 2;

    /** Begins to send; the array is shared with other viewers and must not be changed. */
    CompletionStage<?> binary(byte[] message);

    /** Begins to send a JSON object. */
    CompletionStage<?> text(String json);

    /**
     * The viewer is no longer served: close its socket. Called once, not after its {@link Subscription} was closed.
     *
     * @param reason for the close frame and the log
     */
    void dropped(String reason);
}
