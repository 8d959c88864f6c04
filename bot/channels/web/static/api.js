// Talking to our own server, and whose conversation it is.
// A tab has a token (a bearer header); a kept device has a cookie that no script can read.

import { carry, end, left, token } from "./leave.js";
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
// What this tab has of its own goes before what the device keeps.
let who = token() ?? ("kept" in document.body.dataset ? COOKIE : null);
let opening = null;
const lines = new Set();
const never = new Promise(() => {});

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
    carry(token ?? null);
    if (token) store.put("token", token);
    else store.drop("token");
  },
  forget() {
    who = null;
    carry(null);
    store.drop("token");
  },
  // Opens a conversation when there is none: only when somebody has something to say.
  async ensure() {
    if (who !== null) return;
    opening ??= ask("POST", "session", {}).then(session.set).finally(() => (opening = null));
    await opening;
  },
};

// After quick exit nothing goes on: what was asked has no answer, and nothing more is asked.
export async function ask(...question) {
  if (left) return never;
  try {
    const answer = await put(...question);
    if (!left) return answer;
    if (answer.token || answer.kept) end(answer.token); // a session that came too late
  } catch (error) {
    if (!left) throw error;
  }
  return never;
}

// `unknown`: it is not told whose words they are.
async function put(method, path, body, { limitS = 20, unknown = false } = {}) {
  const as = unknown ? null : who;
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
      method, headers, cache: "no-store", credentials: unknown ? "omit" : "same-origin",
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
