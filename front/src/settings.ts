/** What the page brings along for its scripts, and never anything secret. */

export interface Settings {
  person: { id: string; name: string; email: string };
  /** Whether the person may look at anything. */
  mayView: boolean;
  groups: Group[];
  /** Where a sandbox's examples come from: a query, and the way to the value in its answer. */
  examples: Record<string, Example>;
  workers: { editor: string; json: string; graphql: string };
  licences: string;
}

export interface Group {
  title: string;
  operations: SavedOperation[];
}

export interface SavedOperation {
  /** The name of the one operation in the document. */
  name: string;
  title: string;
  document: string;
  /** What it does, what it needs and what may go wrong: a paragraph each. */
  text: string[];
  fields: Field[];
  file: string;
  /** The file of what one usually does next. */
  then: string | null;
}

/** A variable of the document, as people fill it in. */
export interface Field {
  name: string;
  label: string;
  kind: "text" | "number" | "flag" | "list" | "amounts" | "choice" | "key";
  required: boolean;
  choices: string[];
  /** A value that works in the sandbox as it is. */
  example: unknown;
  /** The name of the example that a sandbox is asked for instead. */
  from: string | null;
}

export interface Example {
  query: string;
  path: (string | number)[];
}

export function readSettings(): Settings {
  const element = document.getElementById("settings");
  if (!element?.textContent) throw new Error("The page has no settings.");
  return JSON.parse(element.textContent) as Settings;
}
