// Sheets: <a data-lembar="id" href="its own page"> opens <dialog id="id">. The dialog element traps focus,
// closes on Esc and gives focus back; we add the button "Batal" and a click outside.
// Menus: an open <details data-menu> closes on Esc and when one clicks elsewhere.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-lembar]");
  const sheet = opener && document.getElementById(opener.dataset.lembar);
  if (sheet && sheet.showModal) {
    event.preventDefault();
    sheet.showModal();
    return;
  }
  const closer = event.target.closest("[data-tutup]");
  const open = event.target.closest("dialog");
  if (closer && open) {
    event.preventDefault();
    open.close();
  } else if (event.target instanceof HTMLDialogElement) {
    const box = open.getBoundingClientRect();
    const outside =
      event.clientY < box.top || event.clientY > box.bottom || event.clientX < box.left || event.clientX > box.right;
    if (outside) open.close();
  }
  for (const menu of document.querySelectorAll("details[data-menu][open]"))
    if (!menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of document.querySelectorAll("details[data-menu][open]")) {
    const inside = menu.contains(document.activeElement);
    menu.open = false;
    if (inside) menu.querySelector("summary").focus();
  }
});
for (const summary of document.querySelectorAll(".ringkas-salah")) summary.focus();
