/**
 * WebRTC as the console sees it: {@link io.talkmatrix.console.rtc.RtcGateway} is what serves peers, in this process or
 * another one; {@link io.talkmatrix.console.rtc.Rtc} says whether there is one. Holds no native code; the gateway itself is
 * module {@code webrtc}.
 */
package io.talkmatrix.console.rtc;
