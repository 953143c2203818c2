// The page's microphone: opened on first use, let go of when it was not used for a while.
import { socket } from "/console/api.js";

const IDLE = 30_000; // ms after which the microphone is let go of
const MOST_UNSENT = 64_000; // bytes: two seconds that the network did not take

export class Microphone {
  /** @param on {level(0..1), closed(reason)} */
  constructor(room, on) {
    this.room = room;
    this.on = on;
    this.live = false;
  }

  async start() {
    clearTimeout(this.idle);
    if (this.live) return;
    this.live = true;
    try {
      await this.open();
      await this.connect();
      if (this.live) this.begin();
    } catch (error) {
      this.live = false;
      this.release();
      throw error;
    }
  }

  /** Ends what is being said at once, without waiting for silence. */
  stop() {
    if (!this.live) return;
    this.live = false;
    this.node?.port.postMessage("stop");
    this.on.level(0);
    this.idle = setTimeout(() => this.release(), IDLE);
  }

  async open() {
    if (this.node) return;
    const cleaned = localStorage.getItem("rawMicrophone") !== "true"; // raw: for studio microphones, with headphones
    this.stream = await navigator.mediaDevices.getUserMedia({
      audio: { echoCancellation: cleaned, noiseSuppression: cleaned, autoGainControl: cleaned, channelCount: 1 },
    });
    this.audio = new AudioContext();
    await this.audio.audioWorklet.addModule("/console/capture.js");
    const node = new AudioWorkletNode(this.audio, "capture", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
    node.port.onmessage = (event) => this.captured(event.data);
    this.audio.createMediaStreamSource(this.stream).connect(node);
    await this.audio.resume();
    this.node = node;
  }

  async connect() {
    if (this.socket?.readyState === WebSocket.OPEN) return;
    const opened = await socket(`/ws/rooms/${encodeURIComponent(this.room)}/microphone`);
    await new Promise((resolve, reject) => {
      opened.onopen = resolve;
      opened.onclose = (event) => reject(new Error(event.reason || "WebSocket"));
    });
    opened.onclose = (event) => {
      if (this.socket !== opened) return;
      this.socket = undefined;
      const wasLive = this.live;
      this.stop();
      if (wasLive) this.on.closed(event.reason || "WebSocket");
    };
    this.socket = opened;
  }

  begin() {
    this.socket.send(JSON.stringify({ sampleRate: 16000 }));
    this.node.port.postMessage("start");
  }

  captured({ pcm, level, ended }) {
    if (level !== undefined) {
      if (this.live) this.on.level(Math.min(1, level * 6));
    } else if (this.socket?.readyState === WebSocket.OPEN) {
      if (ended) {
        this.socket.send(JSON.stringify({ type: "end" }));
      } else if (this.socket.bufferedAmount > MOST_UNSENT) {
        this.socket.close(4000, "the network is too slow");
      } else {
        this.socket.send(pcm);
      }
    }
  }

  release() {
    clearTimeout(this.idle);
    this.live = false;
    this.stream?.getTracks().forEach((track) => track.stop());
    this.audio?.close();
    const old = this.socket;
    this.stream = this.audio = this.node = this.socket = undefined;
    old?.close();
  }
}
