// Saves the editor's form while one writes. Only changed fields go up, the body as what changed in it; what
// the server has not got yet stays on the device. Without this script the form is sent whole, by its buttons.
import { apply, edit, fingerprint, tidy } from "./simpan-beda.js";
import { device } from "./simpan-perangkat.js";
import { fields, same } from "./simpan-isian.js";
import { button, complain, link, news } from "./simpan-kabar.js";
import { offerBack } from "./simpan-kembali.js";
import { equip } from "./simpan-halaman.js";
import { watch } from "./simpan-rekan.js";

const PAUSE = 2000;
const LONGEST_WAIT = 8000;
const AGAIN = 10_000;
const PACK_FROM = 8000;
const WHILE_LEAVING = 60_000; // browsers let no more than 64 KB go up while a page is left
const KEPT_HERE = "Tulisan Anda tersimpan di perangkat ini";
const NOT_KEPT = "Perangkat ini tidak dapat menyimpan tulisan Anda. Jangan tutup halaman ini.";

const newMark = () =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
const wellFormed = (text) => (text.toWellFormed ? text.toWellFormed() : text);
const pack = (text) => new Response(new Blob([text]).stream().pipeThrough(new CompressionStream("gzip"))).blob();

const start = (form) => {
  const { simpan: address, hadir, masuk, butir, orang, tanda, mulai } = form.dataset;
  const { version, revision, marks: carried } = form.elements;
  const marks = JSON.parse(carried.value || "{}");
  const sheet = fields(form, marks);
  const kept = device(orang, butir);
  const { bar, say, hush } = news();
  // What the server is known to hold: of every field as it was sent, of the body as it was stored.
  const confirmed = mulai === "sama" ? sheet.read() : new Map();
  let body = mulai === "sama" ? (form.elements.body?.defaultValue ?? null) : null;
  const refusedFields = new Map();
  let unanswered = null;
  let sending = null;
  let stopped = mulai === "berhenti" ? "bentrok" : "";
  let trouble = "";
  let leaving = false;
  let firstUnsent = 0;
  let timer = 0;
  let keeping = 0;

  const unsent = (values = sheet.read()) => [...values.keys()].filter((name) => !same(values.get(name), confirmed.get(name)));

  const keep = (more = {}) => {
    clearTimeout(keeping);
    const values = sheet.read();
    const names = unsent(values);
    if (!names.length && !unanswered) {
      kept.forget();
      return true;
    }
    return kept.keep({
      item: butir,
      revision: revision.value,
      version: version.value,
      mark: unanswered?.mark ?? "",
      marks: carried.value,
      labels: Object.fromEntries(names.map((name) => [name, sheet.label(name)])),
      fields: Object.fromEntries(names.map((name) => [name, values.get(name)])),
      ...more,
    });
  };

  const whereItIs = (more) => (keep() ? `${KEPT_HERE}${more}` : NOT_KEPT);

  const build = () => {
    const values = sheet.read();
    const names = unsent(values);
    // A field that was refused goes again when anything changes: another field may have been the cause.
    if (names.every((name) => same(values.get(name), refusedFields.get(name)))) return null;
    const parcel = { names, values, mark: newMark(), sent: {}, typed: null };
    const told = { version: Number(version.value), mark: parcel.mark, person: Number(orang), values: parcel.sent };
    for (const name of names) if (name !== "body") parcel.sent[name] = values.get(name).map(wellFormed);
    if (names.includes("body")) {
      parcel.typed = wellFormed(tidy(values.get("body")[0] ?? ""));
      told.body =
        body === null ? { whole: parcel.typed } : { base: fingerprint(body), edits: [edit(body, parcel.typed)] };
    }
    parcel.text = JSON.stringify(told);
    return parcel;
  };

  const post = async (parcel, { keepalive = false } = {}) => {
    const headers = {
      "Content-Type": "application/json",
      Accept: "application/json",
      "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
    };
    let sent = parcel.text;
    if (!keepalive && sent.length > PACK_FROM && window.CompressionStream) {
      sent = await pack(sent);
      headers["Content-Encoding"] = "gzip";
    }
    return fetch(address, { method: "POST", headers, body: sent, keepalive, credentials: "same-origin" });
  };

  const stop = (why, words, ...more) => {
    stopped = why;
    unanswered = null;
    bar("putus", "Belum tersimpan");
    say("bahaya", `${words} ${whereItIs(".")}`, ...more);
  };

  const later = (words, why = "putus") => {
    trouble = why;
    bar("putus", "Belum terkirim");
    say("waktu", words);
    clearTimeout(timer);
    timer = setTimeout(send, AGAIN);
    return false;
  };

  const accept = (parcel, told) => {
    const errors = told.errors ?? {};
    version.value = told.version;
    for (const name of parcel.names) {
      complain(sheet.box(name), name in errors ? errors[name] || "Isian ini belum dapat disimpan." : "");
      if (name in errors) {
        refusedFields.set(name, parcel.values.get(name));
        continue;
      }
      refusedFields.delete(name);
      confirmed.set(name, parcel.values.get(name));
      if (name !== "body") marks[name] = fingerprint((parcel.sent[name] ?? []).filter(Boolean).join("\n"));
    }
    if (told.body) {
      const stored = told.edits ? apply(parcel.typed, told.edits) : parcel.typed;
      body = fingerprint(stored) === told.body ? stored : null;
      marks.body = told.body;
    }
    carried.value = JSON.stringify(marks);
    unanswered = null;
    trouble = "";
    keep();
    hush();
    const waiting = Object.keys(errors).map(sheet.label, sheet);
    bar("tersimpan", waiting.length ? `Tersimpan ${told.at}, kecuali ${waiting.join(", ")}` : `Tersimpan ${told.at}`);
    document.dispatchEvent(new CustomEvent("naskah:tersimpan", { detail: { version: told.version } }));
    if (unsent().some((name) => !(name in errors))) plan(PAUSE);
  };

  const refused = async (parcel, answer, again) => {
    if (answer.status === 401) return signedOut();
    if (answer.status === 403 && !again) {
      // Signing in again gives every page a new safety token.
      return (await renew()) ? deliver(parcel, true) : false;
    }
    if (answer.status === 403) {
      stop("tutup", "Anda tidak lagi berwenang menyimpan naskah ini.");
      return false;
    }
    const told = await answer.json().catch(() => ({}));
    if (told.code === "whole" && body !== null) {
      body = null;
      unanswered = null;
      return run();
    }
    if (told.code === "stale") {
      const compare = button("Bandingkan dan pilih", () => sendWhole());
      stop("bentrok", `${told.words} Penyimpanan otomatis berhenti supaya tidak ada yang tertimpa.`, compare);
      return false;
    }
    if (answer.status >= 500 || answer.status === 429)
      return later(`Ada gangguan di pihak kami. ${whereItIs(" dan dikirim lagi sebentar lagi.")}`, "galat");
    stop("tutup", told.words || "Naskah ini tidak dapat disimpan dari halaman ini.");
    return false;
  };

  const deliver = async (parcel, again = false) => {
    let answer;
    try {
      answer = await post(parcel);
    } catch {
      return later(`Sambungan terputus. ${whereItIs(" dan dikirim saat tersambung.")}`);
    }
    if (!answer.ok) return refused(parcel, answer, again);
    const told = await answer.json().catch(() => null);
    // A page of a hotel's or a provider's network answers in place of the server.
    if (!told?.version) return later(`Sambungan terputus. ${whereItIs(" dan dikirim saat tersambung.")}`);
    accept(parcel, told);
    return true;
  };

  const run = async () => {
    if (stopped) return false;
    // A parcel without an answer goes again as it was: the server knows it by its mark.
    unanswered ??= build();
    if (!unanswered) return true;
    if (!trouble) bar("kirim", "Menyimpan…");
    return deliver(unanswered);
  };

  const send = () => {
    clearTimeout(timer);
    firstUnsent = 0;
    sending ??= run().finally(() => {
      sending = null;
    });
    return sending;
  };

  // Whether the server has everything. Fields with errors keep it from that; so does any trouble.
  const flush = async () => {
    if (sending) await sending;
    for (let turn = 0; turn < 3; turn += 1) {
      if (!unanswered && !unsent().length) return true;
      if (!(await send())) return false;
    }
    return !unanswered && !unsent().length;
  };

  const plan = (wait) => {
    if (stopped || trouble) return;
    firstUnsent ||= Date.now();
    clearTimeout(timer);
    timer = setTimeout(send, Math.max(0, Math.min(wait, firstUnsent + LONGEST_WAIT - Date.now())));
  };

  const signedOut = () => {
    trouble = "sesi";
    clearTimeout(timer);
    bar("putus", "Belum terkirim");
    say("waktu", `Sesi Anda berakhir. ${whereItIs(". Masuk lagi di jendela baru, lalu kembali ke sini.")}`, link("Masuk lagi", masuk));
    return false;
  };

  // Ask whether the door is open for the same person, and take the new safety token.
  const renew = async () => {
    const answer = await fetch(hadir, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer) return later(`Sambungan terputus. ${whereItIs(" dan dikirim saat tersambung.")}`);
    if (answer.status === 401) return signedOut();
    const told = answer.ok ? await answer.json().catch(() => null) : null;
    if (!told) {
      stop("tutup", "Anda tidak lagi berwenang menyimpan naskah ini.");
      return false;
    }
    if (String(told.person) !== orang) {
      trouble = "sesi";
      say("bahaya", `Anda masuk dengan akun lain. ${whereItIs(". Masuk lagi dengan akun yang menulisnya.")}`, link("Masuk lagi", masuk));
      return false;
    }
    for (const input of document.querySelectorAll("[name=csrfmiddlewaretoken]")) input.value = told.token;
    return true;
  };

  const tryAgain = async () => {
    if (stopped || !trouble || document.hidden) return;
    if (trouble !== "sesi" || (await renew())) send();
  };

  const sendWhole = (submitter = form.querySelector("button[name=then][value=save]")) => {
    keep();
    leaving = true;
    form.requestSubmit(submitter);
  };

  form.addEventListener("input", () => {
    clearTimeout(keeping);
    keeping = setTimeout(keep, 400);
    plan(PAUSE);
  });
  form.addEventListener("change", () => plan(PAUSE / 4));
  form.addEventListener("focusout", () => {
    if (firstUnsent) plan(PAUSE / 4);
  });
  addEventListener("online", tryAgain);
  addEventListener("focus", tryAgain);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden) tryAgain();
    else if (!leaving && unsent().length) {
      keep();
      if (!trouble) send();
    }
  });
  addEventListener("pagehide", () => {
    if (leaving || stopped) return;
    keep();
    const last = unanswered ?? build();
    // A request under way may be cut off with the page; what comes twice is written once.
    if (last && last.text.length < WHILE_LEAVING) {
      unanswered = last;
      keep();
      post(last, { keepalive: true }).catch(() => {});
    }
  });
  addEventListener("pageshow", (event) => {
    leaving = false;
    if (event.persisted && !unsent().length) location.reload();
  });
  addEventListener("beforeunload", (event) => {
    if (!leaving && (sheet.waiting() || ((trouble || stopped) && unsent().length))) event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    if (leaving || stopped) {
      leaving = true;
      if (stopped) keep({ sent: true });
      return;
    }
    if (!sending && !unanswered && !unsent().length) {
      leaving = true;
      return;
    }
    event.preventDefault();
    const { submitter } = event;
    await flush();
    // Without a connection or a session the page would be gone, and the words with it.
    if (trouble) return;
    sendWhole(submitter ?? undefined);
  });
  document.addEventListener("naskah:berkas", () => {
    // Rows that came with a file say what the server says.
    for (const [name, values] of sheet.read()) if (!confirmed.has(name) && mulai === "sama") confirmed.set(name, values);
  });

  document.addEventListener("click", async (event) => {
    const goes = event.target.closest("a[data-simpan-dulu], a[data-buang]");
    if (!goes || event.ctrlKey || event.metaKey) return;
    if (goes.matches("[data-buang]")) {
      leaving = true;
      kept.forget();
    } else if (unsent().length && !trouble && !stopped) {
      event.preventDefault();
      await flush();
      location.assign(goes.href);
    }
  });

  offerBack({ form, sheet, kept, say, hush, tanda, mulai, sendWhole });
  watch({ form, hadir, say, isBusy: () => Boolean(stopped || trouble || sending || unsent().length) });
  if (mulai === "semua") plan(PAUSE);
  if (mulai === "berhenti") keep();
  equip({ form, flush, bar });
  return { flush };
};

// The module may be loaded under two addresses (the page's has a number in it): one keeper per form.
const form = document.getElementById("naskah");
if (form) form.keeper ??= start(form);

export const flush = async () => (form ? form.keeper.flush() : true);
