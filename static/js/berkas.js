// Files of the draft ("Foto dan berkas", and "Bahan" at step 1): they go up as soon as they are chosen, each with its own progress and its own
// trouble, and stand in the draft when they have arrived. Without this script they go up with the save.
import { mount } from "./pustaka.js";
import { barOf, upload } from "./unggah.js";

const card = document.getElementById("berkas");
const form = document.getElementById("naskah");
const news = document.getElementById("berkas-kabar");
const under = new Set(); // files on their way: the form waits for them
const say = (words) => {
  news.textContent = words;
};

const post = async (fields) => {
  const body = new FormData();
  body.append("csrfmiddlewaretoken", form.elements.csrfmiddlewaretoken.value);
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  let response;
  try {
    response = await fetch(card.dataset.alamat, { method: "POST", body, redirect: "manual" });
  } catch {
    throw new Error("Sambungan terputus. Coba lagi setelah tersambung.");
  }
  if (response.type === "opaqueredirect") throw new Error("Sesi Anda berakhir. Masuk lagi di tab lain, lalu coba lagi.");
  const is_json = (response.headers.get("Content-Type") || "").includes("json");
  const answer = is_json ? await response.json() : await response.text();
  if (!response.ok) throw new Error(answer.alasan || "Berkas tidak dapat dipasang. Muat ulang halaman ini.");
  return answer;
};

const changed = () => document.dispatchEvent(new CustomEvent("naskah:berkas"));
const slotOf = (element) => element.closest("[data-tempat]");
const listOf = (slot) => slot.querySelector(".berkas-daftar");
const altsOf = () => [...form.querySelectorAll(".foto-isian input[name$='-alt']")];

// Rows that the server wrote: a new file, or one that changed its role.
const show = (html, slot) => {
  const list = listOf(slot);
  const box = document.createElement("template");
  box.innerHTML = html;
  const rows = [...box.content.querySelectorAll(".foto-isian")];
  for (const row of rows) {
    const old = document.getElementById(row.id);
    if (slot.dataset.banyak === "tidak") list.replaceChildren();
    if (old?.isConnected) old.replaceWith(row);
    else if (row.dataset.peran === "cover") list.prepend(row);
    else list.append(row);
    equip(row);
  }
  changed();
  return rows;
};

const equip = (row) => {
  row.querySelector(".berkas-aksi").hidden = false;
  row.querySelector(".berkas-lepas").hidden = true;
};

const wordsOf = (row) => {
  const words = {};
  for (const name of ["alt", "caption", "credit", "title", "position"]) {
    const input = row.querySelector(`[name$="-${name}"]`);
    if (input) words[name] = input.value;
  }
  return words;
};

// --- going up ----------------------------------------------------------------------------------
const entryOf = (file, slot) => {
  const entry = document.createElement("li");
  const name = document.createElement("b");
  name.textContent = file.name;
  const state = document.createElement("span");
  const bar = barOf(file);
  const again = document.createElement("button");
  again.type = "button";
  again.className = "btn btn-biasa btn-kecil";
  again.textContent = "Coba lagi";
  again.hidden = true;
  const stop = document.createElement("button");
  stop.type = "button";
  stop.className = "btn btn-polos btn-kecil";
  stop.textContent = "Batal";
  stop.setAttribute("aria-label", `Batal mengunggah ${file.name}`);
  entry.append(name, state, bar, again, stop);
  const box = slot.querySelector(".unggahan");
  box.hidden = false;
  box.append(entry);
  return { entry, state, bar, again, stop, box };
};

let turn = Promise.resolve();
// Files take their places in the order in which they were chosen: the first photo leads.
const inTurn = (work) => {
  const before = turn;
  const mine = (async () => {
    await before.catch(() => {});
    return work();
  })();
  turn = mine;
  return mine;
};

const send = (file, slot, first) => {
  const shown = entryOf(file, slot);
  const close = () => {
    shown.entry.remove();
    shown.box.hidden = !shown.box.children.length;
  };
  const go = () => {
    const control = new AbortController();
    const role = slot.dataset.tempat;
    shown.entry.classList.remove("gagal");
    shown.again.hidden = true;
    shown.bar.hidden = false;
    shown.stop.textContent = "Batal";
    shown.stop.onclick = () => {
      control.abort();
      close();
    };
    const sent = upload(file, {
      role,
      signal: control.signal,
      onProgress: (part, words) => {
        shown.bar.value = part;
        shown.state.textContent = words || `${Math.round(part * 100)} %`;
      },
    });
    sent.catch(() => {});
    const work = inTurn(async () => {
      const made = await sent;
      const rows = show(await post({ act: "attach", role, token: made.token }), slot);
      close();
      say(`${file.name} terpasang. ${made.known || ""}`);
      if (first) lead(rows[0]);
    }).catch((error) => {
      if (control.signal.aborted) return;
      shown.entry.classList.add("gagal");
      shown.state.textContent = error.message;
      shown.bar.hidden = true;
      shown.again.hidden = false;
      shown.stop.textContent = "Tutup";
      shown.stop.onclick = close;
      say(`${file.name} tidak terpasang. ${error.message}`);
    });
    under.add(work);
    work.finally(() => under.delete(work));
  };
  shown.again.addEventListener("click", go);
  go();
};

// After choosing, the words about the first new photo are what comes next, unless the writer went on elsewhere.
let busy = false;
for (const sign of ["keydown", "pointerdown"])
  document.addEventListener(
    sign,
    () => {
      busy = true;
    },
    { capture: true },
  );
const lead = (row) => {
  const alt = row?.querySelector("input[name$='-alt']");
  if (!busy && alt && !alt.value) alt.focus();
};

const take = (files, slot) => {
  busy = false;
  const chosen = slot.dataset.banyak === "tidak" ? files.slice(0, 1) : files;
  chosen.forEach((file, place) => send(file, slot, place === 0));
};

// --- one row -----------------------------------------------------------------------------------
const remove = async (row) => {
  const slot = slotOf(row);
  const words = wordsOf(row);
  const role = row.dataset.peran;
  const name = row.querySelector(".berkas-nama").textContent;
  const { token } = await post({ act: "detach", berkas: row.dataset.berkas });
  const notice = document.createElement("p");
  notice.className = "berkas-dilepas";
  notice.append(`${row.querySelector("img") ? "Foto" : "Berkas"} dilepas: ${name}. `);
  if (token && slot) {
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "btn btn-polos btn-kecil";
    undo.textContent = "Urungkan";
    undo.addEventListener("click", () =>
      act(async () => {
        const html = await post({ act: "attach", role, token, ...words });
        const [again] = show(html, slot);
        notice.replaceWith(again);
        again.querySelector("[data-lepas]").focus();
        say(`${name} dipasang kembali.`);
      }, notice),
    );
    notice.append(undo);
    row.replaceWith(notice);
    undo.focus();
  } else row.remove();
  say(`${name} dilepas.`);
  changed();
};

const step = (row, by) => {
  const rows = [...listOf(slotOf(row)).querySelectorAll(".foto-isian")];
  const other = rows[rows.indexOf(row) + by];
  if (!other || (by < 0 && other.dataset.peran !== row.dataset.peran)) return;
  if (row.dataset.peran !== other.dataset.peran) return;
  if (by < 0) other.before(row);
  else other.after(row);
  // Places are counted over all rows of the draft, as the server numbers them.
  [...form.querySelectorAll(".foto-isian [name$='-position']")].forEach((input, place) => {
    if (Number(input.value) === place + 1) return;
    input.value = place + 1;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  row.querySelector(by < 0 ? "[data-naik]" : "[data-turun]").focus();
  const now = [...listOf(slotOf(row)).querySelectorAll(".foto-isian")].indexOf(row) + 1;
  say(`Sekarang urutan ${now}.`);
};

const lift = async (row) => {
  const slot = slotOf(row);
  const words = new Map([...listOf(slot).querySelectorAll(".foto-isian")].map((one) => [one.id, wordsOf(one)]));
  const rows = show(await post({ act: "cover", berkas: row.dataset.berkas }), slot);
  // What was typed and not saved yet stays in the fields.
  for (const one of rows)
    for (const [name, value] of Object.entries(words.get(one.id) || {})) {
      const input = one.querySelector(`[name$="-${name}"]`);
      if (!input || input.value === value || name === "position") continue;
      input.value = value;
      input.dispatchEvent(new Event("input", { bubbles: true }));
    }
  const cover = listOf(slot).querySelector('[data-peran="cover"]');
  listOf(slot).prepend(cover);
  cover.querySelector("input[name$='-alt']").focus();
  say("Foto utama diganti.");
};

const act = async (work, place) => {
  try {
    await work();
  } catch (error) {
    place.querySelector(".galat-aksi")?.remove();
    const told = document.createElement("p");
    told.className = "galat galat-aksi";
    told.setAttribute("role", "alert");
    told.textContent = error.message;
    place.append(told);
  }
};

// --- the library -------------------------------------------------------------------------------
const openLibrary = (slot, what) => {
  const dialog = document.getElementById("pilih-pustaka");
  mount(dialog.querySelector("[data-pustaka-isi]"), {
    asked: { pilih: what },
    label: what === "gambar" ? "Cari foto" : "Cari berkas",
    empty: "Tidak ada yang cocok.",
    onChoose: (button) =>
      act(async () => {
        const role = slot.dataset.tempat;
        show(await post({ act: "attach", role, token: button.dataset.token }), slot);
        button.textContent = "Terpasang";
        button.disabled = true;
        if (slot.dataset.banyak === "tidak") dialog.close();
      }, button.parentElement),
  });
  dialog.showModal();
};

if (card && form) {
  for (const part of form.querySelectorAll("[data-tanpa-skrip]")) part.hidden = true;
  for (const part of form.querySelectorAll("[data-dengan-skrip], [data-pustaka]")) part.hidden = false;
  form.classList.add("hidup");
  for (const row of form.querySelectorAll(".foto-isian")) equip(row);
  // What the server had refused is told; the sentence goes when somebody chooses anew.
  const takeFrom = (input) => {
    const slot = slotOf(input);
    if (!slot || !input.files.length || input.closest(".berkas-sampul")) return;
    const files = [...input.files];
    input.value = "";
    take(files, slot);
  };
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") takeFrom(event.target);
  });
  // On a slow line somebody may have chosen before this script was there.
  for (const input of form.querySelectorAll("input[type=file]")) takeFrom(input);
  form.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    const row = button?.closest(".foto-isian");
    if (button?.dataset.pustaka) openLibrary(slotOf(button), button.dataset.pustaka);
    if (!row) return;
    if ("lepas" in button.dataset) act(() => remove(row), row);
    if ("utama" in button.dataset) act(() => lift(row), row);
    if ("naik" in button.dataset) step(row, -1);
    if ("turun" in button.dataset) step(row, 1);
  });
  // Enter leads from the words about one photo to the next, then to the button that hands in.
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input[name$='-alt']")) return;
    event.preventDefault();
    const alts = altsOf();
    const next = alts[alts.indexOf(event.target) + 1];
    const submits = [...document.querySelectorAll('button[name="then"][value="submit"]')];
    (next || submits.find((button) => button.offsetParent !== null))?.focus();
  });
  for (const slot of form.querySelectorAll("[data-tempat]")) {
    slot.addEventListener("dragover", (event) => {
      if (![...event.dataTransfer.types].includes("Files")) return;
      event.preventDefault();
      slot.classList.add("sasaran");
    });
    slot.addEventListener("dragleave", () => slot.classList.remove("sasaran"));
    slot.addEventListener("drop", (event) => {
      if (!event.dataTransfer.files.length) return;
      event.preventDefault();
      slot.classList.remove("sasaran");
      take([...event.dataTransfer.files], slot);
    });
  }
  form.addEventListener(
    "submit",
    async (event) => {
      if (!under.size) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const button = event.submitter;
      say("Menunggu berkas selesai diunggah.");
      form.querySelector(".unggahan:not([hidden])")?.scrollIntoView({ block: "nearest" });
      await Promise.allSettled([...under]);
      if (!form.querySelector(".unggahan .gagal")) form.requestSubmit(button);
    },
    { capture: true },
  );
}
