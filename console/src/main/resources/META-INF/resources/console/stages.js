// How each stage does: device, model, speed, queue, debt.
import { get } from "/console/api.js";
import { h } from "/console/dom.js";
import { number, t } from "/console/i18n.js";

const REFRESH = 1500;

export function stagesView(main) {
  const body = h("tbody");
  let timer;
  let ended = false;
  const heads = [["stage"], ["health"], ["engine"], ["device"], ["rtf", 1], ["queue", 1], ["debt", 1], ["oldest", 1], ["wait", 1], ["reported", 1]];
  main.replaceChildren(
    h("div.head", {}, h("div", {}, h("h1", {}, t("stages")), h("p", {}, t("stagesIntro")))),
    h("div.panel", {}, h("table.stages", {}, h("thead", {}, h("tr", {}, heads.map(([key, right]) => h(right ? "th.n" : "th", { scope: "col" }, t(key))))), body)));

  function row(stage, now) {
    const silent = stage.reportedAtMillis === 0;
    const healthy = stage.health === "up" ? ["pill ok", t("up")] : stage.health ? ["pill bad", stage.health] : ["pill", t("elsewhere")];
    const pill = h("span", {}, healthy[1]);
    pill.className = healthy[0];
    const cell = (key, text, name = "td.n") => h(name, { "data-name": t(key) }, text);
    return h("tr", {},
      h("td", {}, h("strong", {}, t(`stage_${stage.stage}`)), h("small", {}, stage.stage)),
      h("td", {}, pill),
      h("td", { "data-name": t("engine") }, silent ? t("notYet") : stage.engine, stage.degraded ? h("small.warn", {}, stage.degraded) : null),
      h("td", { "data-name": t("device") }, stage.device || "–"),
      cell("rtf", stage.realTimeFactor < 0 ? "–" : number(stage.realTimeFactor, 2)),
      cell("queue", number(stage.queue)),
      cell("debt", stage.owedSeconds < 0 ? "–" : t("seconds", number(stage.owedSeconds, 1))),
      cell("oldest", stage.queue === 0 ? "–" : t("seconds", number(stage.oldestMillis / 1000, 1))),
      cell("wait", stage.queueMillis < 0 ? "–" : `${number(stage.queueMillis, 1)} ms`),
      cell("reported", silent ? "–" : t("ago", number(Math.max(0, Math.round((now - stage.reportedAtMillis) / 1000))))));
  }

  async function refresh() {
    try {
      const stages = await get("/api/stages");
      body.replaceChildren(...stages.map((stage) => row(stage, Date.now())));
    } catch (error) {
      body.replaceChildren(h("tr", {}, h("td.empty", { colSpan: heads.length }, error.message)));
    }
    if (!ended) timer = setTimeout(refresh, REFRESH);
  }
  refresh();
  return () => {
    ended = true;
    clearTimeout(timer);
  };
}
