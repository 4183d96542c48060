/** Where the editor's own programs are, which it runs beside the page. */

import type { Settings } from "./settings";

export function setUpWorkers(workers: Settings["workers"]): void {
  const addresses: Record<string, string> = { json: workers.json, graphql: workers.graphql };
  Object.assign(globalThis, {
    MonacoEnvironment: {
      getWorker: (_: string, label: string) => new Worker(addresses[label] ?? workers.editor, { type: "module" }),
    },
  });
}
