// The picture of a result: the image for this light, the same as a table, and files to save.

import { t } from "./words.js";

const SAVED = { png: "PNG", csv: "CSV" };

// Only addresses of our own, as the server writes them.
const own = (path) => /^\/own\/[a-z]+\/[A-Za-z0-9_=-]+(\/[a-z.-]+)?(\?lang=[a-z]{2})?$/.test(path ?? "");

const make = (name, text) => {
  const element = document.createElement(name);
  if (text) element.textContent = text;
  return element;
};

export function picture(drawn) {
  const figure = make("figure");
  figure.className = "drawn";
  if (own(drawn.light) && own(drawn.dark)) {
    const both = make("picture");
    const dark = make("source");
    dark.media = "(prefers-color-scheme: dark)";
    dark.srcset = drawn.dark;
    const image = make("img");
    image.alt = drawn.alt;
    image.width = 340;
    image.className = "loading";
    image.onload = image.onerror = () => (image.className = "");
    image.src = drawn.light;
    both.append(dark, image);
    figure.append(both);
  }
  const details = make("details");
  details.open = !own(drawn.light);
  details.append(make("summary", t("as_table")), table(drawn));
  for (const note of drawn.notes) details.append(make("p", note));
  figure.append(details);
  const files = make("p");
  files.className = "files";
  for (const [name, label] of Object.entries(SAVED)) {
    if (!own(drawn[name])) continue;
    const link = make("a", label);
    link.href = `${drawn[name]}?save`;
    link.target = "_blank"; // a file to save, or words about a link that is over
    link.rel = "noopener noreferrer";
    const more = make("span", ` (${t("own.save")})`);
    more.className = "unseen";
    link.append(more);
    files.append(link);
  }
  figure.append(files);
  return figure;
}

// A page of the person's own, opened beside the talk.
export function page(path) {
  if (!own(path)) return null;
  const link = make("a", t("picture.open"));
  link.className = "url";
  link.href = path;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  const more = make("span", ` (${t("new_tab")})`);
  more.className = "unseen";
  link.append(more);
  return link;
}

// An appointment for the person's own calendar: a file to save.
export function calendar(path) {
  if (!own(path)) return null;
  const link = make("a", t("calendar.add"));
  link.className = "url";
  link.href = path;
  link.target = "_blank";
  link.rel = "noopener noreferrer";
  return link;
}

function table({ title, head, rows }) {
  const whole = make("table");
  whole.append(make("caption", title));
  const top = whole.createTHead().insertRow();
  for (const text of head) {
    const cell = make("th", text);
    cell.scope = "col";
    top.append(cell);
  }
  const body = whole.createTBody();
  for (const [name, ...figures] of rows) {
    const row = body.insertRow();
    const cell = make("th", name);
    cell.scope = "row";
    row.append(cell, ...figures.map((text) => make("td", text)));
  }
  return whole;
}
