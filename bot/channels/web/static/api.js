// Talking to our own server, and whose conversation it is.
// A tab has a token (a bearer header); a kept device has a cookie that no script can read.

import * as store from "./store.js";

export class Trouble extends Error {
  // status 0: no answer at all. `as`: the session that was used, it may have changed meanwhile.
  // `card`: what the server says to somebody in danger although it could not keep the message.
  constructor(status, key, retryS, as, card = null) {
    super(key);
    Object.assign(this, { status, key, retryS, as, card });
  }
}

const COOKIE = "cookie";
let who = "kept" in document.body.dataset ? COOKIE : store.get("token", null);
let opening = null;
const lines = new Set();

export const session = {
  get exists() {
    return who !== null;
  },
  get kept() {
    return who === COOKIE;
  },
  is(as) {
    return who === as;
  },
  set({ token }) {
    who = token ?? COOKIE;
    if (token) store.put("token", token);
    else store.drop("token");
  },
  forget() {
    who = null;
    store.drop("token");
  },
  // Opens a conversation when there is none: only when somebody has something to say.
  async ensure() {
    if (who !== null) return;
    opening ??= ask("POST", "session", {}).then(session.set).finally(() => (opening = null));
    await opening;
  },
};

export async function ask(method, path, body, { limitS = 20, keepalive = false } = {}) {
  const as = who;
  const headers = {};
  if (body) headers["Content-Type"] = "application/json";
  if (as && as !== COOKIE) headers.Authorization = `Bearer ${as}`;
  const line = new AbortController();
  const timer = setTimeout(() => line.abort(), limitS * 1000);
  let response;
  let answer = {};
  lines.add(line);
  try {
    response = await fetch(`/api/widget/${path}`, {
      method, headers, keepalive, cache: "no-store", credentials: "same-origin",
      body: body && JSON.stringify(body),
      signal: line.signal,
    });
    const text = await response.text();
    if (text) answer = JSON.parse(text);
  } catch {
    throw new Trouble(response && !response.ok ? response.status : 0, "web.offline", 0, as);
  } finally {
    clearTimeout(timer);
    lines.delete(line);
  }
  if (response.ok) return answer;
  const retryS = Number(response.headers.get("Retry-After")) || 0;
  throw new Trouble(response.status, answer.key ?? "web.not_understood", retryS, as, answer.card);
}

// The network has gone: questions that hang on a dead line end now.
export function hangUp() {
  for (const line of lines) line.abort();
}
