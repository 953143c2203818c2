/**
 * Audio and video: reading any sound file, playing out (what is heard and seen when), writing MP4 and subtitles. The
 * only module that sees FFmpeg. Must not see Kafka.
 */
package io.talkmatrix.media;
