// A form that is being sent says so, and a second press does nothing. A page taken back from the
// browser's memory (bfcache) is made ready again.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method === "dialog" || form.method === "get") return;
  if (form.dataset.sedang) {
    event.preventDefault();
    return;
  }
  form.dataset.sedang = "ya";
  const button = event.submitter;
  if (!button || !button.matches(".btn")) return;
  button.setAttribute("aria-busy", "true");
  button.semula = [...button.childNodes];
  button.replaceChildren(button.dataset.sedang || "Mengirim…");
});
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  for (const form of document.querySelectorAll("form[data-sedang]")) delete form.dataset.sedang;
  for (const button of document.querySelectorAll(".btn[aria-busy]")) {
    button.removeAttribute("aria-busy");
    button.replaceChildren(...button.semula);
  }
});
