// The panel "Data pribadi" without a page load: it is read again after every save, and a reason is
// sent by itself. Hiding rewrites the words, so that button goes the way of the form.
import { flush } from "./simpan.js";

const form = document.getElementById("naskah");
const panel = () => document.getElementById("data-pribadi");
const BUSY = /^putusan:(?:izinkan|diperiksa):/;

const isUsed = () => {
  const open = panel().querySelector(".pribadi-izin[open]");
  return open !== null || panel().contains(document.activeElement);
};

const show = async (response) => {
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const fresh = page.getElementById("data-pribadi");
  if (!fresh) return false;
  const said = fresh.querySelector(".pribadi-kabar");
  const words = said.textContent;
  said.textContent = "";
  panel().replaceWith(fresh);
  if (words) {
    said.classList.toggle("pribadi-kabar-salah", !response.ok);
    // Said after it stands on the page: a reader of the screen hears only what changes.
    requestAnimationFrame(() => { said.textContent = words; });
  }
  return true;
};

const refresh = async () => {
  if (!panel()?.dataset.alamat || isUsed()) return;
  try {
    const response = await fetch(panel().dataset.alamat, { credentials: "same-origin", redirect: "error" });
    if (response.ok && !isUsed()) await show(response);
  } catch {
    // Offline: the panel stays as it is, and the server asks again when the text is handed in.
  }
};

const decide = async (button) => {
  const key = button.value.split(":").pop();
  const sent = new FormData();
  sent.set("then", button.value);
  for (const name of [`alasan-${key}`, `alasan-lain-${key}`]) {
    if (form.elements[name]) sent.set(name, form.elements[name].value);
  }
  const response = await fetch(panel().dataset.alamat, {
    method: "POST",
    body: sent,
    headers: { "X-CSRFToken": form.elements.csrfmiddlewaretoken.value },
    credentials: "same-origin",
    redirect: "error",
  });
  if (!(response.ok || response.status === 422) || !(await show(response))) throw new Error();
  const next = panel().querySelector(".pribadi-daftar button, .pribadi-daftar summary") ?? panel().querySelector("h2");
  if (next.tagName === "H2") next.tabIndex = -1;
  next.focus();
  // What the other parts of the page say about the text may have changed with it.
  const { value: version } = form.elements.version;
  document.dispatchEvent(new CustomEvent("naskah:tersimpan", { detail: { version } }));
};

form?.addEventListener("click", async (event) => {
  const button = event.target.closest("button[name=then]");
  if (!button || !BUSY.test(button.value)) return;
  event.preventDefault();
  event.stopPropagation();
  button.setAttribute("aria-busy", "true");
  try {
    if (!(await flush())) throw new Error();
    await decide(button);
  } catch {
    // Then the form itself: it saves, decides, and says what is wrong.
    form.requestSubmit(button);
  }
});
document.addEventListener("naskah:tersimpan", refresh);
document.addEventListener("naskah:berkas", refresh);
