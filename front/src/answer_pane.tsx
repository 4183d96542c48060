/** The answer of GraphiQL's active tab as a view, in the place of the response's JSON, or above it. */

import { useGraphiQL } from "@graphiql/react";
import { useEffect, useMemo } from "react";

import type { Answer } from "./asking";
import { useDesk } from "./desk_context";
import { readVariables, useOpen } from "./saved_operations";
import { useShape } from "./shape";
import type { PersonsStorage } from "./storage";
import { ShapeSwitch } from "./views/answer";
import { AnyView } from "./views/any_view";
import { sentenceOf } from "./views/sentence";
import { FormsContext } from "./views/steps";

/** Where GraphiQL keeps its tabs and what the open one has, half a second after each change. */
const TABS = "graphiql:tabState";
const QUERY = "graphiql:query";
const VARIABLES = "graphiql:variables";

/** Has the tabs kept at once where the page is left before that: right after Run, say. */
function useTabsKept(storage: PersonsStorage): void {
  const { tabs, activeTabIndex } = useGraphiQL((state) => ({ tabs: state.tabs, activeTabIndex: state.activeTabIndex }));
  useEffect(() => {
    const keep = (): void => {
      const kept = tabs.map((tab) => ({ ...tab, hash: null, response: null, headers: null }));
      storage.setItem(TABS, JSON.stringify({ tabs: kept, activeTabIndex }));
      // It opens one tab more where these are not those of any tab.
      storage.setItem(QUERY, tabs[activeTabIndex]?.query ?? "");
      storage.setItem(VARIABLES, tabs[activeTabIndex]?.variables ?? "");
    };
    addEventListener("pagehide", keep);
    return () => removeEventListener("pagehide", keep);
  }, [tabs, activeTabIndex, storage]);
}

export function AnswerPane({ storage }: { storage: PersonsStorage }) {
  const { settings, timeZone } = useDesk();
  const { shape } = useShape();
  const open = useOpen();
  const { response, query, variables, operationName, schema, isFetching } = useGraphiQL((state) => {
    const tab = state.tabs[state.activeTabIndex];
    return {
      response: tab?.response ?? null,
      query: tab?.query ?? "",
      variables: tab?.variables ?? "",
      operationName: tab?.operationName ?? null,
      schema: state.schema,
      isFetching: state.isFetching,
    };
  });
  useTabsKept(storage);
  const answer = useMemo(() => readAnswer(response), [response]);
  const operations = settings.groups.flatMap((group) => group.operations);
  // The document of the answer may be edited since: it is what it was when the answer came.
  const asked = useMemo(() => ({ query, operationName, variables: readVariables(variables) ?? {} }), [response]);
  const change = isChange(asked.query);
  return (
    <FormsContext.Provider
      value={(file, variables) => {
        const operation = operations.find((each) => each.file === file);
        if (operation) void open?.(operation, { filled: variables });
      }}
    >
      <section className="answer" aria-label="Answer" aria-busy={isFetching} data-shape={shape}>
        <div className="answer-head">
          <p className={answer?.errors?.length ? "sentence failed" : "sentence"} role="status" tabIndex={-1}>
            {isFetching ? "Running…" : answer ? sentenceOf(answer, change, timeZone) : ""}
          </p>
          <ShapeSwitch />
        </div>
        {shape === "view" && answer && (
          <div className="answer-view">
            <AnyView
              answer={answer}
              document={asked.query}
              operationName={asked.operationName}
              variables={asked.variables}
              schema={schema ?? null}
            />
          </div>
        )}
      </section>
    </FormsContext.Provider>
  );
}

function readAnswer(response: string | null): Answer | null {
  try {
    const read: unknown = JSON.parse(response || "null");
    return read && typeof read === "object" ? (read as Answer) : null;
  } catch {
    return null;
  }
}

function isChange(query: string): boolean {
  return /^\s*mutation\b/m.test(query.replace(/#.*$/gm, ""));
}
