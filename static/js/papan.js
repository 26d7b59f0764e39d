// The board keeps itself up to date: it asks every half minute whether anything changed, rests while
// nobody looks, and asks less often while the server cannot be reached. Cards that stay as they are
// keep their place in the page, so focus, scrolling and opened parts stay where they were.
const EVERY = 30_000;
const MOST = 5 * 60_000;
const NEWS_STAYS = 12_000;
const live = document.getElementById("papan-isi");
const news = document.getElementById("papan-kabar");
let mark = "";
let wait = EVERY;
let timer = 0;
let asking = false;
let fading = 0;

const tell = (words, stays = NEWS_STAYS) => {
  clearTimeout(fading);
  news.textContent = words;
  if (stays) fading = setTimeout(() => (news.textContent = ""), stays);
};

const columnsOf = (root) =>
  new Map(
    [...root.querySelectorAll("[data-butir]")].map((card) => [
      card.dataset.butir,
      card.closest("[data-lajur]").dataset.lajur,
    ]),
  );

const told = (before, after) => {
  const came = [...after.keys()].filter((key) => !before.has(key)).length;
  const left = [...before.keys()].filter((key) => !after.has(key)).length;
  const moved = [...after].filter(([key, column]) => before.has(key) && before.get(key) !== column).length;
  return [
    [came, "butir baru"],
    [moved, "butir pindah langkah"],
    [left, "butir keluar dari papan"],
  ]
    .filter(([count]) => count)
    .map(([count, words]) => `${count} ${words}`)
    .join(", ");
};

const fill = (list, wanted, known) => {
  let place = list.firstElementChild;
  for (const fresh of wanted) {
    const old = known.get(fresh.dataset.butir);
    const card = old ?? fresh; // a card stays the element it was, also when its clock has run on
    if (old && old.innerHTML !== fresh.innerHTML) old.replaceChildren(...fresh.childNodes);
    if (card === place) {
      place = place.nextElementSibling;
    } else {
      list.insertBefore(card, place);
    }
  }
  while (place) {
    const next = place.nextElementSibling;
    place.remove();
    place = next;
  }
};

const update = (html) => {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const before = columnsOf(live);
  const after = columnsOf(fresh);
  const active = live.contains(document.activeElement) ? document.activeElement : null;
  const card = active?.closest("[data-butir]");
  // Where the reader looks: a card in sight that stays in its column must not jump when others come
  // above it. At the top of the page there is nothing above.
  const stays = (one) => before.get(one.dataset.butir) === after.get(one.dataset.butir);
  const inSight = [...live.querySelectorAll("[data-butir]")].filter(
    (one) => stays(one) && one.getBoundingClientRect().bottom > 0,
  );
  const anchor = scrollY > 0 ? inSight.find((one) => one === card) || inSight[0] : null;
  const top = anchor?.getBoundingClientRect().top;
  const nth = card ? [...card.querySelectorAll("a, button")].indexOf(active) : -1;

  for (const part of live.querySelectorAll("[data-bagian]")) {
    const other = fresh.querySelector(`[data-bagian="${part.dataset.bagian}"]`);
    if (!other || other.innerHTML === part.innerHTML) continue;
    const link = [...part.querySelectorAll("a")].indexOf(active);
    part.replaceChildren(...other.childNodes);
    if (link >= 0) part.querySelectorAll("a")[link]?.focus({ preventScroll: true });
  }
  const known = new Map([...live.querySelectorAll("[data-butir]")].map((one) => [one.dataset.butir, one]));
  for (const list of live.querySelectorAll("[data-lajur]")) {
    const other = fresh.querySelector(`[data-lajur="${list.dataset.lajur}"]`);
    if (other) fill(list, [...other.children], known);
  }

  const at = (one) => one && live.querySelector(`[data-butir="${CSS.escape(one.dataset.butir)}"]`);
  const still = at(anchor);
  if (still) scrollBy({ top: still.getBoundingClientRect().top - top, behavior: "instant" });
  const again = at(card);
  if (card && !active.isConnected) {
    const targets = again ? again.querySelectorAll("a, button") : [];
    (targets[nth] || targets[0] || document.getElementById("isi")).focus({ preventScroll: true });
  } else if (card && document.activeElement !== active) {
    active.focus({ preventScroll: true });
  }
  const words = told(before, after);
  if (words) tell(`Papan diperbarui: ${words}.`);
};

const ask = async () => {
  if (asking || document.hidden) return;
  asking = true;
  try {
    const headers = mark ? { "If-None-Match": mark } : {};
    const answer = await fetch(live.dataset.alamat + location.search, { headers, cache: "no-store" });
    if (answer.redirected || answer.status === 403) {
      tell("Anda sudah keluar. Masuk lagi untuk melihat papan terbaru.", 0);
      wait = 0;
    } else if (answer.status === 304) {
      wait = EVERY;
    } else if (answer.ok) {
      mark = answer.headers.get("ETag") || "";
      update(await answer.text());
      wait = EVERY;
    } else {
      throw new Error(String(answer.status));
    }
  } catch {
    wait = Math.min(2 * wait, MOST);
  } finally {
    asking = false;
    plan();
  }
};

const plan = () => {
  clearTimeout(timer);
  if (wait && !document.hidden) timer = setTimeout(ask, wait);
};

document.addEventListener("visibilitychange", () => (document.hidden ? clearTimeout(timer) : wait && ask()));
addEventListener("online", () => wait && ask());
plan();
