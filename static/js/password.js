// <button type="button" data-lihat="field id" data-butuh-js hidden>Lihat</button>: shows the password.
document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-lihat]");
  if (!button) return;
  const field = document.getElementById(button.dataset.lihat);
  const hidden = field.type === "password";
  field.type = hidden ? "text" : "password";
  button.setAttribute("aria-pressed", String(hidden));
  (button.querySelector("[data-label]") || button).textContent = hidden ? "Sembunyikan" : "Lihat";
});
