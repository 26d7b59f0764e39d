// Review: "Setujui" counts the ticked boxes first. While one is open it leads there and says so; then it
// opens the sheet and hands it the ticks. Without this file the button leads to the act's own page.
const boxes = document.querySelector("[data-periksa]");
const sheet = boxes && document.getElementById(boxes.dataset.periksa);
const checks = boxes ? [...boxes.querySelectorAll('input[name="checks"]')] : [];
const count = document.querySelector("[data-hitung-periksa]");
const automatic = boxes ? boxes.querySelectorAll(".hasil:not(.hasil-kurang)").length : 0;
const all = boxes ? boxes.querySelectorAll(".periksa > li").length : 0;
const done = () => automatic + checks.filter((box) => box.checked).length;
const show = () => {
  if (count) count.textContent = `${done()}/${all}`;
};
if (sheet && sheet.showModal) {
  const error = document.getElementById("periksa-galat");
  boxes.addEventListener("change", () => {
    show();
    if (checks.every((box) => box.checked)) error.hidden = true;
  });
  boxes.addEventListener("submit", (event) => {
    event.preventDefault();
    const open = checks.find((box) => !box.checked);
    error.hidden = !open;
    if (open) {
      document.getElementById("periksa").scrollIntoView({ block: "start" });
      open.focus({ preventScroll: false });
      return;
    }
    const form = sheet.querySelector("form");
    for (const old of form.querySelectorAll('input[name="checks"]')) old.remove();
    for (const box of checks) {
      const copy = document.createElement("input");
      Object.assign(copy, { type: "hidden", name: "checks", value: box.value });
      form.append(copy);
    }
    const line = form.querySelector("[data-ringkas-periksa]");
    line.querySelector("div").textContent = `${done()} dari ${all} pemeriksaan selesai`;
    line.hidden = false;
    sheet.showModal();
  });
  show();
}
// What leads to a sheet may tick there what has to be put right.
document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-tanda]");
  const form = opener && document.getElementById(opener.dataset.lembar);
  const tag = form?.querySelector(`input[name="tags"][value="${opener.dataset.tanda}"]`);
  if (tag) tag.checked = true;
});
// The framed page is to be read: its links would lead out of the frame to pages that refuse framing.
for (const frame of document.querySelectorAll("[data-pratinjau]")) {
  const hold = () => {
    const inside = frame.contentDocument;
    // What is to be read begins below the site's own head; the whole page is one press away.
    const words = inside?.querySelector("main");
    if (words) frame.contentWindow.scrollTo(0, words.offsetTop);
    inside?.addEventListener("submit", (event) => event.preventDefault());
    inside?.addEventListener("click", (event) => {
      if (event.target.closest("a[href]:not([href^='#'])")) event.preventDefault();
    });
  };
  frame.addEventListener("load", hold);
  hold();
}
// The section one reads is marked among the links that stay on top of a phone.
const links = [...document.querySelectorAll(".bagian-tautan a")];
const sections = links.map((link) => document.querySelector(link.hash));
const mark = () => {
  const at = sections.findLastIndex((section) => section && section.getBoundingClientRect().top < 160);
  links.forEach((link, index) => {
    if (index === Math.max(0, at)) link.setAttribute("aria-current", "true");
    else link.removeAttribute("aria-current");
  });
};
if (links.length) {
  addEventListener("scroll", mark, { passive: true });
  mark();
}
