// What happens in the live room, with why it was taken up or not, newest at the top; and the director's buttons.
import { post, roomPath } from "/console/api.js";
import { h, toast } from "/console/dom.js";
import { known, t } from "/console/i18n.js";

const MOST = 60;

/** The director's reason in this language: its first word is a fixed one. */
function reason(comment) {
  if (!comment.verdict) return t("undecided");
  const [word, ...rest] = comment.reason.split(/[: ]/);
  const key = `reason_${word}`;
  if (comment.verdict === "TAKEN") return t("taken");
  if (comment.verdict === "COUNTED" && word !== "ALERT") return t("counted");
  const number = rest.join(" ").match(/\d+/)?.[0] ?? "";
  return known(key) ? t(key, number) : comment.reason;
}

export class Comments {
  constructor(room) {
    this.room = room;
    this.entries = new Map();
    this.list = h("ol", { "aria-label": t("comments") });
    this.count = h("span.count");
    this.none = h("p.empty", {}, t("noComments"));
    this.name = h("input.who", { type: "text", maxlength: "40", placeholder: t("viewer"), "aria-label": t("viewer"), autocomplete: "off" });
    this.words = h("input", { type: "text", maxlength: "200", placeholder: t("tryComment"), "aria-label": t("tryComment"), autocomplete: "off", enterkeyhint: "send" });
    this.hold = h("button.chip", { type: "button", "aria-pressed": "false", title: t("holdHint"), onclick: () => this.toggleHold() }, t("holdComments"));
    this.element = h("details.comments", {},
      h("summary", {}, h("span", {}, t("comments")), this.count),
      h("div.tools", {}, this.hold, h("button.chip", { type: "button", onclick: () => this.order("skip") }, t("skipItem"))),
      h("div.list", { tabindex: "0" }, this.none, this.list),
      h("form", { onsubmit: (event) => { event.preventDefault(); this.send(); } }, this.name, this.words, h("button.button", {}, t("send"))));
  }

  snapshot(comments) {
    this.entries.clear();
    this.list.replaceChildren();
    for (const comment of [...comments].reverse()) this.show(comment);
    if (comments.length) this.element.open = true;
  }

  show(comment) {
    const entry = this.row(comment);
    const old = this.entries.get(comment.turn);
    if (old) old.replaceWith(entry);
    else this.list.prepend(entry);
    this.entries.set(comment.turn, entry);
    if (this.entries.size > MOST) {
      const [oldest] = this.entries.keys();
      this.entries.get(oldest).remove();
      this.entries.delete(oldest);
    }
    this.none.hidden = true;
    this.count.textContent = this.entries.size;
  }

  row(comment) {
    const words = comment.kind === "COMMENT" ? comment.text
      : comment.kind === "GIFT" ? t("gave", comment.text, comment.count) : t(`did_${comment.kind}`);
    return h(`li.${comment.verdict || "OPEN"}`, {},
      h("b", {}, comment.user || t("viewer")), h("span.words", { title: words }, words),
      h("span.why", { title: comment.reason }, reason(comment)),
      comment.kind === "COMMENT" && comment.verdict === "PASSED_OVER" && !comment.reason.startsWith("BLOCKED")
        && h("button.chip", { type: "button", title: t("answerHint"), onclick: () => this.order("ask", comment.text, comment.user) }, t("answerIt")));
  }

  async send() {
    const text = this.words.value.trim();
    if (!text) return;
    this.words.value = "";
    try {
      await post(roomPath(this.room, "/comments"), { user: this.name.value.trim(), text });
    } catch (error) {
      this.words.value = text;
      toast(error.message, true);
    }
  }

  async toggleHold() {
    const held = this.hold.getAttribute("aria-pressed") !== "true";
    if (await this.order(held ? "hold" : "go")) this.hold.setAttribute("aria-pressed", String(held));
  }

  async order(what, text, user) {
    try {
      await post(roomPath(this.room, "/director"), text ? { do: what, text, user: user ?? "" } : { do: what });
      return true;
    } catch (error) {
      toast(error.message, true);
      return false;
    }
  }
}
