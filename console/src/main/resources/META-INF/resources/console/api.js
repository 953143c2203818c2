// REST and WebSockets of the page server, with the token where one is asked for.
import { h } from "/console/dom.js";
import { t } from "/console/i18n.js";

const fragment = new URLSearchParams(location.hash.replace(/^#\/?/, ""));
if (fragment.has("token")) {
  sessionStorage.setItem("token", fragment.get("token"));
  history.replaceState(null, "", location.pathname);
}

let asking = null;
const arriving = arrive();

export class Refused extends Error {
  constructor(problem, status) {
    super(problem.detail ?? `HTTP ${status}`);
    this.status = status;
    this.field = problem.field ?? "";
  }
}

async function call(method, path, body, options) {
  await arriving;
  return request(method, path, body, options);
}

async function request(method, path, body, { type = "application/json", keepalive = false, retry = true } = {}) {
  const headers = {};
  const token = sessionStorage.getItem("token");
  if (token) headers.Authorization = `Bearer ${token}`;
  if (body !== undefined) headers["Content-Type"] = type;
  const response = await fetch(path, { method, headers, body: body === undefined || type !== "application/json" ? body : JSON.stringify(body), keepalive });
  if (response.status === 401 && retry) {
    await askForToken();
    return request(method, path, body, { type, keepalive, retry: false });
  }
  if (!response.ok) {
    throw new Refused(await response.json().catch(() => ({})), response.status);
  }
  return response;
}

export const get = async (path) => (await call("GET", path)).json();
export const blob = async (path) => (await call("GET", path)).blob();
export const post = async (path, body) => (await call("POST", path, body)).json();
export const put = async (path, body) => (await call("PUT", path, body)).json();
export const remove = (path) => call("DELETE", path);
/** Offers a WebRTC session. @return {session: address to delete it at, sdp: the answer} */
export async function offer(path, sdp) {
  const response = await call("POST", path, sdp, { type: "application/sdp" });
  return { session: new URL(response.headers.get("Location"), location.href).pathname, sdp: await response.text() };
}
/** Also while the page is being left. */
export const removeAtLast = (path) => call("DELETE", path, undefined, { keepalive: true, retry: false });
export const roomPath = (room, rest = "") => `/api/rooms/${encodeURIComponent(room)}${rest}`;

const base64 = (bytes) => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

/** Comes back from the issuer's login with a code, which is exchanged for a token. */
async function arrive() {
  const query = new URLSearchParams(location.search);
  const left = JSON.parse(sessionStorage.getItem("login") ?? "null");
  if (!left || query.get("state") !== left.state || !query.has("code")) return;
  sessionStorage.removeItem("login");
  history.replaceState(null, "", left.from);
  const exchange = { code: query.get("code"), verifier: left.verifier, redirect: left.redirect };
  try {
    const response = await request("POST", "/api/login/token", exchange, { retry: false });
    sessionStorage.setItem("token", (await response.json()).token);
  } catch (error) {
    console.warn(error.message);
  }
}

/** Leaves for the issuer's login (code flow with PKCE). */
async function leave(login) {
  const verifier = base64(crypto.getRandomValues(new Uint8Array(32)));
  const challenge = base64(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(verifier)));
  const left = { verifier, state: base64(crypto.getRandomValues(new Uint8Array(16))), redirect: `${location.origin}/`, from: location.href };
  sessionStorage.setItem("login", JSON.stringify(left));
  const to = new URL(login.authorize);
  Object.entries({
    response_type: "code", scope: "openid profile", client_id: login.client, redirect_uri: left.redirect,
    state: left.state, code_challenge: challenge, code_challenge_method: "S256",
  }).forEach(([name, value]) => to.searchParams.set(name, value));
  location.assign(to);
}

/** One dialog however many requests need it. */
function askForToken() {
  asking ??= request("GET", "/api/login", undefined, { retry: false })
    .then((response) => response.json())
    .catch(() => ({}))
    .then(dialogFor);
  return asking;
}

function dialogFor(login) {
  return new Promise((resolve) => {
    const input = h("input", { type: "password", name: "token", required: true, autocomplete: "current-password" });
    const dialog = h("dialog", {},
      h("form", { method: "dialog" },
        h("header", {}, h("h2", {}, t("tokenTitle"))),
        h("div.body", {},
          login.authorize ? h("button.button.main.login", { type: "button", onclick: () => leave(login) }, t("logIn", new URL(login.authorize).host)) : "",
          h("label.field", {}, h("span", {}, t("token")), input, h("small", {}, t("tokenHint")))),
        h("footer", {}, h("button.button.main", {}, t("enter")))));
    dialog.addEventListener("close", () => {
      if (input.value) sessionStorage.setItem("token", input.value);
      dialog.remove();
      asking = null;
      resolve();
    });
    document.body.append(dialog);
    dialog.showModal();
  });
}

/** Opens a WebSocket; where a token is used, with a ticket. */
export async function socket(path) {
  const url = new URL(path, location.href);
  url.protocol = location.protocol === "https:" ? "wss:" : "ws:";
  await arriving;
  if (sessionStorage.getItem("token")) url.searchParams.set("ticket", (await post("/api/tickets")).ticket);
  const opened = new WebSocket(url);
  opened.binaryType = "arraybuffer";
  return opened;
}

/** A socket that is opened again, ever more slowly, until it is closed by us. */
export class LastingSocket {
  constructor(path, handlers) {
    this.path = path;
    this.handlers = handlers;
    this.failures = 0;
    this.connect();
  }

  async connect() {
    if (this.ended) return;
    try {
      const current = (this.socket = await socket(this.path));
      if (this.ended) return current.close();
      current.onopen = () => this.handlers.open?.();
      current.onmessage = (event) => {
        this.failures = 0;
        this.handlers.message(event.data);
      };
      current.onclose = (event) => this.again(event.reason);
    } catch (error) {
      this.again(error.message);
    }
  }

  again(reason) {
    if (this.ended) return;
    this.handlers.lost?.(reason);
    this.timer = setTimeout(() => this.connect(), Math.min(5000, 250 * 2 ** this.failures++));
  }

  close() {
    this.ended = true;
    clearTimeout(this.timer);
    this.socket?.close();
  }
}
