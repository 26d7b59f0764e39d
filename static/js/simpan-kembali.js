// Words that an earlier window left on this device: offered back, never put back by themselves.
import { tidy } from "./simpan-beda.js";
import { same } from "./simpan-isian.js";
import { button } from "./simpan-kabar.js";

const SHOWN = 90;
const clock = new Intl.DateTimeFormat("id", { hour: "2-digit", minute: "2-digit" });
const day = new Intl.DateTimeFormat("id", { day: "numeric", month: "long" });

const words = (values) => {
  const page = new DOMParser().parseFromString((values ?? []).join(", ").replaceAll("<", " <"), "text/html");
  const text = page.body.textContent.replace(/\s+/g, " ").trim();
  return text.length > SHOWN ? `${text.slice(0, SHOWN)}…` : text || "kosong";
};

// The end of a long text is where one wrote last; the beginning would look the same on both sides.
const around = (one, other) => {
  const here = (one ?? []).join(", ");
  const there = (other ?? []).join(", ");
  let start = 0;
  while (start < here.length && here[start] === there[start]) start += 1;
  const from = Math.max(0, here.lastIndexOf(" ", Math.max(0, start - 30)));
  return from ? [`…${here.slice(from)}`] : [here];
};

// The editor and the server write the same body with other attributes: that is no difference.
const sameWords = (name, one, other) =>
  same(one, other) || (name === "body" && tidy(one?.[0] ?? "") === tidy(other?.[0] ?? ""));

const when = (at) => {
  const moment = new Date(at);
  const time = clock.format(moment);
  return moment.toDateString() === new Date().toDateString() ? time : `${day.format(moment)}, ${time}`;
};

export const offerBack = ({ form, sheet, kept, say, hush, tanda, mulai, sendWhole }) => {
  const { version, revision, marks } = form.elements;
  const now = sheet.read();
  const found = [];
  // Words of this text or of the one that it goes on from; never those of another text that is open as well.
  const ours = kept.left().filter((draft) => [revision.value, form.dataset.sebelum].includes(draft.revision));
  for (const draft of ours) {
    const done = draft.sent && (draft.revision !== revision.value || Number(version.value) > Number(draft.version));
    const differs = Object.keys(draft.fields ?? {}).filter((name) => now.has(name) && !sameWords(name, draft.fields[name], now.get(name)));
    if (mulai === "sama" && (done || !differs.length)) kept.forget(draft.key);
    else if (mulai !== "berhenti" && differs.length) found.push({ draft, differs });
  }
  if (!found.length) return;
  const { draft, differs } = found[0];

  const list = document.createElement("ul");
  for (const name of differs) {
    const line = document.createElement("li");
    const label = document.createElement("b");
    label.textContent = draft.labels?.[name] ?? sheet.label(name);
    const [mine, there] = [draft.fields[name], now.get(name)];
    line.append(label, `: di perangkat ini “${words(around(mine, there))}”, di server “${words(around(there, mine))}”`);
    list.append(line);
  }
  const details = document.createElement("details");
  const summary = document.createElement("summary");
  summary.textContent = `Yang berbeda: ${differs.length} isian`;
  details.append(summary, list);

  const putBack = () => {
    hush();
    // Nobody saved since: the words go on where they stopped. Else both are shown side by side.
    const nobodySaved =
      draft.revision === revision.value &&
      (draft.version === version.value || (draft.mark && draft.mark === tanda.replaceAll("-", "")));
    if (!nobodySaved) {
      version.value = draft.version;
      revision.value = draft.revision;
      marks.value = draft.marks;
    }
    for (const name of differs) sheet.write(name, draft.fields[name]);
    if (nobodySaved) kept.forget(draft.key);
    else {
      kept.update(draft.key, { sent: true });
      sendWhole();
    }
  };
  const drop = () => {
    hush();
    kept.forget(draft.key);
  };
  say(
    "anggur",
    `Ada tulisan di perangkat ini yang belum terkirim (${when(draft.at)}).`,
    button("Pulihkan", putBack, "btn btn-primary btn-kecil"),
    button("Buang", drop),
    details,
  );
};
