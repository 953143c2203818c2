// The shell: bar, theme, language, which view is shown.
import "/console/api.js";
import { h, icon } from "/console/dom.js";
import { language, languages, setLanguage, t } from "/console/i18n.js";
import { roomView } from "/console/room.js";
import { roomsView } from "/console/rooms.js";
import { stagesView } from "/console/stages.js";

const THEMES = { auto: "auto", light: "sun", dark: "moon" };
const main = document.querySelector("main");
const dark = matchMedia("(prefers-color-scheme: dark)");
let leave = () => {};
let turn = 0;

const theme = () => localStorage.getItem("theme") ?? "auto";

function applyTheme() {
  const chosen = theme();
  document.documentElement.dataset.theme = chosen === "auto" ? (dark.matches ? "dark" : "light") : chosen;
}

function bar(section) {
  const names = Object.keys(THEMES);
  const tab = (name) => h("a.tab", { href: `#/${name}`, "aria-current": section === name ? "page" : undefined }, t(name));
  document.querySelector(".bar").replaceChildren(
    h("a.brand", { href: "#/rooms", "aria-label": "TalkMatrix" }, h("img", { src: "/console/mark.svg", alt: "" }), h("span", {}, "TalkMatrix")),
    h("nav", {}, tab("rooms"), tab("stages")),
    h("span.grow"),
    h("button.quiet.wide", { type: "button", lang: language() === "zh" ? "en" : "zh-CN", onclick: () => { setLanguage(languages[1 - languages.indexOf(language())]); show(); } }, t("otherLanguage")),
    h("button.quiet", { type: "button", "aria-label": t("theme", t(theme())), title: t("theme", t(theme())), onclick: () => {
      localStorage.setItem("theme", names[(names.indexOf(theme()) + 1) % names.length]);
      applyTheme();
      bar(section);
    } }, icon(THEMES[theme()])));
  document.querySelector(".skip").textContent = t("skip");
}

async function show() {
  const [, section = "rooms", id] = location.hash.split("/");
  const mine = ++turn;
  leave();
  leave = () => {};
  bar(section);
  document.title = `${t(section === "stages" ? "stages" : "rooms")} · TalkMatrix`;
  const left = section === "stages" ? stagesView(main) : section === "rooms" && id ? await roomView(main, decodeURIComponent(id)) : roomsView(main);
  if (mine === turn) leave = left;
  else left();
}

setLanguage(language());
applyTheme();
dark.addEventListener("change", applyTheme);
addEventListener("hashchange", () => { scrollTo(0, 0); show(); });
document.querySelector(".skip").addEventListener("click", (event) => { event.preventDefault(); main.focus(); });
show();
