/**
 * The WebRTC gateway: rooms to peers (WHEP) and microphones of peers to rooms (WHIP), over Google's native WebRTC. Runs in a
 * process of its own, because what goes wrong in native code ends its process. {@link io.talkmatrix.webrtc.WebRtcGateway} is
 * the entry; it sees rooms through {@code console.live} and is asked through {@code console.rtc}, and knows neither Kafka
 * nor HTTP. Only {@code Natives}, {@code PeerLink}, {@code ViewerPeer}, {@code MicrophonePeer} and {@code RoomSources} call
 * native code.
 */
package io.talkmatrix.webrtc;
