// What is pasted from Word, Google Docs, WhatsApp, LibreOffice or the web comes in the shapes of our allow-list.
// The server reads the same signs again (content/pasted.py) and has the last word; this only spares the writer
// the sight of what would not stay.
const CONTAINERS = "script,style,meta,title,link,template,noscript,iframe,object,svg,video,audio,xml,col,colgroup";
const RENAMED = { H1: "h2", H5: "h4", H6: "h4", STRIKE: "s", DEL: "s" };
const NUMBER = /^\(?(?:\d{1,3}|[a-z]|[ivxlc]{1,6})[.)]/i;
const BOLD = /^(bold|bolder|[6-9]00)/;
const EMOJI = /^[^\u0000-\u007f\p{L}\p{N}\s]{1,12}$/u;
const TRACKER =
  /^(utm_\w+|fbclid|gclid|gbraid|wbraid|dclid|msclkid|yclid|twclid|ttclid|igshid|igsh|mc_[ce]id|_hsenc|_hsmi|mkt_tok|__tn__|__cft__.*)$/i;
const DETOURS = { "www.google.com/url": "q", "google.com/url": "q", "l.facebook.com/l.php": "u" };
const SCHEMES = new Set(["http", "https", "mailto", "tel"]);
const KEPT = new Set(["href", "title", "src", "alt", "width", "height", "scope", "colspan", "rowspan"]);
const OUR_PICTURE = /^\/media\/[0-9a-f]{64}\//;

// Styles and handlers get harmless names before anything is parsed: even a document without a window would
// otherwise report each of them to the page's policy. As text they also keep Word's own properties (mso-…).
const TAG = /<[a-z](?:[^>"']|"[^"]*"|'[^']*')*>/gi;
const disarmed = (html) =>
  html
    .replace(/<style[\s\S]*?<\/style\s*>/gi, "")
    .replace(TAG, (tag) => tag.replace(/([\s"'/])style\s*=/gi, "$1data-gaya=").replace(/([\s"'/])on\w+\s*=/gi, "$1data-mati="));

const styleOf = (element) => {
  const style = {};
  for (const part of (element.dataset.gaya || "").split(";")) {
    const [name, ...value] = part.split(":");
    style[name.trim().toLowerCase()] = value.join(":").trim().toLowerCase();
  }
  return style;
};

const renamed = (element, tag) => {
  const other = element.ownerDocument.createElement(tag);
  other.append(...element.childNodes);
  element.replaceWith(other);
  return other;
};

const unwrap = (element) => element.replaceWith(...element.childNodes);

const withoutTrackers = (address) => {
  let url;
  try {
    url = new URL(address);
  } catch {
    return address;
  }
  if (!/^https?:$/.test(url.protocol)) return address;
  const beyond = url.searchParams.get(DETOURS[url.host + url.pathname] || "");
  if (beyond && /^https?:\/\//.test(beyond)) return withoutTrackers(beyond);
  const marks = [...url.searchParams.keys()].filter((name) => TRACKER.test(name));
  if (!marks.length) return address;
  for (const name of marks) url.searchParams.delete(name);
  return url.href;
};

const emphasise = (body) => {
  for (const element of [...body.querySelectorAll("b[data-gaya],strong[data-gaya],i[data-gaya],em[data-gaya]")]) {
    const style = styleOf(element);
    const weight = style["font-weight"];
    if (/^(B|STRONG)$/.test(element.tagName) ? weight && !BOLD.test(weight) : style["font-style"] === "normal")
      unwrap(element);
  }
  for (const element of [...body.querySelectorAll("span[data-gaya],font[data-gaya]")]) {
    const style = styleOf(element);
    const wishes = [
      ["strong", BOLD.test(style["font-weight"] || "")],
      ["em", style["font-style"] === "italic"],
      ["s", /line-through/.test(style["text-decoration"] || "")],
      ["sub", style["vertical-align"] === "sub"],
      ["sup", style["vertical-align"] === "super"],
    ];
    if (!element.textContent.trim() || element.querySelector("p,div,ul,ol,table,h1,h2,h3")) continue;
    for (const [tag] of wishes.filter(([, wanted]) => wanted)) {
      const around = body.ownerDocument.createElement(tag);
      around.append(...element.childNodes);
      element.append(around);
    }
  }
};

// Word writes lists as paragraphs with a mark before the words.
const listWordItems = (body) => {
  let open = [];
  let last = null;
  for (const item of [...body.querySelectorAll("p[data-gaya]")]) {
    const told = styleOf(item)["mso-list"];
    if (!told || told === "none" || !item.isConnected) continue;
    const marks = [...item.querySelectorAll("span")].filter((span) => styleOf(span)["mso-list"] === "ignore");
    const kind = NUMBER.test(marks.map((mark) => mark.textContent.trim()).join("")) ? "ol" : "ul";
    for (const mark of marks) mark.remove();
    const level = Number(/level([1-9])/.exec(told)?.[1] || 1);
    if (!last || nextElement(last) !== item) open = [];
    while (open.length && open.at(-1).level > level) open.pop();
    if (open.length && open.at(-1).level === level && open.at(-1).list.localName !== kind) open.pop();
    if (!open.length || open.at(-1).level < level) {
      const list = body.ownerDocument.createElement(kind);
      if (open.length) open.at(-1).list.lastElementChild.append(list);
      else item.before(list);
      open.push({ level, list });
    }
    const entry = body.ownerDocument.createElement("li");
    entry.append(...item.childNodes);
    open.at(-1).list.append(entry);
    last = open[0].list;
    item.remove();
  }
};
const nextElement = (node) => {
  let next = node.nextSibling;
  while (next && next.nodeType === Node.TEXT_NODE && !next.textContent.trim()) next = next.nextSibling;
  return next;
};

const mendLists = (body) => {
  for (const list of body.querySelectorAll(":is(ul,ol) > :is(ul,ol)")) {
    const before = list.previousElementSibling;
    if (before?.localName === "li") before.append(list);
  }
};

const isBold = (cell) => {
  const words = cell.textContent.trim();
  const bold = [...cell.querySelectorAll("strong,b")].map((part) => part.textContent.trim()).join("");
  return words !== "" && words.replace(/\s/g, "") === bold.replace(/\s/g, "");
};

const headTables = (body) => {
  for (const table of body.querySelectorAll("table")) {
    if (table.querySelector("th") || table.rows.length < 2) continue;
    const cells = [...table.rows[0].cells];
    if (cells.length && cells.every(isBold)) for (const cell of cells) renamed(cell, "th").scope = "col";
  }
};

const seePictures = (body) => {
  let foreign = 0;
  for (const picture of [...body.querySelectorAll("img")]) {
    const alt = picture.getAttribute("alt") || "";
    const source = picture.getAttribute("src") || "";
    const path = source.startsWith(location.origin) ? source.slice(location.origin.length) : source;
    if (OUR_PICTURE.test(path)) picture.setAttribute("src", path);
    else if (EMOJI.test(alt)) picture.replaceWith(alt);
    else {
      foreign += 1;
      picture.remove();
    }
  }
  // A caption outlives its picture as a line of its own.
  for (const figure of [...body.querySelectorAll("figure")]) {
    if (figure.querySelector("img")) continue;
    for (const caption of [...figure.querySelectorAll("figcaption")]) renamed(caption, "p");
    unwrap(figure);
  }
  return foreign;
};

// Returns the clean HTML and how many pictures of elsewhere were left out.
export const cleanHtml = (html) => {
  // A document without a window: nothing in it runs or is fetched.
  const { body } = new DOMParser().parseFromString(disarmed(html), "text/html");
  for (const element of [...body.querySelectorAll(CONTAINERS)]) element.remove();
  const comments = body.ownerDocument.createTreeWalker(body, NodeFilter.SHOW_COMMENT);
  for (let found = comments.nextNode(), next; found; found = next) {
    next = comments.nextNode();
    found.remove();
  }
  for (const element of [...body.querySelectorAll("[data-gaya]")]) {
    const style = styleOf(element);
    if (style.display === "none" || style["mso-hide"] === "all" || style.visibility === "hidden") element.remove();
  }
  listWordItems(body);
  emphasise(body);
  for (const element of [...body.querySelectorAll("h1,h5,h6,strike,del")]) renamed(element, RENAMED[element.tagName]);
  for (const title of [...body.querySelectorAll("p.MsoTitle")]) renamed(title, "h2");
  for (const anchor of [...body.querySelectorAll("a")]) {
    const address = anchor.getAttribute("href");
    const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(address || "")?.[1].toLowerCase();
    if (!address || (scheme && !SCHEMES.has(scheme))) unwrap(anchor);
    else anchor.setAttribute("href", withoutTrackers(address));
  }
  mendLists(body);
  headTables(body);
  const foreign = seePictures(body);
  for (const paragraph of [...body.querySelectorAll("p")])
    if (!paragraph.textContent.trim() && !paragraph.querySelector("img")) paragraph.remove();
  for (const element of body.querySelectorAll("*"))
    for (const name of [...element.getAttributeNames()]) if (!KEPT.has(name)) element.removeAttribute(name);
  return { html: body.innerHTML, foreign };
};

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
const MOMENT = String.raw`\d{1,2}[.:]\d{2}(?:[.:]\d{2})?`;
const DAY = String.raw`\d{1,2}[/.]\d{1,2}[/.]\d{2,4}`;
// "[09.12, 10/6/2026] Ni Luh: …" and "10/06/26 09.12 - Ni Luh: …"
const MESSAGE = new RegExp(
  String.raw`^[\u200e\u200f]?\[?(?:${MOMENT},? ${DAY}|${DAY},? ${MOMENT})\]?(?: -)? ([^:]{1,60}): ?(.*)$`,
);
const OMITTED = /^[\u200e\u200f]?(<Media tidak disertakan>|<Media omitted>|(image|video|audio|gambar) omitted|Pesan ini dihapus)$/i;
const MARKS = [
  ["strong", /(^|[\s([{"'“.,;:!?~_])\*(\S(?:[^*\n]*\S)?)\*(?=$|[\s)\]}"'”.,;:!?~_])/gu],
  ["em", /(^|[\s([{"'“.,;:!?~>])_(\S(?:[^_\n]*\S)?)_(?=$|[\s)\]}"'”.,;:!?~<])/gu],
  ["s", /(^|[\s([{"'“.,;:!?>])~(\S(?:[^~\n]*\S)?)~(?=$|[\s)\]}"'”.,;:!?<])/gu],
];
const marked = (line) =>
  MARKS.reduce((text, [tag, mark]) => text.replace(mark, `$1<${tag}>$2</${tag}>`), escaped(line));

// Plain text, from a chat or elsewhere: messages without their clock, *tebal* _miring_ ~coret~, lines with bullets.
export const htmlOf = (text) => {
  const lines = text.split(/\r\n?|\n/);
  const messages = lines.map((line) => MESSAGE.exec(line));
  const names = new Set(messages.filter(Boolean).map((message) => message[1]));
  const parts = [];
  lines.forEach((line, place) => {
    const message = messages[place];
    const words = (message ? message[2] : line).trim();
    if (!words || OMITTED.test(words)) return parts.push({ tag: "", html: "" });
    const name = message && names.size > 1 ? `<strong>${escaped(message[1])}:</strong> ` : "";
    const entry = /^(?:[-•*·–] +|(\d{1,3})[.)] +)(\S.*)$/.exec(words);
    const list = entry && !name ? (entry[1] ? "ol" : "ul") : "";
    parts.push({ tag: list || "p", html: name + marked(list ? entry[2] : words) });
  });
  let html = "";
  parts.forEach(({ tag, html: words }, place) => {
    if (tag === "p") html += `<p>${words}</p>`;
    if (tag !== "ul" && tag !== "ol") return;
    if (parts[place - 1]?.tag !== tag) html += `<${tag}>`;
    html += `<li>${words}</li>`;
    if (parts[place + 1]?.tag !== tag) html += `</${tag}>`;
  });
  return html;
};
