// The grid of rooms with live thumbnails and states.
import { blob, get, roomPath } from "/console/api.js";
import { h, icon, toast } from "/console/dom.js";
import { t } from "/console/i18n.js";
import { cloneDialog, deleteRoom, newRoomSettings, roomDialog, setServed } from "/console/room-dialog.js";

const REFRESH = 2000;

export function roomsView(main) {
  const grid = h("div.rooms");
  const cards = new Map();
  let rooms = [];
  let ended = false;
  let timer;

  const create = h("button.new-room", { type: "button", onclick: () => make(roomDialog(newRoomSettings(rooms.length), true)) }, icon("plus"), t("newRoom"));
  const loading = h("p.empty", {}, t("connecting"));
  main.replaceChildren(h("div.head", {}, h("h1", {}, t("rooms"))), loading, grid);

  async function make(dialog) {
    const made = await dialog.catch((error) => toast(error.message, true));
    if (made) location.hash = `#/rooms/${encodeURIComponent(made.room)}`;
  }

  function openMenu(room, anchor) {
    document.querySelector(".popup")?.remove();
    const close = () => popup.remove();
    const entry = (name, text, action, style = "") => h(`button${style}`, { type: "button", role: "menuitem", onclick: () => { close(); action(); } }, icon(name), text);
    const popup = h("div.popup.panel", { role: "menu" },
      entry("settings", t("settings"), async () => { await roomDialog(room, false).catch((error) => toast(error.message, true)); refresh(); }),
      entry("copy", t("clone"), () => make(cloneDialog(room))),
      entry(room.open ? "stop" : "plus", t(room.open ? "stopRoom" : "start"), async () => { await setServed(room, !room.open).catch((error) => toast(error.message, true)); refresh(); }),
      entry("trash", t("remove"), async () => { await deleteRoom(room).catch((error) => toast(error.message, true)); refresh(); }, ".danger"));
    const box = anchor.getBoundingClientRect();
    popup.style.top = `${Math.min(box.bottom + scrollY, scrollY + innerHeight - 150)}px`;
    popup.style.left = `${Math.max(8, box.right - 176)}px`;
    document.body.append(popup);
    popup.querySelector("button").focus();
    popup.addEventListener("keydown", (event) => {
      const items = [...popup.querySelectorAll("button")];
      const at = items.indexOf(document.activeElement);
      if (event.key === "Escape") { close(); anchor.focus(); }
      if (event.key === "ArrowDown") items[(at + 1) % items.length].focus();
      if (event.key === "ArrowUp") items[(at + items.length - 1) % items.length].focus();
    });
    setTimeout(() => addEventListener("click", close, { once: true }));
  }

  function card(room) {
    const image = h("img", { alt: "", hidden: true });
    const state = h("span.pill");
    const viewers = h("span.viewers", {}, icon("eye"), h("span"));
    const link = h("a", { href: `#/rooms/${encodeURIComponent(room.room)}` });
    const more = h("button.quiet.menu", { type: "button", "aria-haspopup": "menu", onclick: (event) => { event.stopPropagation(); openMenu(entry.room, more); } }, icon("more"));
    const words = h("p");
    const element = h("article.panel.room-card", {},
      h("div.picture", {}, h("div.face", {}, icon("face")), image, state, viewers),
      h("div.words", {}, h("h2", {}, link), more, words));
    const entry = { element, image, state, viewers, link, more, words, room };
    return entry;
  }

  function show(entry, room) {
    entry.room = room;
    entry.link.textContent = room.title;
    entry.more.setAttribute("aria-label", t("more", room.title));
    entry.state.className = room.open ? `pill ${room.state}` : "pill";
    entry.state.textContent = !room.open ? t("stopped") : room.activity === "preparing" ? t("preparing") : t(room.state);
    entry.element.classList.toggle("stopped", !room.open);
    entry.viewers.lastChild.textContent = room.viewers;
    entry.viewers.title = t("viewers", room.viewers);
    entry.viewers.hidden = room.viewers === 0;
    entry.words.textContent = room.lastQuestion || [room.language ? t(room.language) : t("detect"), ...Object.values(room.voice)].join(" · ");
  }

  async function thumbnail(entry) {
    const picture = await blob(roomPath(entry.room.room, "/thumbnail.jpg")).catch(() => null);
    if (!picture?.size || ended) return;
    const address = URL.createObjectURL(picture);
    entry.image.onload = () => URL.revokeObjectURL(address);
    entry.image.src = address;
    entry.image.hidden = false;
  }

  async function refresh() {
    clearTimeout(timer);
    try {
      rooms = await get("/api/rooms?stopped=true");
      if (ended) return;
      loading.remove();
      const ids = new Set(rooms.map((room) => room.room));
      for (const [id, entry] of cards) if (!ids.has(id)) { entry.element.remove(); cards.delete(id); }
      for (const room of rooms) {
        if (!cards.has(room.room)) cards.set(room.room, card(room));
        show(cards.get(room.room), room);
      }
      const order = [...rooms.map((room) => cards.get(room.room).element), create];
      order.forEach((element, i) => { if (grid.children[i] !== element) grid.insertBefore(element, grid.children[i] ?? null); });
      if (document.visibilityState === "visible") await Promise.all([...cards.values()].filter((entry) => entry.room.open).map(thumbnail));
    } catch (error) {
      loading.textContent = error.message;
    }
    if (!ended) timer = setTimeout(refresh, REFRESH);
  }
  refresh();
  return () => {
    ended = true;
    clearTimeout(timer);
    document.querySelector(".popup")?.remove();
  };
}
