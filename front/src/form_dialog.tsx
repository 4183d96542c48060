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
import { subjectOf, type OpenForm } from "./views/steps";

interface FormDialogProps {
  operation: SavedOperation;
  filled: Variables;
  open: OpenForm;
  close: () => void;
}

export function FormDialog({ operation, filled, open, close }: FormDialogProps) {
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
  const shown = operation.fields.filter(({ kind, name }) => kind !== "key" && !(SUBJECTS.includes(name) && filled[name]));
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
    const keyed = operation.fields.some(({ kind }) => kind === "key");
    setAnswer(await send(operation, keyed ? { ...variables, apiRequestKey: key } : variables));
    setRunning(false);
    sending.current = false;
    dialog.current?.querySelector<HTMLElement>(".sentence")?.focus();
  };

  return (
    <dialog ref={dialog} className="form-dialog saved" aria-labelledby={title} onClose={close}>
      <form
        className="saved-form"
        onSubmit={(event) => {
          event.preventDefault();
          void run();
        }}
      >
        <h2 id={title}>
          {operation.title.replace(/^\d\. /, "")} <span className="id">{subjectOf(filled)}</span>
        </h2>
        {!done && operation.text.map((paragraph) => <p key={paragraph}>{paragraph}</p>)}
        {!done &&
          shown.map((field) => (
            <Input
              key={field.name}
              field={field}
              value={variables[field.name]}
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
            <button type="button" className="saved-run" onClick={() => open(next.file, filled)}>
              Next: {next.title.replace(/^\d\. /, "")}
            </button>
          )}
          <button type="button" onClick={close}>
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
