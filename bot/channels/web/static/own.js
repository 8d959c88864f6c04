// Quick exit of a page of one's own. The form does it without scripts; with them nothing of the
// page is left to see at once, and "back" does not lead to it.

const form = document.getElementById("leave");
form.addEventListener("submit", (event) => {
  event.preventDefault();
  document.documentElement.hidden = true;
  fetch(form.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  location.replace(form.dataset.to);
});
