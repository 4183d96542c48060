/** What every part of the desk knows: who works, for whom, and how to ask. */

import { createContext, useCallback, useContext } from "react";

import type { Answer, Variables } from "./asking";
import type { Keys } from "./keys";
import type { SavedOperation, Settings } from "./settings";

export interface Desk {
  settings: Settings;
  /** Whether the money is a sandbox's. */
  sandbox: boolean;
  keys: Keys;
  /** The merchant's IANA time zone. */
  timeZone: string;
  /** Asks for a view's data. An answer that says that nobody is signed in is shown above the page. */
  look: (document: string, variables?: Variables) => Promise<Answer>;
  /** Sends a saved operation as its form has it; never throws. A change lets every view ask again. */
  send: (operation: SavedOperation, variables: Variables) => Promise<Answer>;
  /** Changes with each mutation that was answered, so that views ask again. */
  changed: number;
}

export const DeskContext = createContext<Desk | null>(null);

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("A part of the desk is shown outside of it.");
  return desk;
}

/** The saved operation of that file; undefined where the person has no right to it. */
export function useSaved(): (file: string) => SavedOperation | undefined {
  const { settings } = useDesk();
  return useCallback(
    (file) => settings.groups.flatMap(({ operations }) => operations).find((each) => each.file === file),
    [settings],
  );
}
