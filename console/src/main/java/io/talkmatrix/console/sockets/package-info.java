/**
 * WebSockets under {@code /ws/rooms/{room}}: {@code media} (to the page), {@code microphone} (from it), {@code events} (to
 * it). A socket that says what it may not, or never reads, is closed with a reason; no room ever waits for one.
 */
package io.talkmatrix.console.sockets;
