// Feelings and gestures of a room's host, on request.
import { post, roomPath } from "/console/api.js";
import { h, icon, toast } from "/console/dom.js";
import { t } from "/console/i18n.js";

const FEELINGS = ["auto", "neutral", "happy", "sad", "surprised", "serious"];
const CLIPS = ["nod", "shake", "tilt", "wink", "look-aside", "greeting", "thanks", "agree", "disagree", "thinking", "apology", "wow", "cheeky"];

/** A button that opens a small sheet; Esc or a click elsewhere closes it. */
export function looks(room) {
  const strength = h("input", { type: "range", min: "0.1", max: "1", step: "0.1", value: "0.8", "aria-label": t("strength") });
  const ask = (body) => post(roomPath(room, "/act"), body).catch((error) => toast(error.message, true));
  const feelings = FEELINGS.map((name) => h("button.chip", { type: "button", onclick: (event) => {
    for (const other of feelings) other.setAttribute("aria-pressed", String(other === event.currentTarget));
    ask(name === "auto" ? { emotion: name } : { emotion: name, intensity: Number(strength.value) });
  } }, t(`feel_${name}`)));
  const clips = CLIPS.map((name) => h("button.chip", { type: "button", onclick: () => ask({ clip: name, strength: Number(strength.value) }) }, t(`clip_${name}`)));
  const element = h("details.looks", {},
    h("summary.round", { "aria-label": t("looks"), title: t("looks") }, icon("smile")),
    h("div.sheet", {},
      h("div.row", {}, h("span", {}, t("feeling")), h("div.chips", {}, feelings)),
      h("div.row", {}, h("span", {}, t("gesture")), h("div.chips", {}, clips)),
      h("label.row", {}, h("span", {}, t("strength")), strength),
      h("small", {}, t("looksHint"))));
  element.addEventListener("keydown", (event) => { if (event.key === "Escape" && element.open) { event.stopPropagation(); element.open = false; } });
  element.addEventListener("focusout", (event) => { if (!element.contains(event.relatedTarget)) element.open = false; });
  return element;
}
