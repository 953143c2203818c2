// A room's picture and sound: fragmented MP4 over a WebSocket into Media Source Extensions.
// Times named "at" are seconds on the stream's clock, which is the buffer's clock too.
import { LastingSocket } from "/console/api.js";

const INIT = 1;
// Seconds that are left when the next piece arrives: too few and it stutters, too many and the host answers late.
const LEFT = { least: 0.03, aim: 0.1, most: 0.3, jump: 1.5 };
const PIECES = 10; // over which the least is taken
const RATE = { slow: 0.96, fast: 1.06, fastIdle: 1.2 };
const FADE = 0.006; // s; a step of the gain would click
const KEEP = 20; // s of the past that stay in the buffer, for seamless resuming
const WATCH = 200; // ms

export class Player {
  /**
   * @param video the element
   * @param on what is told: {subtitle(text), state(name), connected(), lost(reason), firstPicture()}
   */
  constructor(room, video, on) {
    this.video = video;
    this.on = on;
    this.queue = [];
    this.subtitles = [];
    this.left = [];
    this.gaps = { stalls: 0, jumps: 0 };
    this.cuts = [];
    this.silenced = false;
    this.media = new MediaSource();
    this.address = URL.createObjectURL(this.media);
    video.src = this.address;
    video.muted = true;
    this.media.addEventListener("sourceopen", () => this.pump());
    video.addEventListener("waiting", () => this.gaps.stalls++);
    video.requestVideoFrameCallback?.(() => this.on.firstPicture?.());
    this.timer = setInterval(() => this.watch(), WATCH);
    this.socket = new LastingSocket(`/ws/rooms/${encodeURIComponent(room)}/media`, {
      message: (data) => (typeof data === "string" ? this.control(JSON.parse(data)) : this.binary(new Uint8Array(data))),
      open: () => this.on.connected?.(),
      lost: (reason) => this.on.lost?.(reason),
    });
  }

  /** To be called from a click or key, else the browser refuses. Sound goes through a gain, which cuts within 5 to 9 ms. */
  async enableSound() {
    if (!this.audio) {
      this.audio = new AudioContext({ latencyHint: "interactive" });
      this.gain = this.audio.createGain();
      this.audio.createMediaElementSource(this.video).connect(this.gain).connect(this.audio.destination);
      this.gain.gain.value = this.silenced ? 0 : 1;
    }
    await this.audio.resume();
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
    this.setGain(0);
    clearTimeout(this.hushed);
    this.hushed = setTimeout(() => this.heldAt === undefined && this.setGain(1), 1000);
  }

  setGain(level) {
    this.silenced = level === 0;
    if (!this.gain) return;
    const now = this.audio.currentTime;
    this.gain.gain.cancelScheduledValues(now);
    this.gain.gain.setValueAtTime(this.gain.gain.value, now);
    this.gain.gain.linearRampToValueAtTime(level, now + FADE);
  }

  control(message) {
    switch (message.type) {
      case "init":
        this.queue.push({ mime: message.mime });
        break;
      case "pause":
        this.heldAt = this.video.currentTime;
        this.pausedAt = message.at;
        this.setGain(0);
        break;
      case "resume":
        this.resume(message.at);
        break;
      case "cut":
        this.cut(message.at);
        break;
      case "subtitle":
        this.subtitles.push({ at: message.at, text: message.text });
        break;
      case "end":
        this.subtitles.push({ at: message.at, text: "" });
        break;
      case "state":
        this.activity = message.state;
        this.on.state?.(message.state);
        break;
      case "closed":
        this.on.state?.("closed");
        this.socket.close();
        break;
    }
    this.pump();
  }

  binary(message) {
    this.queue.push({ bytes: message.subarray(1), init: message[0] === INIT });
    this.pump();
  }

  /** Nothing before {@code at} may be heard or seen any more. */
  cut(at) {
    const began = performance.now();
    clearTimeout(this.hushed);
    this.setGain(0);
    this.heldAt = this.skipFrom = undefined;
    this.subtitles = [{ at: 0, text: "" }];
    this.queue = this.queue.filter((item) => item.mime || item.init);
    if (this.buffer && this.media.readyState === "open") {
      this.buffer.abort();
      this.queue.push({ clear: true });
    }
    this.cutTo = { at, began };
  }

  /**
   * What was already here when the host fell silent was not heard: go back to where the ear stopped, and from where the
   * voice had faded out jump to where it goes on.
   */
  resume(at) {
    clearTimeout(this.hushed);
    const held = this.heldAt;
    this.heldAt = undefined;
    if (held !== undefined && held < this.pausedAt && this.buffered(held)) {
      this.video.currentTime = held;
      this.skipFrom = this.pausedAt;
      this.skipTo = at;
    }
    this.setGain(1);
  }

  pump() {
    if (this.media.readyState !== "open") return;
    while (this.queue.length && !this.buffer?.updating) {
      const item = this.queue[0];
      if (!item.mime && !this.buffer) return;
      try {
        if (item.mime) this.format(item.mime);
        else if (item.clear) this.buffer.remove(0, Infinity);
        else this.append(item);
        this.queue.shift();
      } catch (error) {
        if (error.name !== "QuotaExceededError") throw error;
        this.buffer.remove(0, Math.max(0.1, this.video.currentTime - 1));
        return;
      }
    }
  }

  append(item) {
    if (!item.init && this.video.readyState > 0) {
      this.left.push(Math.max(0, this.lead()));
      if (this.left.length > PIECES) this.left.shift();
    }
    this.buffer.appendBuffer(item.bytes);
  }

  format(mime) {
    if (!this.buffer) {
      this.buffer = this.media.addSourceBuffer(mime);
      this.buffer.mode = "segments";
      this.buffer.addEventListener("updateend", () => this.appended());
    } else if (mime !== this.mime) {
      this.buffer.changeType(mime);
    }
    this.mime = mime;
  }

  appended() {
    const ranges = this.buffer.buffered;
    if (this.cutTo && ranges.length) {
      this.video.currentTime = Math.max(this.cutTo.at, ranges.start(ranges.length - 1));
      this.setGain(1);
      this.cuts.push(performance.now() - this.cutTo.began);
      if (this.cuts.length > 50) this.cuts.shift();
      this.cutTo = undefined;
      this.left = [];
    } else if (ranges.length && this.video.readyState < 2) {
      this.rejoin();
    }
    this.play();
    this.pump();
  }

  async play() {
    if (!this.video.paused) return;
    try {
      await this.video.play();
    } catch (error) {
      if (error.name === "NotAllowedError") this.video.muted = true; // until somebody clicks
    }
  }

  buffered(time) {
    const ranges = this.video.buffered;
    for (let i = 0; i < ranges.length; i++) if (ranges.start(i) <= time && time < ranges.end(i)) return true;
    return false;
  }

  /** Seconds that have arrived and are not shown yet. */
  lead() {
    const ranges = this.video.buffered;
    return ranges.length ? ranges.end(ranges.length - 1) - this.video.currentTime : 0;
  }

  /** To the newest picture, if what is to be shown next never came. */
  rejoin() {
    const ranges = this.video.buffered;
    if (!ranges.length || this.buffered(this.video.currentTime + 0.02)) return;
    const last = ranges.length - 1;
    if (ranges.end(last) > this.video.currentTime) {
      this.video.currentTime = Math.max(ranges.start(last), ranges.end(last) - LEFT.aim - 0.1);
      this.gaps.jumps++;
    }
  }

  watch() {
    this.showSubtitle();
    const time = this.video.currentTime;
    if (this.skipFrom !== undefined && time >= this.skipFrom - 0.01) {
      if (this.buffered(this.skipTo)) {
        this.video.currentTime = this.skipTo;
        this.skipFrom = undefined;
      }
    } else if (this.skipFrom !== undefined && this.skipFrom - time < WATCH / 1000) {
      setTimeout(() => this.watch(), (this.skipFrom - time) * 1000);
    }
    const left = Math.min(...this.left);
    const quiet = this.activity !== "speaking";
    if (left > LEFT.jump && left < Infinity && this.skipFrom === undefined && this.heldAt === undefined) {
      this.video.currentTime += left - LEFT.aim;
      this.left = [];
      this.gaps.jumps++;
    } else if (left > LEFT.most && left < Infinity) {
      this.video.playbackRate = quiet ? RATE.fastIdle : RATE.fast;
    } else if (left < LEFT.least) {
      this.video.playbackRate = RATE.slow;
    } else if (this.video.playbackRate > 1 ? left < LEFT.aim : left > LEFT.aim / 2) {
      this.video.playbackRate = 1;
    }
    this.rejoin();
    this.trim();
  }

  showSubtitle() {
    const now = this.video.currentTime + WATCH / 2000;
    let shown;
    while (this.subtitles.length && this.subtitles[0].at <= now) shown = this.subtitles.shift().text;
    if (shown !== undefined) this.on.subtitle?.(shown);
  }

  trim() {
    const ranges = this.video.buffered;
    const past = this.video.currentTime - KEEP;
    if (ranges.length && past - ranges.start(0) > KEEP && this.buffer && !this.buffer.updating) {
      this.buffer.remove(0, past);
    }
  }

  close() {
    clearInterval(this.timer);
    clearTimeout(this.hushed);
    this.socket.close();
    this.audio?.close();
    this.video.removeAttribute("src");
    this.video.load();
    URL.revokeObjectURL(this.address);
  }
}
