// Quick exit of our own pages. The form does it without scripts; with them nothing of the page is
// left to see at once, "back" does not lead to it, and a talk in the widget of the same tab ends too.

const form = document.getElementById("leave");

function end(how) {
  fetch(form.action, { method: "POST", keepalive: true, redirect: "manual", ...how }).catch(() => {});
}

function forgetTab() {
  try {
    const token = JSON.parse(sessionStorage.getItem("rinnalla.token"));
    const headers = token ? { Authorization: `Bearer ${token}` } : {};
    fetch("/api/widget/exit", { method: "POST", headers, keepalive: true }).catch(() => {});
    for (const key of Object.keys(sessionStorage)) if (key.startsWith("rinnalla")) sessionStorage.removeItem(key);
  } catch { /* no storage: nothing was kept */ }
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  end({ body: new URLSearchParams(new FormData(form)) });
  forgetTab();
  location.replace(form.dataset.to);
});
