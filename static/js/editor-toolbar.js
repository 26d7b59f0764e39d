// The toolbar: one stop of the Tab key, arrows inside (WAI-ARIA toolbar), Esc goes back to the text.
import { askForData } from "./editor-data.js";
import { askForLink } from "./editor-dialogs.js";
import { askForPicture } from "./editor-pictures.js";

const run = (name, ...given) => (editor) => editor.chain().focus()[name](...given).run();

const COMMANDS = {
  bold: run("toggleBold"),
  italic: run("toggleItalic"),
  h2: run("toggleHeading", { level: 2 }),
  h3: run("toggleHeading", { level: 3 }),
  bulletList: run("toggleBulletList"),
  orderedList: run("toggleOrderedList"),
  blockquote: run("toggleBlockquote"),
  link: askForLink,
  picture: (editor) => askForPicture(editor),
  data: askForData,
  caption: run("toggleCaption"),
  table: run("insertTable", { rows: 3, cols: 3, withHeaderRow: true }),
  undo: run("undo"),
  redo: run("redo"),
  addRow: run("addRowAfter"),
  addColumn: run("addColumnAfter"),
  headerRow: run("toggleHeaderRow"),
  deleteRow: run("deleteRow"),
  deleteColumn: run("deleteColumn"),
  deleteTable: run("deleteTable"),
};
const STEPS = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

const isActive = (editor, name) =>
  /^h\d$/.test(name) ? editor.isActive("heading", { level: Number(name[1]) }) : editor.isActive(name);

export const equip = (toolbar, editor) => {
  const table = toolbar.querySelector(".penyunting-tabel");
  const caption = toolbar.querySelector('[data-perintah="caption"]');
  const all = [...toolbar.querySelectorAll("button")];
  const seen = () => all.filter((button) => !button.closest("[hidden]"));
  const stop = (chosen) => {
    for (const button of all) button.tabIndex = button === chosen ? 0 : -1;
  };
  stop(all[0]);
  toolbar.addEventListener("focusin", (event) => stop(event.target.closest("button")));
  toolbar.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      editor.commands.focus();
      return;
    }
    const buttons = seen();
    const here = buttons.indexOf(document.activeElement);
    const step = STEPS[event.key];
    let next;
    if (step) next = buttons[(here + step + buttons.length) % buttons.length];
    if (event.key === "Home") next = buttons[0];
    if (event.key === "End") next = buttons.at(-1);
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-perintah]");
    if (button) COMMANDS[button.dataset.perintah](editor);
  });
  return {
    enter: () => (all.find((button) => button.tabIndex === 0) || all[0]).focus(),
    show: () => {
      for (const button of toolbar.querySelectorAll("[aria-pressed]"))
        button.setAttribute("aria-pressed", String(isActive(editor, button.dataset.perintah)));
      table.hidden = !editor.isActive("table");
      caption.hidden = !editor.isActive("image") && !editor.isActive("figure");
      const stopped = all.find((button) => button.tabIndex === 0);
      if (stopped?.closest("[hidden]")) stop(all[0]);
    },
  };
};
