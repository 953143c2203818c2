// One room's stage: picture and sound, talking, transcript, timeline.
import { blob, get, LastingSocket, post, roomPath } from "/console/api.js";
import { Comments } from "/console/comments.js";
import { h, icon, toast } from "/console/dom.js";
import { number, t } from "/console/i18n.js";
import { looks } from "/console/looks.js";
import { Microphone } from "/console/microphone.js";
import { Player } from "/console/player.js";
import { cloneDialog, roomDialog } from "/console/room-dialog.js";
import { pastOf } from "/console/replay.js";
import { timelinePanel } from "/console/timeline.js";
import { Transcript } from "/console/transcript.js";
import { WhepPlayer } from "/console/whep.js";

export async function roomView(main, id) {
  let room, rtc;
  try {
    [room, rtc] = await Promise.all([get(roomPath(id)), get("/api/webrtc").catch(() => ({ available: false }))]);
  } catch (error) {
    main.replaceChildren(h("p.empty", {}, error.status === 404 ? t("notFound") : error.message), h("p.empty", {}, h("a.button", { href: "#/rooms" }, t("back"))));
    return () => {};
  }
  const view = new RoomView(main, room, rtc);
  return () => view.close();
}

class RoomView {
  constructor(main, room, rtc) {
    this.room = room;
    this.rtc = rtc;
    this.transcript = new Transcript((turn) => this.showTimeline(turn));
    this.comments = new Comments(room.room);
    this.build(main);
    this.startPlayer();
    this.microphone = new Microphone(room.room, {
      level: (level) => this.talk.style.setProperty("--level", level.toFixed(2)),
      closed: (reason) => { this.talking(false); toast(t("micClosed", reason), true); },
    });
    this.events = new LastingSocket(`/ws${roomPath(room.room, "/events").slice(4)}`, { message: (data) => this.heard(JSON.parse(data)) });
    this.keys = (event) => this.key(event);
    addEventListener("keydown", this.keys);
    addEventListener("keyup", this.keys);
    this.blurred = () => this.held && this.releaseTalk();
    addEventListener("blur", this.blurred);
    this.timer = setInterval(() => this.figures(), 500);
    this.backdrop();
    globalThis.talkmatrix = { player: this.player, microphone: this.microphone }; // for a person at the browser's console, and tests
  }

  get overWebRtc() {
    return this.rtc.available && localStorage.getItem("webrtc") === "true";
  }

  startPlayer() {
    const told = {
      subtitle: (text) => { this.subtitle.textContent = text; },
      state: (name) => this.activity(name),
      connected: () => this.covered(t("connecting")),
      lost: (reason) => this.covered(reason || t("reconnecting")),
      firstPicture: () => this.shown(),
    };
    this.player = this.overWebRtc ? new WhepPlayer(this.room.room, this.video, told, this.rtc.iceServers) : new Player(this.room.room, this.video, told);
    this.video.addEventListener("playing", () => this.shown());
    this.webRtcButton.setAttribute("aria-pressed", String(this.overWebRtc));
  }

  /** The other way to get picture and sound, on an element of its own: the sound of the old one is bound to its gain. */
  switchPlayer() {
    const sound = this.player.soundOn;
    localStorage.setItem("webrtc", String(!this.overWebRtc));
    this.player.close();
    const video = this.newVideo();
    this.video.replaceWith(video);
    this.video = video;
    this.subtitle.textContent = "";
    this.covered(t("connecting"));
    this.startPlayer();
    globalThis.talkmatrix.player = this.player;
    if (sound) this.sound(true);
  }

  newVideo() {
    return h("video", { playsinline: true, autoplay: true, "aria-label": this.room.title });
  }

  build(main) {
    this.title = h("h1", {}, this.room.title);
    this.facts = h("p");
    this.video = this.newVideo();
    this.behind = h("img.behind", { alt: "", hidden: true });
    this.subtitle = h("span");
    this.state = h("span.pill");
    this.lag = h("span.pill.lag", { hidden: true });
    this.cover = h("div.cover", {}, h("div.spinner"), h("span", {}, t("connecting")));
    this.soundPrompt = h("button.button.sound", { type: "button", hidden: true, onclick: () => this.sound(true) }, icon("sound"), t("tapForSound"));
    this.talk = h("button.talk", { type: "button", "aria-pressed": "false" }, icon("microphone"), h("span", {}, t("hold")), h("kbd", {}, "␣"));
    this.talk.addEventListener("pointerdown", (event) => { if (event.button === 0 && !this.open) { this.talk.setPointerCapture(event.pointerId); this.pressTalk(); } });
    for (const name of ["pointerup", "pointercancel"]) this.talk.addEventListener(name, () => this.releaseTalk());
    this.talk.addEventListener("click", () => this.open && this.toggleOpen());
    this.talk.addEventListener("contextmenu", (event) => event.preventDefault());
    this.openButton = h("button.round", { type: "button", "aria-pressed": "false", "aria-label": t("openMic"), title: t("openMic"), onclick: () => this.toggleOpen() }, icon("open"));
    this.stopButton = h("button.round.stop", { type: "button", "aria-label": t("stop"), title: `${t("stop")} (Esc)`, onclick: () => this.stop() }, icon("stop"));
    this.soundButton = h("button.quiet", { type: "button", "aria-label": t("sound"), title: t("sound"), "aria-pressed": "false", onclick: () => this.sound(!this.player.soundOn) }, icon("muted"));
    this.webRtcButton = h("button.quiet.fast", { type: "button", hidden: !this.rtc.available, "aria-label": t("webRtc"), title: t("webRtc"), onclick: () => this.switchPlayer() }, icon("fast"));
    this.input = h("input", { type: "text", maxlength: "500", placeholder: t("type"), "aria-label": t("type"), autocomplete: "off", enterkeyhint: "send" });
    const typing = h("form.typing", { onsubmit: (event) => { event.preventDefault(); this.say(); } }, this.input,
      h("button.button.main", { "aria-label": t("send"), title: t("send") }, icon("send")));
    this.show = h("section.show", {},
      h("div.head", {}, h("a.quiet", { href: "#/rooms", "aria-label": t("back"), title: t("back") }, icon("back")), this.title, this.facts, h("span.grow"),
        this.soundButton,
        this.webRtcButton,
        h("button.quiet", { type: "button", "aria-label": t("clone"), title: t("clone"), onclick: () => this.clone() }, icon("copy")),
        h("button.quiet", { type: "button", "aria-label": t("settings"), title: t("settings"), onclick: () => this.edit() }, icon("settings"))),
      h("div.screen", {}, this.behind, this.video, h("div.top", {}, this.state, this.lag), h("div.subtitle", { "aria-live": "off" }, this.subtitle), this.cover, this.soundPrompt),
      h("div.controls", {}, looks(this.room.room), this.openButton, this.talk, this.stopButton));
    this.element = h("div.room", {}, this.show,
      h("section.panel.talk-panel", { "aria-label": t("conversation") }, h("header", {}, h("h2", {}, t("conversation"))), this.transcript.element, this.comments.element, typing));
    main.replaceChildren(this.element);
    this.describe();
    this.setState(this.room.state);
  }

  describe() {
    this.title.textContent = this.title.title = this.room.title;
    this.facts.textContent = [this.room.language ? t(this.room.language) : t("detect"), ...Object.values(this.room.voice)].join(" · ");
  }

  async backdrop() {
    const picture = await blob(roomPath(this.room.room, "/thumbnail.jpg")).catch(() => null);
    if (!picture?.size) return;
    this.behind.src = URL.createObjectURL(picture);
    this.behind.onload = () => URL.revokeObjectURL(this.behind.src);
    this.behind.hidden = false;
  }

  heard(news) {
    switch (news.type) {
      case "snapshot":
        this.transcript.snapshot(news.room.turns);
        this.comments.snapshot(news.room.comments);
        this.setState(news.room.state);
        break;
      case "partial": this.transcript.partial(news); break;
      case "turn": this.transcript.show(news.turn); break;
      case "clause": this.transcript.clause(news); break;
      case "state": this.setState(news.state); break;
      case "timeline":
        this.transcript.timeline(news.timeline);
        if (this.panel && news.timeline.ttfaMillis >= 0) this.showTimeline({ turn: news.timeline.turn }, news.timeline);
        break;
      case "comment": this.comments.show(news.comment); break;
      case "note": toast(news.text, news.failed); break;
      case "room": this.room = { ...this.room, ...news.room, state: this.room.state }; this.describe(); break;
    }
  }

  setState(state) {
    this.state.className = `pill ${state}`;
    this.state.textContent = t(state);
    this.stopButton.disabled = state === "IDLE" || state === "LISTENING";
  }

  activity(name) {
    if (name === "preparing") this.covered(t("preparing"));
    else if (name === "closed") this.covered(t("closed"), false);
    else if (this.video.readyState >= 2) this.shown();
  }

  covered(text, busy = true) {
    this.cover.hidden = false;
    this.cover.firstChild.hidden = !busy;
    this.cover.lastChild.textContent = text;
    this.soundPrompt.hidden = true;
  }

  shown() {
    this.cover.hidden = true;
    this.soundPrompt.hidden = this.player.soundOn || this.soundRefused;
  }

  figures() {
    const lead = this.player.lead();
    this.lag.hidden = lead < 1;
    this.lag.textContent = t("behind", number(lead, 1));
    if (this.cover.hidden === false && this.video.readyState >= 3 && !this.video.paused && this.player.activity !== "preparing" && this.player.socket.socket?.readyState === WebSocket.OPEN) this.shown();
  }

  async sound(on) {
    this.soundRefused = !on;
    if (on) await this.player.enableSound().catch((error) => toast(error.message, true));
    else this.player.muteSound();
    this.soundButton.replaceChildren(icon(this.player.soundOn ? "sound" : "muted"));
    this.soundButton.setAttribute("aria-pressed", String(this.player.soundOn));
    this.soundPrompt.hidden = true;
  }

  async pressTalk() {
    if (this.held || this.open) return;
    this.held = true;
    this.talking(true);
    this.interruptSoftly();
    if (!this.player.soundOn && !this.soundRefused) this.sound(true);
    try {
      await this.microphone.start();
      if (!this.held) this.microphone.stop();
    } catch (error) {
      this.held = false;
      this.talking(false);
      toast(t("noMicrophone", error.message), true);
    }
  }

  releaseTalk() {
    if (!this.held) return;
    this.held = false;
    this.microphone.stop();
    this.talking(false);
  }

  async toggleOpen() {
    this.open = !this.open;
    this.openButton.setAttribute("aria-pressed", String(this.open));
    this.talking(this.open);
    if (!this.open) return this.microphone.stop();
    if (!this.player.soundOn && !this.soundRefused) this.sound(true);
    try {
      await this.microphone.start();
    } catch (error) {
      this.open = false;
      this.openButton.setAttribute("aria-pressed", "false");
      this.talking(false);
      toast(t("noMicrophone", error.message), true);
    }
  }

  talking(live) {
    this.talk.classList.toggle("live", live);
    this.talk.setAttribute("aria-pressed", String(live));
    this.talk.querySelector("span").textContent = t(!live ? "hold" : this.open ? "listening" : "release");
    if (!live && this.open) {
      this.open = false;
      this.openButton.setAttribute("aria-pressed", "false");
    }
    if (!live) this.talk.style.setProperty("--level", 0);
  }

  /** Somebody begins to speak: the host falls silent here at once, and everywhere as soon as the conductor says so. */
  interruptSoftly() {
    if (this.player.activity !== "speaking") return;
    this.player.hush();
    post(roomPath(this.room.room, "/pause")).catch((error) => toast(error.message, true));
  }

  stop() {
    if (this.stopButton.disabled) return;
    this.player.hush();
    post(roomPath(this.room.room, "/interrupt")).catch((error) => toast(error.message, true));
  }

  async say() {
    const text = this.input.value.trim();
    if (!text) return;
    this.input.value = "";
    if (!this.player.soundOn && !this.soundRefused) this.sound(true);
    try {
      await post(roomPath(this.room.room, "/say"), { text });
    } catch (error) {
      this.input.value = text;
      toast(error.message, true);
    }
  }

  key(event) {
    const typing = event.target.closest?.("input, textarea, select, dialog");
    if (event.key === "Escape" && event.type === "keydown" && !event.target.closest?.("dialog")) {
      this.stop();
      if (typing) event.target.blur();
    } else if (typing || event.ctrlKey || event.metaKey || event.altKey) {
      return;
    } else if (event.code === "Space" && (event.target === document.body || event.target === this.talk || !event.target.closest?.("button, a"))) {
      event.preventDefault();
      if (event.type === "keydown" && !event.repeat) this.pressTalk();
      else if (event.type === "keyup") this.releaseTalk();
    } else if (event.key === "/" && event.type === "keydown") {
      event.preventDefault();
      this.input.focus();
    }
  }

  async showTimeline(turn, known) {
    let timeline;
    try {
      timeline = known ?? (await get(roomPath(this.room.room, `/turns/${encodeURIComponent(turn.turn)}/timeline`)));
    } catch (error) {
      return toast(error.message, true);
    }
    const panel = timelinePanel(timeline, turn.question ?? "", () => this.hideTimeline(), [pastOf(this.room.room, timeline.turn)]);
    if (this.panel) this.panel.replaceWith(panel);
    else this.show.append(panel);
    this.panel = panel;
    this.transcript.mark(timeline.turn);
  }

  hideTimeline() {
    this.panel?.remove();
    this.panel = undefined;
    this.transcript.mark("");
  }

  async edit() {
    const saved = await roomDialog(this.room, false).catch((error) => toast(error.message, true));
    if (saved) toast(t("saved"));
  }

  async clone() {
    const made = await cloneDialog(this.room).catch((error) => toast(error.message, true));
    if (made) location.hash = `#/rooms/${encodeURIComponent(made.room)}`;
  }

  close() {
    clearInterval(this.timer);
    removeEventListener("keydown", this.keys);
    removeEventListener("keyup", this.keys);
    removeEventListener("blur", this.blurred);
    this.events.close();
    this.microphone.release();
    this.player.close();
    delete globalThis.talkmatrix;
  }
}
