/**
 * Playing out live, without a thread or a clock of its own: what leaves a room's sink at each tick
 * ({@link io.talkmatrix.media.live.LivePlayout}), the host at rest between turns
 * ({@link io.talkmatrix.media.live.AvatarPack}), and the fragmented MP4 it is sent as
 * ({@link io.talkmatrix.media.live.LiveStream}). Positions on the stream are samples at 24 kHz since the room opened.
 */
package io.talkmatrix.media.live;
