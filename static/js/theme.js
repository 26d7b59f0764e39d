// The choice "Tampilan" (device, light, dark) lives on the reader's device: public pages carry no cookie.
// Loaded in <head> without defer, so that the page never flashes in the wrong colours.
(() => {
  const root = document.documentElement;
  const read = () => {
    try {
      return localStorage.getItem("tampilan") || "perangkat";
    } catch {
      return "perangkat";
    }
  };
  const names = { terang: "light", gelap: "dark" };
  const apply = (choice) => {
    if (names[choice]) root.dataset.bsTheme = names[choice];
    else delete root.dataset.bsTheme;
    for (const button of document.querySelectorAll("[data-tampilan]"))
      button.setAttribute("aria-pressed", String(button.dataset.tampilan === choice));
  };
  apply(read());
  document.addEventListener("DOMContentLoaded", () => {
    for (const control of document.querySelectorAll("[data-butuh-js]")) control.hidden = false;
    apply(read());
    document.addEventListener("click", (event) => {
      const button = event.target.closest("[data-tampilan]");
      if (!button) return;
      try {
        localStorage.setItem("tampilan", button.dataset.tampilan);
      } catch {
        // Storage may be closed; the choice then lasts for this page.
      }
      apply(button.dataset.tampilan);
      const box = button.closest("details");
      if (box) {
        box.open = false;
        box.querySelector("summary").focus();
      }
    });
  });
})();
