// Quick exit, and what helps while the rest does not load. Imports nothing, so that it works
// whatever else is missing.

const { dataset } = document.body;
const alone = window.parent === window;
const byId = (id) => document.getElementById(id);
const ends = []; // what else must stop
let bearer = null; // the tab's token
let ready = false;
let called = false;

export let left = false;

try {
  bearer = JSON.parse(sessionStorage.getItem("rinnalla.token"));
} catch { /* a frame without storage */ }

export const token = () => bearer;

export function carry(token) {
  bearer = token;
}

export function also(end) {
  ends.push(end);
}

// The rest is here. Returns whether SOS was pressed before.
export function begun() {
  ready = true;
  byId("stuck").hidden = true;
  return called;
}

// Ends a session. What the device keeps counts no more from here on, told or not: the mark is
// a cookie that the server drops with the kept one, now or when the page is opened next.
export function end(token = bearer) {
  const headers = token ? { Authorization: `Bearer ${token}` } : {};
  fetch("/api/widget/exit", { method: "POST", headers, keepalive: true }).catch(() => {});
}

function forget(kept) {
  if (kept) document.cookie = dataset.left;
  end();
  bearer = null;
  delete dataset.kept;
  try {
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("rinnalla.")) sessionStorage.removeItem(key);
  } catch { /* nothing was kept */ }
}

function leave() {
  if (left) return;
  left = true;
  const kept = "kept" in dataset || byId("keep").checked;
  // The page first: what happens afterwards may take a moment.
  document.documentElement.hidden = true;
  document.body.replaceChildren();
  forget(kept);
  for (const stop of ends) stop();
  tell("exit", { url: dataset.exit });
  if (alone) window.location.replace(dataset.exit);
}

function tell(type, more) {
  if (!alone) window.parent.postMessage({ rinnalla: 1, type, ...more }, dataset.host);
}

function stuck() {
  if (!ready && !left) byId("stuck").hidden = false;
}

let shifts = [];
document.addEventListener("keydown", (event) => {
  if (event.key !== "Shift" || event.repeat) {
    shifts = [];
    return;
  }
  shifts = [...shifts.filter((at) => event.timeStamp - at < 2000), event.timeStamp];
  if (shifts.length === 3) leave();
});
// Without scripts these are forms that open the plain page.
document.addEventListener("submit", (event) => {
  const { id } = event.target;
  if (id === "leave" || id === "call" || (id === "write" && byId("stuck").hidden)) event.preventDefault();
});
byId("exit").addEventListener("click", leave);
byId("sos").addEventListener("click", () => {
  called = true;
  stuck();
});
window.addEventListener("message", ({ source, origin, data }) => {
  if (!alone && source === window.parent && origin === dataset.host && data?.rinnalla === 1 && data.type === "exit") leave();
});
// A file of ours that did not come, or nothing after a while.
window.addEventListener("error", stuck, true);
setTimeout(stuck, 8000);
// The page around us left and could not wait: what was here must not be seen.
if (/[?&]left\b/.test(window.location.search)) forget("kept" in dataset);
tell("here", { url: dataset.exit });
