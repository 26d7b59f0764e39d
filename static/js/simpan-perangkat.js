// What the server has not got yet stays on this device: one entry of localStorage per person, item, text
// and window. It goes as soon as the server has it, with the sign-out, and after two weeks.
export const PREFIX = "naskah:";
const KEPT_FOR = 14 * 24 * 60 * 60 * 1000;

const entries = (start) =>
  Object.keys(localStorage)
    .filter((key) => key.startsWith(start))
    .map((key) => {
      try {
        return { key, ...JSON.parse(localStorage.getItem(key)) };
      } catch {
        return { key, at: 0 };
      }
    });

export const device = (person, item) => {
  const mine = `${PREFIX}${person}:${item}:`;
  const own = mine + Math.random().toString(36).slice(2);
  return {
    // Whether it is really kept: a full or shut storage must not be called a safe place.
    keep(draft) {
      try {
        localStorage.setItem(own, JSON.stringify({ at: Date.now(), ...draft }));
        return true;
      } catch {
        return false;
      }
    },
    forget(key = own) {
      try {
        localStorage.removeItem(key);
      } catch {
        // Nothing was kept there.
      }
    },
    // What earlier windows left behind, the newest first.
    left() {
      try {
        for (const { key, at } of entries(PREFIX)) if (!(at > Date.now() - KEPT_FOR)) localStorage.removeItem(key);
        return entries(mine)
          .filter(({ key }) => key !== own)
          .sort((one, other) => other.at - one.at);
      } catch {
        return [];
      }
    },
    update(key, more) {
      try {
        const { key: _, ...draft } = { ...JSON.parse(localStorage.getItem(key)), ...more };
        localStorage.setItem(key, JSON.stringify(draft));
      } catch {
        // It stays as it was.
      }
    },
  };
};
