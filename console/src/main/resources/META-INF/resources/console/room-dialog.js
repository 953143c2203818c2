// A room's settings: made, changed, cloned, deleted.
import { get, post, put, remove, roomPath } from "/console/api.js";
import { h, icon, toast } from "/console/dom.js";
import { t } from "/console/i18n.js";

const LANGUAGES = ["zh", "en"];
const LIGHTS = ["off", "studio", "warm", "cool", "stage", "day"];

function select(name, value, choices) {
  return h("select", { name }, choices.map(([choice, text]) => h("option", { value: choice, selected: choice === value }, text)));
}

function field(label, control, hint) {
  return h("label.field", {}, h("span", {}, label), control, hint ? h("small", {}, hint) : null);
}

/** Faces to choose from, each with its picture; keyboard and screen reader see radio buttons. */
function faces(chosen, known) {
  const avatars = known.some((avatar) => avatar.name === chosen) ? known : [{ name: chosen, title: chosen }, ...known];
  return h("fieldset.field.faces", {}, h("legend", {}, t("avatar")), avatars.map((avatar) => h("label", { title: avatar.title },
    h("input", { type: "radio", name: "avatar", value: avatar.name, checked: avatar.name === chosen }),
    h("img", { src: `/api/avatars/${encodeURIComponent(avatar.name)}/picture`, alt: "", width: "72", height: "72", loading: "lazy" }),
    h("span", {}, avatar.title))));
}

const LAYOUTS = ["face", "9:16", "16:9", "1:1"];

/** Shape of the picture and what is behind the host; pictures that were named elsewhere are kept. */
function sceneFields(scene) {
  const background = scene.background ?? "keep";
  const kinds = ["keep", "blur", "colour", ...(["keep", "blur"].includes(background) || background.startsWith("#") ? [] : ["picture"])];
  const kind = kinds.includes(background) ? background : background.startsWith("#") ? "colour" : "picture";
  const colour = h("input", { type: "color", name: "colour", value: kind === "colour" ? background : "#1d2b4a", hidden: kind !== "colour", "aria-label": t("colour") });
  const choice = select("background", kind, kinds.map((name) => [name, t(`${name}Background`)]));
  choice.addEventListener("change", () => { colour.hidden = choice.value !== "colour"; });
  return h("div.two", {},
    field(t("layout"), select("layout", scene.layout ?? "face", LAYOUTS.map((shape) => [shape, shape === "face" ? t("faceLayout") : shape]))),
    field(t("background"), h("div.pair", {}, choice, colour)),
    h("label.check", {}, h("input", { type: "checkbox", name: "subtitles", checked: scene.subtitles === "true" }), t("subtitlesInPicture")));
}

function sceneOf(data, before) {
  const kind = data.get("background");
  return {
    ...before, layout: data.get("layout"), subtitles: String(data.has("subtitles")),
    background: kind === "colour" ? data.get("colour") : kind === "picture" ? before.background : kind,
  };
}

/** Makes a room like this one; it is not sent to the same addresses. */
export function cloneDialog(room) {
  const outputs = (room.outputs ?? []).filter((output) => !output.includes("://"));
  return roomDialog({ ...room, title: t("copyOf", room.title).slice(0, 80), outputs }, true, room.room);
}

/** @param room to change or to take over from; @param created true if another one is to be made; @param like id of the room it is a clone of */
export async function roomDialog(room, created, like = null) {
  const [avatars, voices, knowledge] = await Promise.all([get("/api/avatars"), get("/api/voices"), get("/api/knowledge")]);
  // A room may have files that the command line gave it: they stay unless they are unchecked.
  const own = (room.knowledge ?? []).filter((path) => !knowledge.some((file) => file.path === path));
  knowledge.unshift(...own.map((path) => ({ path, title: path.split("/").pop() })));
  const scene = room.scene ?? { layout: "face", background: "keep" };
  return new Promise((resolve) => {
    const title = h("input", { type: "text", name: "title", maxlength: "80", required: true, value: room.title });
    const persona = h("textarea", { name: "persona", maxlength: "2000", placeholder: t("personaExample") }, room.persona ?? "");
    const lines = (name, value) => h("textarea", { name, maxlength: "60000", rows: "4" }, (value ?? []).join("\n"));
    const voiceOf = (language) => select(`voice.${language}`, room.voice?.[language] ?? "", [["", t("byDefault")],
      ...voices.filter((voice) => voice.language === language).map((voice) => [voice.name, voice.name])]);
    const form = h("form", { method: "dialog", novalidate: true },
      h("header", {}, h("h2", {}, t(created ? "newRoom" : "editRoom")),
        h("button.quiet", { type: "button", "aria-label": t("closeIt"), onclick: () => dialog.close() }, icon("close"))),
      h("div.body", {},
        field(t("title"), title),
        faces(room.avatar, avatars),
        field(t("language"), select("language", room.language, [["", t("detect")], ...LANGUAGES.map((tag) => [tag, t(tag)])])),
        sceneFields(scene),
        h("div.two", {}, LANGUAGES.map((tag) => field(t("voiceFor", t(tag)), voiceOf(tag)))),
        field(t("roomLight"), select("light", room.light ?? "off", [...LIGHTS, ...(room.light === "own" ? ["own"] : [])].map((name) => [name, t(`light_${name}`)])), t("roomLightHint")),
        field(t("persona"), persona, t("personaHint")),
        field(t("script"), lines("script", room.script), t("scriptHint")),
        field(t("outputs"), lines("outputs", room.outputs), t("outputsHint")),
        h("fieldset.field", {}, h("legend", {}, t("knowledge")),
          knowledge.length
            ? knowledge.map((file) => h("label.check", {}, h("input", { type: "checkbox", name: "knowledge", value: file.path, checked: (room.knowledge ?? []).includes(file.path) }), file.title))
            : h("small", {}, t("noKnowledge")))),
      h("footer", {},
        h("button.button", { type: "button", onclick: () => dialog.close() }, t("cancel")),
        h("button.button.main", { type: "submit" }, t(created ? "create" : "save"))));
    const dialog = h("dialog", { "aria-label": t(created ? "newRoom" : "editRoom") }, form);
    let saved = null;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const data = new FormData(form);
      const body = {
        title: data.get("title"), avatar: data.get("avatar"), language: data.get("language"), persona: data.get("persona"),
        voice: Object.fromEntries(LANGUAGES.map((tag) => [tag, data.get(`voice.${tag}`)]).filter(([, voice]) => voice)),
        knowledge: data.getAll("knowledge"), scene: sceneOf(data, scene), light: data.get("light"),
        script: textLines(data.get("script")), outputs: textLines(data.get("outputs")),
      };
      try {
        saved = await (created ? post(like ? roomPath(like, "/clone") : "/api/rooms", body) : put(roomPath(room.room), body));
        dialog.close();
      } catch (error) {
        showProblem(form, error);
      }
    });
    dialog.addEventListener("close", () => {
      dialog.remove();
      resolve(saved);
    });
    document.body.append(dialog);
    dialog.showModal();
    title.select();
  });
}

function showProblem(form, error) {
  form.querySelectorAll(".wrong").forEach((note) => note.remove());
  form.querySelectorAll("[aria-invalid]").forEach((control) => control.removeAttribute("aria-invalid"));
  const control = form.elements[error.field?.replace(/\[\d+\]$/, "")];
  if (control instanceof Element) {
    control.setAttribute("aria-invalid", "true");
    control.after(h("span.wrong", { role: "alert" }, error.message));
    control.focus();
  } else {
    toast(error.message, true);
  }
}

function textLines(text) {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}

export async function setServed(room, served) {
  await post(roomPath(room.room, served ? "/start" : "/stop"));
}

export function newRoomSettings(count) {
  return { title: t("newTitle", count + 1), avatar: "default", language: "", voice: {}, persona: "", knowledge: [], script: [], outputs: [], light: "off" };
}

export async function deleteRoom(room) {
  if (!confirm(t("confirmDelete", room.title))) return false;
  await remove(roomPath(room.room));
  toast(t("deleted", room.title));
  return true;
}
