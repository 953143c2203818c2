// A past turn: what happened in it, milestone by milestone, and the turn once more.
import { get, post, roomPath } from "/console/api.js";
import { h } from "/console/dom.js";
import { known, number, t } from "/console/i18n.js";

const STAGES = ["asr", "reply", "tts", "face"];
const LOOK_MILLIS = 1000;

function name(stage) {
  return known(`stage_${stage}`) ? t(`stage_${stage}`) : stage;
}

function row(event, zero) {
  const detail = [event.detail, event.engine, event.degraded].filter(Boolean).join(" · ");
  return h("tr", {}, h("td", {}, number(event.atMillis - zero)), h("td", {}, name(event.stage)), h("td", {}, event.milestone), h("td", { title: detail }, detail));
}

/** The panel's lower part: events on request, and a button that replays. */
export function pastOf(room, turn) {
  const path = roomPath(room, `/turns/${encodeURIComponent(turn)}`);
  const table = h("tbody");
  const events = h("details.past", {}, h("summary", {}, t("whatHappened")),
    h("div.events", { tabindex: "0" }, h("table", {}, h("thead", {}, h("tr", {}, h("th", {}, "ms"), h("th", {}, t("stageName")), h("th", {}, t("milestone")), h("th", {}, t("detail")))), table)));
  events.addEventListener("toggle", async () => {
    if (!events.open || table.childElementCount) return;
    try {
      const all = await get(`${path}/events`);
      table.replaceChildren(...all.map((event) => row(event, all[0].atMillis)));
    } catch (error) {
      table.replaceChildren(h("tr", {}, h("td", { colspan: "4" }, error.message)));
    }
  });
  const from = h("select", { "aria-label": t("replayFrom") }, STAGES.map((stage) => h("option", { value: stage }, name(stage))));
  from.value = "tts";
  const state = h("output.replayed", { hidden: true });
  const button = h("button.button", { type: "button" }, t("replayIt"));
  const section = h("section.replay", {}, events, h("div.again", {}, h("span", {}, t("replayFrom")), from, button), state);
  const show = (text, bad) => {
    state.hidden = false;
    state.classList.toggle("bad", bad);
    state.textContent = text;
  };
  button.addEventListener("click", async () => {
    button.disabled = true;
    show(t("replaying"), false);
    try {
      let replay = await post(`${path}/replays`, { fromStage: from.value });
      while (replay.state === "RUNNING" && section.isConnected) {
        await new Promise((resolve) => setTimeout(resolve, LOOK_MILLIS));
        replay = await get(`/api/replays/${encodeURIComponent(replay.id)}`);
      }
      if (replay.state === "FAILED") show(t("replayFailed", replay.detail), true);
      else if (replay.state === "DONE") show([t(replay.same ? "replaySame" : "replayDiffers"), ...replay.report].join("\n"), false);
    } catch (error) {
      show(error.message, true);
    }
    button.disabled = false;
  });
  return section;
}
