// Remarks at their places while an approver reads: from a change, from a passage that is marked, or from the
// sheet itself. They wait on this device until the text is sent back. Without this script: the page of the act.
const box = document.querySelector("[data-petunjuk-tempat]");
const list = box.querySelector("[data-baris]");
const pattern = box.querySelector("template");
const sheet = box.closest("dialog");
const { naskah, orang, paling } = box.dataset;
const SHELF = `petunjuk:${orang}:${naskah}`;
const LONGEST = 200;
const NOT_QUOTED = "del, script, style, summary, .tak-terlihat";
const APART = "p, li, h1, h2, h3, h4, td, th, div, br, figcaption, blockquote";
const places = new Set([...pattern.content.querySelectorAll("option")].map((option) => option.value).filter(Boolean));

const part = (row, name) => row.querySelector(`[name$="-${name}"]`);
const rows = () => [...list.children];
const read = (row) => ({ field: part(row, "field").value, quote: part(row, "quote").value, text: part(row, "text").value.trim() });
const filled = () => rows().map(read).filter((said) => said.field || said.quote || said.text);
const shelf = () => {
  try {
    return JSON.parse(sessionStorage.getItem(SHELF)) ?? [];
  } catch {
    return [];
  }
};

const tell = () => {
  const count = filled().length;
  const words = `${count} petunjuk disiapkan`;
  for (const opener of document.querySelectorAll('.btn[data-lembar="lembar-return"]')) {
    let note = opener.querySelector(".petunjuk-siap");
    note ??= opener.appendChild(Object.assign(document.createElement("small"), { className: "petunjuk-siap" }));
    note.hidden = !count;
    note.textContent = words;
  }
  for (const acts of document.querySelectorAll("#lembar-approve .lembar-aksi, #lembar-endorse .lembar-aksi")) {
    let note = acts.parentElement.querySelector(".petunjuk-tertinggal");
    if (!note) acts.before((note = Object.assign(document.createElement("p"), { className: "petunjuk-tertinggal pesan pesan-waktu" })));
    note.hidden = !count;
    note.textContent = `${words}. Bila Anda menyetujui, petunjuk itu tidak dikirim.`;
  }
};
const keep = () => {
  try {
    const said = filled();
    if (said.length) sessionStorage.setItem(SHELF, JSON.stringify(said));
    else sessionStorage.removeItem(SHELF);
  } catch {
    // A device without room: the rows stay in the sheet as long as the page does.
  }
  tell();
};

const numberOf = (row) => Number(/remark-(\d+)-/.exec(part(row, "text").name)[1]);
const showScripted = (where) => {
  for (const hidden of where.querySelectorAll("[data-dengan-skrip]")) hidden.hidden = false;
};
const full = () => rows().length >= Number(paling);
const add = ({ field = "", quote = "", text = "" } = {}) => {
  if (full()) return rows().at(-1);
  const number = Math.max(-1, ...rows().map(numberOf)) + 1;
  const made = document.createElement("template");
  made.innerHTML = pattern.innerHTML.replaceAll("__n__", number);
  const row = made.content.firstElementChild;
  list.append(row);
  part(row, "field").value = places.has(field) ? field : "";
  part(row, "quote").value = quote;
  part(row, "text").value = text;
  const shown = row.querySelector("[data-kutipan]");
  shown.textContent = quote;
  shown.hidden = !quote;
  showScripted(row);
  box.querySelector("[data-tambah]").hidden = full();
  return row;
};
const ask = (said) => {
  const row = add(said);
  keep();
  if (sheet && !sheet.open) sheet.showModal();
  (said.field ? part(row, "text") : part(row, "field")).focus();
};

// --- from a change ---------------------------------------------------------------------------------------
const opener = (words, about, act) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn btn-polos petunjuk-beri";
  made.textContent = words;
  if (about) made.append(Object.assign(document.createElement("span"), { className: "tak-terlihat", textContent: `: ${about}` }));
  made.addEventListener("click", act);
  return made;
};
const fieldOf = (section) => {
  const name = section.id.replace(/^beda-/, "");
  const files = section.querySelectorAll("[data-petunjuk-di]");
  if (files.length === 1 && places.has(files[0].dataset.petunjukDi)) return files[0].dataset.petunjukDi;
  return name === "tags" ? "keywords" : name;
};
const offer = () => {
  for (const section of document.querySelectorAll("#perubahan .beda")) {
    const label = section.querySelector("h3").textContent;
    if (places.has(fieldOf(section)))
      section.querySelector("header").append(opener("Beri petunjuk", label, () => ask({ field: fieldOf(section) })));
    const files = section.querySelectorAll("[data-petunjuk-di]");
    if (files.length < 2) continue;
    for (const file of files)
      if (places.has(file.dataset.petunjukDi))
        file.append(opener("Beri petunjuk untuk berkas ini", "", () => ask({ field: file.dataset.petunjukDi })));
  }
  document.querySelector("#pratinjau .bingkai-bawah")?.append(opener("Beri petunjuk pada naskah ini", "", () => ask({})));
};

// --- from a passage that is marked -------------------------------------------------------------------------
const taker = opener("Beri petunjuk pada kutipan ini", "", () => {
  const said = marked;
  taker.hidden = true;
  ask(said);
});
taker.className = "btn btn-suara petunjuk-kutip";
taker.hidden = true;
// The mark must not be lost to the press that takes it.
taker.addEventListener("pointerdown", (event) => event.preventDefault());
let marked = null;

const placeOf = (element) => {
  const change = element.closest("#perubahan .beda");
  if (change) return element.closest("[data-petunjuk-di]")?.dataset.petunjukDi ?? fieldOf(change);
  if (element.closest("#perubahan .petunjuk-kembali")) return "change_note";
  if (element.ownerDocument === document) return null;
  if (element.closest(".naskah")) return "body";
  if (element.closest("h1")) return "title";
  return element.closest(".lead") ? "summary" : "umum";
};
const look = (place) => {
  const selection = place.getSelection();
  const range = selection?.rangeCount && !selection.isCollapsed ? selection.getRangeAt(0) : null;
  const common = range?.commonAncestorContainer;
  const element = common && (common.nodeType === 1 ? common : common.parentElement);
  const field = element && placeOf(element);
  let quote = "";
  if (field) {
    const words = range.cloneContents();
    for (const left of words.querySelectorAll(NOT_QUOTED)) left.remove();
    for (const block of words.querySelectorAll(APART)) block.before(" ");
    quote = words.textContent.replace(/\s+/g, " ").trim();
  }
  if (quote.length > LONGEST) quote = `${quote.slice(0, LONGEST - 1)}…`;
  marked = quote.length > 2 ? { field, quote } : null;
  taker.hidden = !marked || full();
};
const watch = (place) => place.addEventListener("selectionchange", () => look(place));

for (const said of list.querySelectorAll("[data-kutipan]:not(:empty)").length ? [] : shelf()) {
  for (const row of rows()) if (!Object.values(read(row)).some(Boolean)) row.remove();
  add(said);
}
showScripted(box);
list.addEventListener("click", (event) => {
  if (!event.target.closest("[data-hapus]")) return;
  event.target.closest("li").remove();
  box.querySelector("[data-tambah]").hidden = false;
  box.querySelector("[data-tambah]").focus();
  keep();
});
box.querySelector("[data-tambah]").addEventListener("click", () => {
  part(add(), "field").focus();
  keep();
});
box.addEventListener("input", keep);
keep();
if (sheet) {
  document.querySelector(".tinjau")?.after(taker);
  watch(document);
  offer();
  for (const frame of document.querySelectorAll("iframe[data-pratinjau]")) {
    const begin = () => frame.contentDocument && watch(frame.contentDocument);
    frame.addEventListener("load", begin);
    begin();
  }
}
