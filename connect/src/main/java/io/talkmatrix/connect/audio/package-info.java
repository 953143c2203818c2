/**
 * The source connector {@code AudioSourceConnector}: a file, or a stream that is pulled, becomes {@code audio.in} at the pace
 * of time.
 */
package io.talkmatrix.connect.audio;
