// Where a turn's time went: one bar of named parts from the end of speech to the first sound.
import { h, icon, svg } from "/console/dom.js";
import { known, number, t } from "/console/i18n.js";

const COLOURS = 8; // the first is for waiting, transport and what is not explained
const WIDTH = 1000;

/** {@code asr.broker} is the way to a stage, {@code asr.queue} the waiting in it, anything else is work. */
function partName(name) {
  const [stage, kind] = name.split(".");
  if (kind) return `${known(`stage_${stage}`) ? t(`stage_${stage}`) : stage} · ${known(`part_${kind}`) ? t(`part_${kind}`) : kind}`;
  const key = `part_${name.replace(/[^a-z]/g, "")}`;
  return known(key) ? t(key) : name;
}

function pieces(timeline) {
  let colour = 0;
  const parts = timeline.parts
    .filter((part) => part.untilMillis > part.fromMillis)
    .map((part) => ({
      name: partName(part.name),
      from: part.fromMillis,
      until: part.untilMillis,
      colour: part.name.includes(".") || part.name === "unexplained" ? 0 : 1 + (colour++ % (COLOURS - 1)),
    }));
  const told = timeline.parts.some((part) => part.name === "unexplained");
  if (!told && timeline.unexplainedMillis >= 1) {
    parts.push({ name: t("part_unexplained"), from: timeline.ttfaMillis - timeline.unexplainedMillis, until: timeline.ttfaMillis, colour: 0 });
  }
  return parts;
}

function ticks(end) {
  const step = [50, 100, 200, 250, 500, 1000, 2000, 5000].find((size) => end / size <= 8) ?? 10000;
  return Array.from({ length: Math.floor(end / step) + 1 }, (_, i) => i * step);
}

/** @param {Element[]} more what else belongs to the turn */
export function timelinePanel(timeline, question, close, more = []) {
  const parts = pieces(timeline);
  const end = Math.max(1, ...parts.map((part) => part.until));
  const x = (millis) => (millis / end) * WIDTH;
  const bar = svg("svg", { class: "chart", role: "img", "aria-label": parts.map((part) => `${part.name} ${Math.round(part.until - part.from)} ms`).join(", ") });
  bar.append(svg("clipPath", { id: "bar-clip" }, svg("rect", { x: 0, y: 0, width: "100%", height: 30, rx: 7 })));
  const group = svg("g", { "clip-path": "url(#bar-clip)" });
  for (const part of parts) {
    const rect = svg("rect", { class: `k${part.colour}`, x: `${x(part.from) / 10}%`, y: 0, width: `${Math.max(0.15, x(part.until - part.from) / 10 - 0.15)}%`, height: 30 });
    rect.append(svg("title"));
    rect.firstChild.textContent = `${part.name}: ${number(part.until - part.from, 1)} ms`;
    group.append(rect);
  }
  bar.append(group);
  for (const millis of ticks(end)) {
    const at = `${x(millis) / 10}%`;
    const label = svg("text", { x: at, y: 51, "text-anchor": millis === 0 ? "start" : x(millis) > 960 ? "end" : "middle" });
    label.textContent = number(millis);
    bar.append(svg("line", { class: "tick", x1: at, x2: at, y1: 33, y2: 38 }), label);
  }
  return h("section.panel.timeline", { "aria-label": t("timeline") },
    h("header", {},
      h("strong", {}, timeline.ttfaMillis < 0 ? "–" : t("seconds", number(timeline.ttfaMillis / 1000, 2))),
      h("span", { title: question }, t("toFirstSound")),
      h("button.quiet", { type: "button", "aria-label": t("closeIt"), onclick: close }, icon("close"))),
    bar,
    h("ul.legend", {}, parts.map((part) => h(`li.k${part.colour}`, {}, part.name, h("b", {}, `${number(part.until - part.from, part.until - part.from < 10 ? 1 : 0)} ms`)))),
    ...more);
}
