// The helpers' panel: looks again after every save, marks in the text what a hint speaks of, and lets a
// writer pass over notes on this device. Without this file the panel shows what the last page saw.
import { jump } from "./kutipan.js";

const panel = document.getElementById("pemeriksa");
const inside = document.getElementById("pemeriksa-isi");
const news = document.getElementById("pemeriksa-kabar");
const PHONE = matchMedia("(max-width: 991.98px)");
const SHELF = `amatan:${panel?.dataset.naskah}`;
const PAUSE = 600;

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
