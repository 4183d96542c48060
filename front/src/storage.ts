/** The browser's memory for GraphiQL: each person's own, without passwords, and gone after signing out. */

const PASSWORD = /("?password"?\s*:\s*(?:[\w[\]!]+\s*=\s*)?)("""[\s\S]*?"""|"(?:[^"\\\n]|\\.)*")/gi;
const RAW = ["graphiql:query", "graphiql:variables"];

/**
 * A Storage as GraphiQL takes it; `forget` empties it, here and in the browser's other windows, and takes nothing any
 * more. `whenForgotten` tells of it where that was done in another one, until what it gives is called.
 */
export interface PersonsStorage extends Pick<Storage, "getItem" | "setItem" | "removeItem" | "clear" | "length"> {
  forget: () => void;
  whenForgotten: (told: () => void) => () => void;
}

/** The same for one window, gone when it is closed; `forget` of the person's storage empties it too. */
export function windowStorageOf(person: string): Pick<Storage, "getItem" | "setItem"> {
  const prefix = `refundry:${person}:`;
  return {
    getItem: (name) => sessionStorage.getItem(prefix + name),
    setItem: (name, value) => sessionStorage.setItem(prefix + name, value),
  };
}

/** Nobody else who signs in on this machine sees what is in it. */
export function storageOf(person: string): PersonsStorage {
  let left = false;
  const prefix = `refundry:${person}:`;
  const names = (): string[] => Object.keys(localStorage).filter((name) => name.startsWith(prefix));
  return {
    getItem: (name) => localStorage.getItem(prefix + name),
    setItem: (name, value) => {
      if (!left) localStorage.setItem(prefix + name, withoutPasswords(name, value));
    },
    removeItem: (name) => localStorage.removeItem(prefix + name),
    clear: () => {
      for (const name of names()) localStorage.removeItem(name);
      for (const name of Object.keys(sessionStorage)) if (name.startsWith(prefix)) sessionStorage.removeItem(name);
    },
    forget() {
      left = true;
      const others = new BroadcastChannel(prefix);
      others.postMessage(null);
      others.close();
      this.clear();
    },
    whenForgotten(told) {
      const others = new BroadcastChannel(prefix);
      others.onmessage = () => {
        left = true;
        this.clear();
        told();
      };
      return () => others.close();
    },
    get length() {
      return names().length;
    },
  };
}

/** The same text with nothing in it that anybody could sign in with. */
export function withoutPasswords(name: string, value: string): string {
  if (!/password/i.test(value)) return value;
  if (RAW.includes(name)) return blanked(value);
  try {
    return JSON.stringify(JSON.parse(value, (_, part: unknown) => (typeof part === "string" ? blanked(part) : part)));
  } catch {
    return blanked(value);
  }
}

function blanked(text: string): string {
  return text.replace(PASSWORD, '$1""');
}
