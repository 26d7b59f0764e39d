// The point of a picture that stays in sight: tap the picture or move the mark with the arrow keys. The two number
// fields hold it; without this script they are the way to set it. The cut previews follow.
const frame = document.querySelector("[data-titik]");
const fields = [document.getElementById("id_focus_x"), document.getElementById("id_focus_y")];
if (frame && fields.every(Boolean)) {
  const cuts = document.querySelectorAll("[data-potongan]");
  const mark = document.createElement("button");
  mark.type = "button";
  mark.className = "titik-tanda";
  frame.append(mark);
  const point = () => fields.map((field) => (field.value === "" ? 50 : Math.min(100, Math.max(0, Number(field.value) || 0))));
  const show = () => {
    const [x, y] = point();
    mark.style.left = `${x}%`;
    mark.style.top = `${y}%`;
    mark.setAttribute("aria-label", `Titik penting: ${x}% dari kiri, ${y}% dari atas. Geser dengan tombol panah.`);
    for (const cut of cuts) cut.style.objectPosition = `${x}% ${y}%`;
  };
  const set = (x, y) => {
    [x, y].forEach((value, index) => {
      fields[index].value = Math.min(100, Math.max(0, Math.round(value)));
    });
    show();
  };
  frame.addEventListener("click", (event) => {
    if (event.detail === 0) return;
    const box = frame.getBoundingClientRect();
    set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    mark.focus();
  });
  const STEPS = { ArrowLeft: [-5, 0], ArrowRight: [5, 0], ArrowUp: [0, -5], ArrowDown: [0, 5] };
  mark.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    const [x, y] = point();
    set(x + step[0], y + step[1]);
  });
  for (const field of fields) field.addEventListener("input", show);
  show();
}
