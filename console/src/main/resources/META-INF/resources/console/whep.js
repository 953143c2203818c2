// A room's picture and sound over WebRTC (WHEP); the texts (state, subtitles) over the room's WebSocket. As the Player is
// used: what the server lets out is heard about 70 ms later, so there is nothing to steer and nothing to take back.
import { LastingSocket, offer, removeAtLast, roomPath } from "/console/api.js";

const AGAIN = { least: 500, most: 8000 }; // ms until the next try

export class WhepPlayer {
  /**
   * @param video an element that nothing else plays on
   * @param on what is told: {subtitle(text), state(name), connected(), lost(reason), firstPicture()}
   * @param iceServers to use
   */
  constructor(room, video, on, iceServers = []) {
    this.room = room;
    this.video = video;
    this.on = on;
    this.iceServers = iceServers.map((server) => ({ urls: server.urls, username: server.username || undefined, credential: server.credential || undefined }));
    this.failures = 0;
    video.muted = true;
    this.leaving = () => this.leave();
    addEventListener("pagehide", this.leaving);
    this.socket = new LastingSocket(`/ws/rooms/${encodeURIComponent(room)}/media?only=texts`, {
      message: (data) => this.control(JSON.parse(data)),
      lost: (reason) => this.on.lost?.(reason),
    });
    this.connect();
  }

  async connect() {
    const peer = (this.peer = new RTCPeerConnection({ iceServers: this.iceServers, bundlePolicy: "max-bundle" }));
    const began = performance.now();
    const stream = new MediaStream();
    peer.addTransceiver("video", { direction: "recvonly" });
    peer.addTransceiver("audio", { direction: "recvonly" });
    peer.ontrack = ({ track }) => stream.addTrack(track);
    peer.onconnectionstatechange = () => this.changed(peer);
    try {
      await peer.setLocalDescription();
      // The server learns where we are from what we send it, so it is offered before any of our own addresses are known.
      const answer = await offer(roomPath(this.room, "/whep"), peer.localDescription.sdp);
      if (this.peer !== peer) return void removeAtLast(answer.session).catch(() => {});
      this.session = answer.session;
      await peer.setRemoteDescription({ type: "answer", sdp: answer.sdp });
      this.video.srcObject = stream;
      this.video.requestVideoFrameCallback?.(() => {
        this.firstPictureMillis = performance.now() - began;
        this.on.firstPicture?.();
      });
      await this.play();
    } catch (error) {
      if (this.peer === peer) this.again(error.message);
    }
  }

  changed(peer) {
    if (this.peer !== peer) return;
    if (peer.connectionState === "connected") {
      this.failures = 0;
      if (this.video.readyState < 2) this.on.connected?.();
    } else if (peer.connectionState === "failed" || peer.connectionState === "closed") {
      this.again("");
    }
  }

  again(reason) {
    this.leave();
    this.on.lost?.(reason);
    this.timer = setTimeout(() => this.connect(), Math.min(AGAIN.most, AGAIN.least * 2 ** this.failures++));
  }

  leave() {
    this.peer?.close();
    this.peer = undefined;
    if (this.session) removeAtLast(this.session).catch(() => {});
    this.session = undefined;
  }

  async play() {
    try {
      await this.video.play();
    } catch (error) {
      if (error.name !== "NotAllowedError") return;
      this.video.muted = true; // until somebody clicks
      await this.video.play().catch(() => {});
    }
  }

  /** To be called from a click or key, else the browser refuses. */
  async enableSound() {
    this.video.muted = false;
    await this.play();
  }

  get soundOn() {
    return !this.video.muted;
  }

  muteSound() {
    this.video.muted = true;
  }

  /** Silence at once, before the server says anything; ends with the next cut or resume, or after a second without. */
  hush() {
    this.video.volume = 0;
    clearTimeout(this.hushed);
    this.hushed = setTimeout(() => this.unhush(), 1000);
  }

  unhush() {
    clearTimeout(this.hushed);
    this.video.volume = 1;
  }

  control(message) {
    switch (message.type) {
      case "resume":
        this.unhush();
        break;
      case "cut":
        this.unhush();
        this.on.subtitle?.("");
        break;
      case "subtitle":
        this.on.subtitle?.(message.text);
        break;
      case "end":
        this.on.subtitle?.("");
        break;
      case "state":
        this.activity = message.state;
        this.on.state?.(message.state);
        break;
      case "closed":
        this.on.state?.("closed");
        this.close();
        break;
    }
  }

  /** Seconds that have arrived and are not shown yet: what the browser holds against jitter, never much. */
  lead() {
    return 0;
  }

  close() {
    removeEventListener("pagehide", this.leaving);
    clearTimeout(this.timer);
    clearTimeout(this.hushed);
    this.socket.close();
    this.leave();
    this.video.srcObject = null;
  }
}
