/** The form of a saved operation above a page: filled in by a step, sent by its own button. */

import { useEffect, useId, useMemo, useRef, useState } from "react";

import type { Answer, Variables } from "./asking";
import { useDesk, useSaved } from "./desk_context";
import { filledValue } from "./filling";
import { Input } from "./form_fields";
import { newKey, SUBJECTS } from "./keys";
import type { SavedOperation } from "./settings";
import { Answered } from "./views/answer";
import { AnyView } from "./views/any_view";
import { useSchema } from "./views/schema";
import { sentenceOf } from "./views/sentence";
import { subjectOf, type OpenForm, type Subject } from "./views/steps";

/** The variables that a form is about: where a step has filled one in, nobody is asked for it. */
const ABOUT = [...SUBJECTS, "endpointId"];

interface FormDialogProps {
  operation: SavedOperation;
  filled: Variables;
  subject: Subject;
  open: OpenForm;
  close: () => void;
}

export function FormDialog({ operation, filled, subject, open, close }: FormDialogProps) {
  const { keys, send, timeZone } = useDesk();
  const saved = useSaved();
  const schema = useSchema();
  const dialog = useRef<HTMLDialogElement>(null);
  const [variables, setVariables] = useState<Variables>(() => {
    const values = operation.fields
      .filter(({ kind }) => kind !== "key")
      .map((field) => [field.name, filledValue(field, operation, filled)] as const);
    return Object.fromEntries(values.filter(([, value]) => value !== undefined));
  });
  // What has had no answer keeps its key: it may have been done.
  const key = useMemo(() => keys.unanswered(operation.name, variables) ?? newKey(), []);
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [running, setRunning] = useState(false);
  const sending = useRef(false);
  const title = useId();
  const keyed = operation.fields.some(({ kind }) => kind === "key");
  const before = useMemo(() => (keyed ? beforeInWords(operation, filled) : null), []);
  const shown = operation.fields.filter(({ kind, name }) => kind !== "key" && !(ABOUT.includes(name) && filled[name]));
  const change = operation.document.includes("\nmutation ");
  const done = answer !== null && wentWell(answer);
  const next = done ? saved(operation.then ?? "") : undefined;

  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    (element.querySelector<HTMLElement>("input, select") ?? element.querySelector<HTMLElement>(".saved-run"))?.focus();
    return () => element.close();
  }, []);

  const run = async (): Promise<void> => {
    // A second click may come before the button is drawn as pressed.
    if (sending.current) return;
    sending.current = true;
    setRunning(true);
    const came = await send(operation, keyed ? { ...variables, apiRequestKey: key } : variables);
    if (keyed && wentWell(came)) lately.set(nameOf(operation, filled), { amount: String(variables.amount ?? ""), at: Date.now() });
    setAnswer(came);
    setRunning(false);
    sending.current = false;
    dialog.current?.querySelector<HTMLElement>(".sentence")?.focus();
  };

  return (
    <dialog
      ref={dialog}
      className="form-dialog saved"
      aria-labelledby={title}
      onClose={close}
      // What was sent is answered here: whoever leaves before would not know whether to send it again.
      onCancel={(event) => running && event.preventDefault()}
    >
      <form
        className="saved-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <h2 id={title}>
          {operation.title.replace(/^\d\. /, "")} <span className="id">{subject.name ?? subjectOf(filled)}</span>
        </h2>
        {!done && operation.text.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
        {!done && before && <p className="refund-warning">{before}</p>}
        {!done &&
          shown.map((field) => (
            <Input
              key={field.name}
              field={field}
              value={variables[field.name]}
              now={subject.now?.[field.name]}
              fill={(of, value) => {
                const changed: Variables = { ...variables, [of.name]: value };
                if (value === null || value === undefined) delete changed[of.name];
                setVariables(changed);
              }}
            />
          ))}
        {(answer || running) && (
          <Answered answer={answer} sentence={answer ? sentenceOf(answer, change, timeZone) : ""} loading={running}>
            {answer && (
              <AnyView
                answer={answer}
                document={operation.document}
                operationName={operation.name}
                variables={variables}
                schema={schema}
              />
            )}
          </Answered>
        )}
        <div className="saved-actions">
          {!done && (
            <button type="submit" className="saved-run" disabled={running}>
              {running ? "Running…" : "Run"}
            </button>
          )}
          {next && (
            <button type="button" className="saved-run" onClick={() => open(next.file, filled, subject.name ? { name: subject.name } : {})}>
              Next: {next.title.replace(/^\d\. /, "")}
            </button>
          )}
          <button type="button" disabled={running} onClick={close}>
            Close
          </button>
        </div>
      </form>
    </dialog>
  );
}

function wentWell({ data, errors }: Answer): boolean {
  const payloads = Object.values((data ?? {}) as Record<string, { validationErrors?: unknown[] | null } | null>);
  return !errors && payloads.every((payload) => payload !== null && !payload.validationErrors?.length);
}

/** What went well from here lately, by operation and subject. */
const lately = new Map<string, { amount: string; at: number }>();

function nameOf(operation: SavedOperation, filled: Variables): string {
  return JSON.stringify([operation.name, ABOUT.map((name) => filled[name] ?? null)]);
}

/** "The same was done from here 20 seconds ago, with 3004.00. This would be another one."; null where nothing was. */
function beforeInWords(operation: SavedOperation, filled: Variables): string | null {
  const found = lately.get(nameOf(operation, filled));
  if (!found) return null;
  const seconds = Math.max(1, Math.round((Date.now() - found.at) / 1000));
  const ago = seconds < 90 ? `${seconds} ${seconds === 1 ? "second" : "seconds"}` : `${Math.round(seconds / 60)} minutes`;
  return `The same was done from here ${ago} ago${found.amount ? `, with ${found.amount}` : ""}. This would be another one.`;
}
