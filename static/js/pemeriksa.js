// The helpers' panel: looks again after every save, marks in the text what a hint speaks of, and lets a
// writer pass over notes on this device. Without this file the panel shows what the last page saw.
const panel = document.getElementById("pemeriksa");
const inside = document.getElementById("pemeriksa-isi");
const news = document.getElementById("pemeriksa-kabar");
const PHONE = matchMedia("(max-width: 991.98px)");
const SHELF = `amatan:${panel?.dataset.naskah}`;
const PAUSE = 600;
const BLOCKS = "p, li, h2, h3, h4, td, th, blockquote, figcaption, pre";

const shelved = () => {
  try {
    return new Set(JSON.parse(localStorage.getItem(SHELF)) || []);
  } catch {
    return new Set();
  }
};
const shelve = (keys) => {
  try {
    if (keys.size) localStorage.setItem(SHELF, JSON.stringify([...keys]));
    else localStorage.removeItem(SHELF);
  } catch {
    // A device without room remembers nothing; the notes simply stay.
  }
};

const button = (words, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = words;
  made.addEventListener("click", act);
  return made;
};

// Passed-over notes are hidden, and said at the foot of the panel.
const showNotes = () => {
  const keys = shelved();
  let hidden = 0;
  for (const row of inside.querySelectorAll('.amatan[data-tingkat="note"]')) {
    row.hidden = keys.has(row.dataset.kunci);
    hidden += row.hidden;
  }
  inside.querySelector(".amatan-lagi")?.remove();
  if (!hidden) return;
  const again = button(`${hidden} catatan diabaikan. Tampilkan lagi`, () => {
    shelve(new Set());
    showNotes();
    news.textContent = "Semua catatan tampil lagi.";
  });
  again.className = "amatan-lagi";
  inside.append(again);
};

const offerToPassOver = () => {
  for (const row of inside.querySelectorAll('.amatan[data-tingkat="note"]')) {
    const acts = row.querySelector(".amatan-aksi");
    if (!acts) continue;
    const pass = button("Abaikan", () => {
      const next = row.nextElementSibling?.querySelector("a, button") || row.closest("details")?.querySelector("summary");
      shelve(shelved().add(row.dataset.kunci));
      showNotes();
      next?.focus();
      news.textContent = "Catatan diabaikan untuk naskah ini.";
    });
    const about = document.createElement("span");
    about.className = "tak-terlihat";
    about.textContent = `: ${row.querySelector(".amatan-kata").textContent.trim()}`;
    pass.append(about);
    acts.append(pass);
  }
};

// Finds the first stretch of the writing surface that reads like the excerpt, across bold words and links.
const stretchOf = (surface, words) => {
  const wanted = words.split(" → ")[0].replace(/…$/, "").replace(/\s+/g, " ").trim().slice(0, 60);
  if (wanted.length < 3) return null;
  const walker = document.createTreeWalker(surface, NodeFilter.SHOW_TEXT);
  const letters = [];
  let said = "";
  let before;
  const add = (letter, node, at) => {
    if (letter === " " && said.endsWith(" ")) return;
    said += letter;
    letters.push([node, at]);
  };
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const block = node.parentElement.closest(BLOCKS);
    if (before && block !== before) add(" ", node, 0);
    before = block;
    for (let at = 0; at < node.data.length; at++) add(/\s/.test(node.data[at]) ? " " : node.data[at], node, at);
  }
  const start = said.indexOf(wanted);
  if (start < 0) return null;
  const range = document.createRange();
  range.setStart(...letters[start]);
  const [node, at] = letters[start + wanted.length - 1];
  range.setEnd(node, at + 1);
  return range;
};

const mark = (range) => {
  if (!globalThis.CSS?.highlights) return;
  CSS.highlights.set("amatan", new Highlight(range));
  setTimeout(() => CSS.highlights.delete("amatan"), 8000);
};

const jump = (event) => {
  const link = event.target.closest?.("a[href^='#']");
  if (!link) return;
  const place = document.getElementById(link.hash.slice(1));
  if (!place) return;
  const surface = place.matches("[data-penyunting]") && document.getElementById("penyunting-isi");
  const range = surface && link.dataset.kutipan && stretchOf(surface, link.dataset.kutipan);
  if (surface) {
    event.preventDefault();
    surface.focus({ preventScroll: true });
    if (range) {
      getSelection().setBaseAndExtent(range.startContainer, range.startOffset, range.startContainer, range.startOffset);
      mark(range);
    }
    (range ? range.startContainer.parentElement : surface).scrollIntoView({ block: "center" });
    return;
  }
  for (let fold = place.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  setTimeout(() => place.focus());
};

const isAlarming = (fold) => Boolean(fold.querySelector(".amatan-warning"));
const folds = () => [...inside.querySelectorAll("details[data-kelompok]")];
// What somebody is busy with in the panel is not taken from under the hands.
const busy = () =>
  [...inside.querySelectorAll("input, textarea, select")].some(
    (field) => field === document.activeElement || (field.defaultValue !== undefined && field.type !== "hidden" && field.value !== field.defaultValue),
  );

let waiting;
let asking;
const look = async () => {
  asking?.abort();
  asking = new AbortController();
  let answer;
  try {
    const response = await fetch(panel.dataset.alamat, { signal: asking.signal, redirect: "error", headers: { Accept: "text/html" } });
    if (!response.ok) return;
    answer = await response.text();
  } catch {
    return; // The next save asks again.
  }
  if (busy()) return;
  const fresh = document.createRange().createContextualFragment(answer);
  const before = new Map(folds().map((fold) => [fold.dataset.kelompok, [fold.open, isAlarming(fold)]]));
  const said = inside.querySelector("[data-jumlah]")?.textContent;
  const focused = document.activeElement;
  const home = inside.contains(focused) ? [focused.closest("[data-kunci]")?.dataset.kunci, focused.closest("details")?.dataset.kelompok] : null;
  inside.replaceChildren(fresh);
  for (const fold of folds()) {
    const [open, alarming] = before.get(fold.dataset.kelompok) || [fold.open, false];
    // As it was left; but where the first warning comes up, it is shown (a phone has no room for that).
    fold.open = open || (isAlarming(fold) && !alarming && !PHONE.matches);
  }
  for (const part of inside.querySelectorAll("template[data-untuk]"))
    document.getElementById(part.dataset.untuk)?.replaceChildren(part.content.cloneNode(true));
  offerToPassOver();
  showNotes();
  const now = inside.querySelector("[data-jumlah]")?.textContent;
  if (now !== said) news.textContent = now;
  if (!home) return;
  const row = home[0] && inside.querySelector(`[data-kunci="${home[0]}"] a`);
  (row || inside.querySelector(`details[data-kelompok="${home[1]}"] > summary`))?.focus({ preventScroll: true });
};
const lookSoon = () => {
  clearTimeout(waiting);
  waiting = setTimeout(look, PAUSE);
};

if (panel && inside) {
  if (PHONE.matches) for (const fold of folds()) fold.open = false;
  offerToPassOver();
  showNotes();
  inside.addEventListener("click", jump);
  document.addEventListener("naskah:tersimpan", lookSoon);
  document.addEventListener("naskah:berkas", lookSoon);
}
