// <p data-hitung="field id" data-paling="2000">: says how many letters are left. The server checks as well.
const format = new Intl.NumberFormat("id");
for (const line of document.querySelectorAll("[data-hitung]")) {
  const field = document.getElementById(line.dataset.hitung);
  const most = Number(line.dataset.paling);
  if (!field || !most) continue;
  const show = () => {
    const left = most - [...field.value].length;
    line.textContent = left < 0 ? `Kelebihan ${format.format(-left)} huruf` : `Sisa ${format.format(left)} huruf`;
  };
  field.addEventListener("input", show);
  show();
}
