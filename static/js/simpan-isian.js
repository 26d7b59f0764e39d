// The fields of the editor's form: what they say now, and putting words back into them.
const OF_A_FILE = /^file\d+-(?!remove$|shown$)\w+$/;

export const fields = (form, marks) => {
  const known = Object.keys(marks);
  const elements = (name) => [...form.elements].filter((element) => element.name === name);

  return {
    read() {
      const values = new Map();
      for (const name of known) if (form.elements.namedItem(name)) values.set(name, []);
      for (const [name, value] of new FormData(form)) {
        if (typeof value !== "string") continue;
        if (OF_A_FILE.test(name) && !values.has(name)) values.set(name, []);
        values.get(name)?.push(value);
      }
      return values;
    },
    write(name, values) {
      for (const element of elements(name)) {
        if (element.type === "checkbox" || element.type === "radio") element.checked = values.includes(element.value);
        else element.value = values[0] ?? "";
        element.dispatchEvent(new Event("input", { bubbles: true }));
        element.dispatchEvent(new Event("change", { bubbles: true }));
      }
    },
    box: (name) => elements(name)[0]?.closest(".isian, fieldset"),
    label(name) {
      const box = this.box(name);
      const words = box?.querySelector("legend, .form-label")?.firstChild?.textContent.trim();
      return words || name;
    },
    // Files that wait for the form, and ticks that only the form carries out.
    waiting: () =>
      [...form.elements].some(
        (element) => (element.type === "file" && element.files.length) || (/-remove$/.test(element.name) && element.checked),
      ),
  };
};

export const same = (one, other) => JSON.stringify(one ?? []) === JSON.stringify(other ?? []);
