// upload(file, {role, onProgress, signal}): sends a file in pieces and resolves to what the server made of it.
// A lost connection is waited out; a closed tab goes on where it was when the same file is chosen again. Every
// Error carries a sentence for the person. onProgress(fraction, words): words say what is being waited for.
const START = "/meja/unggah/";
const SMALLEST = 64 * 1024;
const SAMPLE = 64 * 1024;
const AT_ONCE = 2;
const PATIENCE = 20;
const QUICK = 1000;
const SLOW = 5000;

class Lost extends Error {}

const cancelled = () => new Error("Unggahan dibatalkan.");

let running = 0;
const waiting = [];
const enter = (signal) =>
  new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(cancelled());
    if (running < AT_ONCE) {
      running += 1;
      return resolve();
    }
    waiting.push(resolve);
    signal?.addEventListener("abort", () => {
      const place = waiting.indexOf(resolve);
      if (place >= 0) waiting.splice(place, 1);
      reject(cancelled());
    });
  });
const leave = () => {
  const next = waiting.shift();
  if (next) next();
  else running -= 1;
};

const pause = (milliseconds, signal) =>
  new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      resolve();
    };
    // Without a network its return ends the wait; a minute, because some devices do not tell.
    const timer = setTimeout(done, navigator.onLine === false ? 60_000 : milliseconds);
    addEventListener("online", done);
    signal?.addEventListener("abort", () => {
      clearTimeout(timer);
      removeEventListener("online", done);
      reject(cancelled());
    });
  });

// Not a secret and no proof: it only finds the pieces again that the same person sent of the same file.
const mixed = (bytes, seed) => {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (const byte of bytes) {
    high = Math.imul(high ^ byte, 2654435761);
    low = Math.imul(low ^ byte, 1597334677);
  }
  return (high >>> 0).toString(16) + (low >>> 0).toString(16);
};

const bytesOf = async (file, from, to) => {
  try {
    return await file.slice(from, to).arrayBuffer();
  } catch {
    throw new Error(`Berkas “${file.name}” tidak dapat dibaca lagi dari perangkat ini. Pilih berkasnya sekali lagi.`);
  }
};

const fingerprint = async (file) => {
  const first = new Uint8Array(await bytesOf(file, 0, SAMPLE));
  const last = new Uint8Array(await bytesOf(file, Math.max(0, file.size - SAMPLE), file.size));
  return [file.lastModified, mixed(first, 1), mixed(last, 2)].join("-");
};

const token = () => document.querySelector('input[name="csrfmiddlewaretoken"]')?.value || "";

const ask = async (address, body, headers, signal) => {
  let response;
  try {
    response = await fetch(address, {
      method: "POST",
      body,
      headers: { "X-CSRFToken": token(), ...headers },
      redirect: "manual",
      signal,
    });
  } catch {
    if (signal?.aborted) throw cancelled();
    throw new Lost();
  }
  if (response.type === "opaqueredirect")
    throw new Error("Sesi Anda berakhir. Masuk lagi di tab lain, muat ulang halaman ini, lalu pilih berkas yang sama.");
  if (response.status === 403)
    throw new Error("Server menolak unggahan ini. Muat ulang halaman, lalu pilih berkas yang sama.");
  if (response.status === 429 || (response.status >= 500 && response.status !== 507)) throw new Lost();
  const said = await response.json().catch(() => ({}));
  if (said.alasan) throw new Error(said.alasan);
  return { status: response.status, said };
};

const send = async (file, role, tell, signal) => {
  let failures = 0;
  // Repeats a question until it is answered; each of them may safely be asked twice.
  const insist = async (address, body, headers = {}) => {
    for (;;) {
      try {
        const answer = await ask(address, body, headers, signal);
        failures = 0;
        return answer;
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
        if (navigator.onLine !== false) failures += 1;
        if (failures > PATIENCE)
          throw new Error("Sambungan terputus terlalu lama. Pilih berkas yang sama untuk melanjutkan.");
        tell("Menunggu sambungan…");
        await pause(Math.min(30, 2 ** Math.max(0, failures - 1)) * 1000, signal);
      }
    }
  };
  const mark = await fingerprint(file);
  const begin = async () => {
    const words = new URLSearchParams({ name: file.name, size: file.size, fingerprint: mark });
    return (await insist(START, words)).said;
  };
  let { id, offset, piece } = await begin();
  const largest = piece;
  let length = Math.min(largest, 4 * SMALLEST);
  let astray = 0;
  for (;;) {
    tell("", offset);
    const at = `${START}${id}/`;
    let answer;
    if (offset < file.size) {
      const bytes = await bytesOf(file, offset, offset + length);
      const before = performance.now();
      const type = "application/octet-stream";
      answer = await insist(at, bytes, { "Content-Type": type, "Upload-Offset": String(offset) });
      const took = performance.now() - before;
      if (took < QUICK) length = Math.min(largest, length * 2);
      if (took > SLOW) length = Math.max(SMALLEST, length / 2);
    } else {
      tell("Memeriksa berkas…", offset);
      answer = await insist(`${at}selesai/`, new URLSearchParams({ role }));
      if (answer.status === 200) return answer.said;
    }
    const lost = answer.status === 404;
    astray = answer.status === 200 ? 0 : astray + 1;
    if (astray > 5) throw new Error(`Berkas “${file.name}” tidak dapat diunggah. Muat ulang halaman, lalu coba lagi.`);
    if (lost) ({ id, offset } = await begin());
    else offset = answer.said.offset;
  }
};

// The bar of a file on its way; nothing has arrived yet.
export const barOf = (file) => {
  const bar = document.createElement("progress");
  bar.max = 1;
  bar.value = 0;
  bar.setAttribute("aria-label", `Unggahan ${file.name}`);
  return bar;
};

export async function upload(file, { role = "", onProgress = () => {}, signal } = {}) {
  const state = { offset: 0 };
  const tell = (words, offset = state.offset) => {
    state.offset = offset;
    onProgress(file.size ? offset / file.size : 0, words);
  };
  tell("Menunggu giliran…");
  await enter(signal);
  try {
    const made = await send(file, role, tell, signal);
    onProgress(1, "");
    return made;
  } finally {
    leave();
  }
}
