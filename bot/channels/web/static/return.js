// A link that opens a talk once: what stands behind its "#" goes into the form and out of the
// address, so that neither a server nor this browser's history keeps it.

const [, token] = /^#t=([\w-]{22})$/.exec(location.hash) ?? [];
if (token) {
  history.replaceState(null, "", location.pathname + location.search);
  document.getElementById("code").value = token;
  document.getElementById("typed").hidden = true;
}
