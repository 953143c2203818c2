/**
 * A room's stream as platforms and files get it: 25 pictures a second on the clock of the sound
 * ({@link io.talkmatrix.media.push.PushStream}), and where it goes ({@link io.talkmatrix.media.push.Target}): RTMP, RTMPS and
 * SRT by FFmpeg, HLS folders and recordings by our own fragmented MP4. Nothing is coded twice. Knows nothing of Kafka.
 */
package io.talkmatrix.media.push;
