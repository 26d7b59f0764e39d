// "Butir baru". Without this script the form works as it stands; with it the patterns follow the kind, photos are
// on their way while the title is typed, and "Foto dulu" opens the camera or the album first.
import { barOf, upload } from "./unggah.js";

const form = document.getElementById("mulai");
const sheet = form.closest("dialog");
const kindOf = () => form.querySelector('input[name="kind"]:checked')?.value;

const pattern = form.elements.pattern;
const title = form.elements.title;
const hint = document.getElementById(`${title.id}_helptext`);
const usual = hint?.textContent;
const use = document.getElementById("mulai_pattern_helptext");
const usualUse = use?.textContent;

const showPattern = () => {
  const chosen = pattern?.selectedOptions[0];
  if (hint) hint.textContent = chosen?.dataset.judul ? `Contoh: ${chosen.dataset.judul}` : usual;
  if (use) use.textContent = chosen?.dataset.guna || usualUse;
};

const showKind = () => {
  const kind = kindOf();
  if (pattern) {
    let some = false;
    for (const group of pattern.querySelectorAll("optgroup")) {
      group.hidden = group.disabled = group.dataset.jenis !== kind;
      some ||= !group.hidden;
    }
    if (pattern.selectedOptions[0]?.parentElement.hidden) pattern.value = "";
    document.getElementById("mulai-pola").hidden = !some;
    showPattern();
  }
  for (const label of form.querySelectorAll(".mulai-lagi label")) {
    label.hidden = label.dataset.jenis === kind;
    if (label.hidden) label.querySelector("input").checked = false;
  }
};
form.addEventListener("change", (event) => {
  if (event.target.name === "kind") showKind();
  if (event.target === pattern) showPattern();
});
// The form of the page before may still be filled in after "Kembali".
addEventListener("pageshow", showKind);
showKind();

// --- photos on their way ---
const input = form.elements.photos;
const list = document.getElementById("mulai-berkas");
const under = new Set();
let chosen = 0;

const row = (file) => {
  const item = document.createElement("li");
  const words = document.createElement("span");
  words.textContent = file.name;
  const bar = barOf(file);
  bar.className = "bar";
  const off = document.createElement("button");
  off.type = "button";
  off.className = "btn btn-polos btn-kecil";
  off.textContent = "Lepas";
  off.setAttribute("aria-label", `Lepas ${file.name}`);
  const picture = document.createElement("span");
  item.append(picture, words, off, bar);
  list.append(item);
  return { item, words, bar, off, picture };
};

const send = async (file) => {
  const { item, words, bar, off, picture } = row(file);
  const stop = new AbortController();
  off.addEventListener("click", () => {
    stop.abort();
    item.remove();
    input.focus();
  });
  // The order of choosing is the order of the album, whichever arrives first.
  const token = document.createElement("input");
  token.type = "hidden";
  token.name = "kept";
  token.disabled = true;
  item.append(token);
  try {
    const made = await upload(file, {
      signal: stop.signal,
      onProgress: (fraction, said) => {
        bar.value = fraction;
        words.textContent = said ? `${file.name} · ${said}` : file.name;
      },
    });
    token.value = made.token;
    token.disabled = false;
    words.textContent = `${made.name} sudah diunggah`;
    if (made.thumb) {
      const image = document.createElement("img");
      image.src = made.thumb;
      image.alt = "";
      picture.append(image);
    }
    bar.remove();
  } catch (error) {
    bar.remove();
    words.className = "gagal";
    words.textContent = error.message;
  }
};

const take = (files) => {
  chosen += files.length;
  for (const file of files) {
    const way = send(file).finally(() => under.delete(way));
    under.add(way);
  }
};
input.addEventListener("change", () => {
  take([...input.files]);
  input.value = "";
});

// Before busy.js: what is under way arrives first, then the form goes.
form.addEventListener(
  "submit",
  async (event) => {
    if (!under.size) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    const button = form.querySelector("button.btn-primary");
    if (button.disabled) return;
    const before = [...button.childNodes];
    button.disabled = true;
    button.textContent = "Menunggu unggahan…";
    while (under.size) await Promise.all(under);
    button.disabled = false;
    button.replaceChildren(...before);
    if (form.isConnected) form.requestSubmit(button);
  },
  true,
);

// --- "Foto dulu" ---
for (const opener of document.querySelectorAll("[data-foto-dulu]"))
  opener.addEventListener("click", (event) => {
    event.preventDefault();
    document.getElementById("mulai-foto").classList.add("mulai-dulu");
    sheet?.showModal();
    input.click();
  });
input.addEventListener("change", () => {
  if (chosen) title.focus();
});
