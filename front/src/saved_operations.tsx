/** The side panel with what support staff do: pick a task, fill in its fields, run it; the document is there to see. */

import type { GraphiQLPlugin } from "@graphiql/react";
import { useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { parse } from "graphql";
import { useEffect, useRef, useState } from "react";

import type { Answer, Variables } from "./asking";
import { useDesk } from "./desk_context";
import { exampleOf, filledValue, isAboutAnother, startingValue, type Kept } from "./filling";
import { Input } from "./form_fields";
import { newKey } from "./keys";
import type { Field, SavedOperation, Settings } from "./settings";

/** What the active tab's variables are; null while they are no JSON object. */
function useVariables(): Variables | null {
  const text = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.variables ?? "");
  return readVariables(text);
}

export function readVariables(text: string): Variables | null {
  try {
    const value: unknown = JSON.parse(text || "{}");
    return value && typeof value === "object" && !Array.isArray(value) ? (value as Variables) : null;
  } catch {
    return null;
  }
}

interface Opening {
  /** A new request, even where an earlier one has had no answer. */
  anew?: boolean;
  /** What the fields begin with; all others are empty then. */
  filled?: Variables;
}

type Open = (operation: SavedOperation, opening?: Opening) => Promise<void>;

/**
 * How an operation is opened in a tab; null for as long as the editor is still being loaded. What has had no answer on
 * the same subject keeps its key, unless it is said to be `anew`: it may have been done.
 */
export function useOpen(): Open | null {
  const { settings, sandbox, keys } = useDesk();
  const actions = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor } = useGraphiQL((state) => ({
    tabs: state.tabs,
    queryEditor: state.queryEditor,
    variableEditor: state.variableEditor,
  }));
  const opening = useRef(false);
  if (!queryEditor || !variableEditor) return null;
  return async (operation, { anew = false, filled } = {}) => {
    if (opening.current) return;
    opening.current = true;
    const open = tabs.findIndex((tab) => tab.operationName === operation.name);
    const kept: Kept = open < 0 ? {} : (readVariables(tabs[open]?.variables ?? "") ?? {});
    const before = isAboutAnother(kept, operation) ? {} : kept;
    const examples = sandbox && !filled ? await examplesFor(operation, settings) : {};
    opening.current = false;
    const variables: Variables = {};
    for (const field of operation.fields.filter(({ kind }) => kind !== "key")) {
      const value = filled
        ? filledValue(field, operation, filled)
        : startingValue(field, operation, before, sandbox, examples);
      if (value !== undefined) variables[field.name] = value;
    }
    for (const { name } of operation.fields.filter(({ kind }) => kind === "key"))
      variables[name] = (anew ? undefined : keys.unanswered(operation.name, variables)) ?? newKey();
    if (open < 0) actions.addTab();
    else actions.changeTab(open);
    const document = parse(operation.document);
    const operations = document.definitions.filter((definition) => definition.kind === "OperationDefinition");
    const text = Object.keys(variables).length ? JSON.stringify(variables, null, 2) : "";
    queryEditor.setValue(operation.document);
    variableEditor.setValue(text);
    actions.setOperationFacts({ documentAST: document, operationName: operation.name, operations });
    actions.updateActiveTabValues({ query: operation.document, variables: text, operationName: operation.name });
    queryEditor.setScrollTop(0);
  };
}

async function examplesFor(operation: SavedOperation, settings: Settings): Promise<Variables> {
  const wanted = operation.fields.filter((field) => field.from !== null);
  const found = await Promise.all(wanted.map((field) => exampleOf(settings.examples[field.from!])));
  return Object.fromEntries(wanted.map((field, index) => [field.name, found[index]]));
}

/** A double click takes a whole id, hyphens and all. */
const WORDS_END_AT = "`~!@#$%^&*()=+[{]}\\|;:'\",.<>/?";

/** The texts above the documents are to be read without scrolling sideways. */
function useWrappedLines(): void {
  const editors = useGraphiQL((state) => ({
    query: state.queryEditor,
    variables: state.variableEditor,
    response: state.responseEditor,
  }));
  useEffect(() => {
    for (const editor of Object.values(editors)) editor?.updateOptions({ wordWrap: "on", wordSeparators: WORDS_END_AT });
  }, [editors.query, editors.variables, editors.response]);
}

function Panel() {
  const { settings } = useDesk();
  const open = useOpen();
  useWrappedLines();
  const active = useGraphiQL((state) => state.tabs[state.activeTabIndex]?.operationName ?? null);
  const operations = settings.groups.flatMap((group) => group.operations);
  const current = operations.find((each) => each.name === active);
  const next = operations.find((each) => each.file === current?.then);
  return (
    <section className="saved" aria-label="Saved operations" aria-busy={!open}>
      {current && <Form key={current.name} operation={current} next={next} open={(each, anew) => void open?.(each, { anew })} />}
      <h2>What do you want to do?</h2>
      {settings.groups.length === 0 && <p>You have no rights yet. An administrator can give you some.</p>}
      {settings.groups.map((group) => (
        <div key={group.title} className="saved-group">
          <h3>{group.title}</h3>
          <ul>
            {group.operations.map((operation) => (
              <li key={operation.name}>
                <button
                  type="button"
                  aria-current={operation.name === active ? "true" : undefined}
                  disabled={!open}
                  onClick={() => void open?.(operation)}
                >
                  {operation.title}
                </button>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <footer>
        <a href={settings.licences}>What this page is made of</a>
      </footer>
    </section>
  );
}

/** Whoever ran a form goes on with what came of it, unless they have gone elsewhere meanwhile. */
function goToAnswer(form: HTMLFormElement | null): void {
  const { activeElement } = document;
  if (activeElement === document.body || form?.contains(activeElement))
    document.querySelector<HTMLElement>(".graphiql-response .sentence")?.focus();
}

interface FormProps {
  operation: SavedOperation;
  next: SavedOperation | undefined;
  open: (operation: SavedOperation, anew?: boolean) => void;
}

function Form({ operation, next, open }: FormProps) {
  const { keys } = useDesk();
  const { run, updateActiveTabValues } = useGraphiQLActions();
  const { variableEditor, isFetching } = useGraphiQL((state) => ({
    variableEditor: state.variableEditor,
    isFetching: state.isFetching,
  }));
  const variables = useVariables();
  const form = useRef<HTMLFormElement>(null);
  const shown = operation.fields.filter((field) => field.kind !== "key");
  const hasKey = shown.length < operation.fields.length;
  const done = useDone(operation, variables, isFetching);
  const [asking, setAsking] = useState<string | null>(null);
  const unanswered = hasKey && !isFetching && variables !== null && keys.unanswered(operation.name, variables);

  useEffect(() => {
    form.current?.scrollIntoView({ block: "nearest" });
    document.querySelector(".graphiql-tab-active")?.scrollIntoView({ block: "nearest", inline: "nearest" });
    // Whoever came by the list goes on with the first field; whoever changed tabs stays there.
    if (document.activeElement?.closest(".saved"))
      form.current?.querySelector<HTMLElement>("input, select, button")?.focus();
  }, []);

  const fill = (field: Field, value: unknown): void => {
    const changed: Variables = { ...(variables ?? {}), [field.name]: value };
    if (value === null || value === undefined) delete changed[field.name];
    const text = JSON.stringify(changed, null, 2);
    variableEditor?.setValue(text);
    updateActiveTabValues({ variables: text });
  };

  return (
    <form
      ref={form}
      className="saved-form"
      onSubmit={(event) => {
        event.preventDefault();
        void Promise.resolve<unknown>(run()).then(() => goToAnswer(form.current));
      }}
    >
      <h2>{operation.title}</h2>
      {operation.text.map((paragraph) => (
        <p key={paragraph}>{paragraph}</p>
      ))}
      {variables === null && <p role="alert">The variables below the document are not valid JSON at the moment.</p>}
      {variables !== null &&
        shown.map((field) => <Input key={field.name} field={field} value={variables[field.name]} fill={fill} />)}
      {unanswered && unanswered === variables.apiRequestKey && (
        <p role="status">It is not known yet whether this was done. Run it again to hear of it: it is done once.</p>
      )}
      <div className="saved-actions">
        <button type="submit" className="saved-run" disabled={isFetching}>
          {isFetching ? "Running…" : "Run"}
        </button>
        {hasKey && asking === null && (
          <button
            type="button"
            disabled={isFetching}
            onClick={() => {
              const question = done();
              if (question) setAsking(question);
              else open(operation, true);
            }}
            title="Pressing Run twice does it once. This makes it a new request."
          >
            Once more, as a new request
          </button>
        )}
        {asking !== null && (
          <div role="alert" className="saved-question">
            <p>{asking}</p>
            <button
              type="button"
              onClick={() => {
                setAsking(null);
                open(operation, true);
              }}
            >
              Yes, as a new request
            </button>
            <button type="button" onClick={() => setAsking(null)}>
              No
            </button>
          </div>
        )}
        {next && (
          <button type="button" onClick={() => open(next)}>
            Next: {next.title.replace(/^\d\. /, "")}
          </button>
        )}
      </div>
    </form>
  );
}

/** What an operation has done, and what doing it again is called. */
const DEEDS: Record<string, [string, string]> = {
  refund_payment: ["was refunded", "Refund"],
  refund_order: ["was refunded", "Refund"],
  refund_products: ["was refunded", "Refund"],
  reverse_payment: ["was reversed", "Reverse"],
  mark_refunded: ["was recorded as refunded", "Record"],
  charge: ["was charged", "Charge"],
};

/**
 * Gives the question before the form's request is made anew: "3004.00 was refunded 2 seconds ago. Refund another
 * 3004.00?"; null where it was not done from here.
 */
function useDone(operation: SavedOperation, variables: Variables | null, isFetching: boolean): () => string | null {
  const responseEditor = useGraphiQL((state) => state.responseEditor);
  const sent = useRef<Variables | null>(null);
  const done = useRef<{ key: unknown; amount: string; at: number } | null>(null);
  useEffect(() => {
    if (isFetching) sent.current = variables;
    else if (sent.current) {
      const { apiRequestKey: key, amount } = sent.current;
      if (wentWell(responseEditor?.getValue())) done.current = { key, amount: String(amount ?? ""), at: Date.now() };
      sent.current = null;
    }
    // The variables of the moment in which it was sent.
  }, [isFetching]);
  return () => {
    if (done.current === null || done.current.key !== variables?.apiRequestKey) return null;
    const { amount, at } = done.current;
    const [did, again] = DEEDS[operation.file] ?? ["was done", "Do"];
    const seconds = Math.max(1, Math.round((Date.now() - at) / 1000));
    const ago = seconds === 1 ? "1 second" : seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
    return `${amount || "This"} ${did} ${ago} ago. ${again} ${amount ? `another ${amount}` : "it once more"}?`;
  };
}

function wentWell(text: string | undefined): boolean {
  try {
    const { data, errors } = JSON.parse(text ?? "null") as Answer;
    const payloads = Object.values((data ?? {}) as Record<string, { validationErrors?: unknown[] | null } | null>);
    return !errors && payloads.length > 0 && payloads.every((payload) => payload !== null && !payload.validationErrors?.length);
  } catch {
    return false;
  }
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <rect x="4" y="3.5" width="16" height="17" rx="2" />
      <path d="M8 8.5h8M8 12h8M8 15.5h5" />
    </svg>
  );
}

export const SAVED_OPERATIONS: GraphiQLPlugin = { title: "Saved operations", icon: Icon, content: Panel };
