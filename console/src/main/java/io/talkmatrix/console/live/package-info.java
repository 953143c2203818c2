/**
 * The live sink: every open room's voice and face, paced by one clock and cut as fragmented MP4 for any number of
 * viewers. Reads {@code audio.tts}, {@code video.frames} and {@code turn.control}; reports PLAYING, PLAYED and SINK_CUT on
 * {@code turn.events} as sink {@code live}. Knows nothing of HTTP: sockets are {@link io.talkmatrix.console.live.Viewer}s.
 */
package io.talkmatrix.console.live;
