// What was said in a room, newest at the bottom.
import { h, icon } from "/console/dom.js";
import { number, t } from "/console/i18n.js";

const MOST = 60;

function source(turn) {
  const who = turn.clauses.find((clause) => clause.source !== "FILLER")?.source;
  return [turn.source && t(turn.source), who && t(who)].filter(Boolean).join(" → ");
}

export class Transcript {
  /** @param choose called with the turn whose timeline is wanted */
  constructor(choose) {
    this.choose = choose;
    this.turns = new Map();
    this.element = h("div.log", { role: "log", "aria-label": t("conversation"), tabindex: "0" });
    this.none = h("p.empty", {}, t("noTurns"));
    this.element.append(this.none);
  }

  snapshot(turns) {
    this.turns.clear();
    this.element.replaceChildren(this.none);
    for (const turn of [...turns].reverse()) this.show(turn);
  }

  partial({ turn, text, stablePrefix }) {
    const entry = this.entry({ turn, clauses: [], state: "LISTENING" });
    entry.turn.question = text;
    entry.turn.stable = stablePrefix;
    this.draw(entry);
  }

  clause({ turn, clause }) {
    const entry = this.entry({ turn, clauses: [], state: "THINKING", question: "" });
    if (!entry.turn.clauses.some((known) => known.segment === clause.segment)) entry.turn.clauses.push(clause);
    this.draw(entry);
  }

  timeline(timeline) {
    const entry = this.turns.get(timeline.turn);
    if (!entry) return;
    entry.turn.ttfaMillis = timeline.ttfaMillis;
    this.draw(entry);
  }

  show(turn) {
    const entry = this.entry(turn);
    entry.turn = { ...turn, clauses: turn.clauses.length >= entry.turn.clauses.length ? turn.clauses : entry.turn.clauses, ttfaMillis: Math.max(turn.ttfaMillis, entry.turn.ttfaMillis ?? -1) };
    if (turn.state === "DROPPED") {
      entry.element.remove();
      this.turns.delete(turn.turn);
    } else {
      this.draw(entry);
    }
  }

  mark(turn) {
    this.marked = turn;
    for (const entry of this.turns.values()) entry.chip?.setAttribute("aria-pressed", String(entry.turn.turn === turn));
  }

  entry(turn) {
    let entry = this.turns.get(turn.turn);
    if (!entry) {
      entry = { turn: { question: "", ttfaMillis: -1, ...turn }, element: h("article.turn") };
      this.turns.set(turn.turn, entry);
      this.none.remove();
      this.element.append(entry.element);
      if (this.turns.size > MOST) {
        const [oldest] = this.turns.keys();
        this.turns.get(oldest).element.remove();
        this.turns.delete(oldest);
      }
    }
    return entry;
  }

  draw(entry) {
    const atEnd = this.element.scrollHeight - this.element.scrollTop - this.element.clientHeight < 80;
    const { turn } = entry;
    const waiting = turn.state !== "ENDED" && !turn.clauses.length && turn.state !== "LISTENING";
    const outcome = turn.outcome?.startsWith("FAILED") ? t("failed") : turn.outcome === "INTERRUPTED" ? t("interrupted") : "";
    entry.chip = turn.ttfaMillis >= 0
      ? h("button.chip", { type: "button", title: t("timeline"), "aria-pressed": String(this.marked === turn.turn), onclick: () => this.choose(turn) }, icon("clock"), t("seconds", number(turn.ttfaMillis / 1000, 2)))
      : null;
    const partial = turn.state === "LISTENING" && !turn.finalQuestion;
    entry.element.replaceChildren(...[
      turn.question && h(partial ? "div.say.viewer.partial" : "div.say.viewer", {}, ...words(turn, partial)),
      turn.clauses.length > 0 && h("div.say.host", {}, join(turn.clauses)),
      waiting && h("div.say.host", { "aria-label": t("THINKING") }, h("span.dots", {}, h("b"), h("b"), h("b"))),
      (turn.state === "ENDED" || entry.chip) && h("div.meta", {}, entry.chip,
        outcome && h(turn.outcome.startsWith("FAILED") ? "span.chip.bad" : "span.chip", { title: turn.outcome }, outcome),
        h("span", {}, source(turn))),
    ].filter(Boolean));
    if (atEnd) this.element.scrollTop = this.element.scrollHeight;
  }
}

function words(turn, partial) {
  if (!partial) return [turn.question];
  const stable = Math.min(turn.stable ?? 0, turn.question.length);
  return [turn.question.slice(0, stable), h("i", {}, turn.question.slice(stable))];
}

/** Clauses as they are spoken; a space only between words of Latin script. */
function join(clauses) {
  return [...clauses].sort((a, b) => a.segment - b.segment)
    .reduce((all, { text }) => all + (all && /[\x21-\x7e]$/.test(all) && /^[\x21-\x7e]/.test(text) ? " " : "") + text, "");
}
