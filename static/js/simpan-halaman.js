// Around the form: how long the text is, what the button will do, the wished time, and the shortcuts.
const WORD = /[\p{L}\p{N}_]+(?:[-'’/.][\p{L}\p{N}_]+)*/gu;
const PER_MINUTE = 200;
const number = new Intl.NumberFormat("id");
const longDate = new Intl.DateTimeFormat("id", { weekday: "long", day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

const count = (html) => {
  const page = new DOMParser().parseFromString(html.replaceAll(/<(?=\/?(?:p|h|li|t|figc|br|div|pre|block))/g, " <"), "text/html");
  return (page.body.textContent.match(WORD) ?? []).length;
};

// A datetime-local value is a time on the office's clock already: only its words are made here.
const moment = (value, zone) => {
  const [, day, time] = /^(\d{4,}-\d\d-\d\d)T(\d\d:\d\d)/.exec(value) ?? [];
  return day ? `${longDate.format(new Date(`${day}T00:00Z`))} ${time.replace(":", ".")} ${zone}` : "";
};

export const equip = ({ form, flush, bar }) => {
  const { zona } = form.dataset;
  const body = form.elements.body;
  const long = document.getElementById("panjang-naskah");
  let timer = 0;
  const measure = () => {
    const words = count(body.value);
    const minutes = words ? ` · dibaca ${Math.max(1, Math.ceil(words / PER_MINUTE))} menit` : "";
    long.textContent = `${number.format(words)} kata${minutes}`;
  };

  const foresee = () => {
    const { publication, wanted_from: begins, wanted_until: ends } = form.elements;
    const wished = publication?.value;
    const at = wished === "scheduled" && begins ? moment(begins.value, zona) : "";
    const until = ends ? moment(ends.value, zona) : "";
    const first =
      wished === "by-hand" ? "Anda menerbitkannya sendiri" : `tayang ${at || "segera"} setelah disetujui`;
    for (const place of document.querySelectorAll("[data-hasil]"))
      place.textContent = until ? `${first}, berakhir ${until}` : first;
    const box = begins?.closest(".isian");
    if (box) box.hidden = wished !== "scheduled" && !box.matches(".isian-salah");
  };

  form.addEventListener("input", (event) => {
    if (event.target === body && long) {
      clearTimeout(timer);
      timer = setTimeout(measure, 500);
    }
    if (/^(publication|wanted_)/.test(event.target.name)) foresee();
  });
  foresee();

  const shortcuts = document.getElementById("pintasan");
  if (shortcuts) shortcuts.hidden = !matchMedia("(any-hover: hover)").matches;
  const question = document.getElementById("tanya-ajukan");
  addEventListener(
    "keydown",
    async (event) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
      if (event.key === "Enter" && question && form.contains(event.target)) {
        event.preventDefault();
        event.stopPropagation();
        question.showModal();
      } else if (event.key.toLowerCase() === "s") {
        event.preventDefault();
        if (await flush()) bar("tersimpan", document.querySelector("#keadaan-simpan span").textContent);
      }
    },
    { capture: true },
  );
};
