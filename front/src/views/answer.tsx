/** An answer: its sentence first, then the view, or the JSON where that is what one wants to see. */

import { useId, type ReactNode } from "react";

import type { Answer } from "../asking";
import { useShape } from "../shape";

/** The switch between view and JSON. */
export function ShapeSwitch() {
  const { shape, setShape } = useShape();
  const name = useId();
  return (
    <fieldset className="shape">
      <legend className="unseen">Show answers as</legend>
      {(["view", "json"] as const).map((each) => (
        <label key={each}>
          <input type="radio" name={name} checked={shape === each} onChange={() => setShape(each)} />
          {each === "view" ? "View" : "JSON"}
        </label>
      ))}
    </fieldset>
  );
}

interface AnsweredProps {
  answer: Answer | null;
  sentence: string;
  loading?: boolean;
  children: ReactNode;
}

export function Answered({ answer, sentence, loading = false, children }: AnsweredProps) {
  const { shape } = useShape();
  const failed = Boolean(answer?.errors?.length);
  return (
    <section className="answer" aria-label="Answer" aria-busy={loading}>
      <div className="answer-head">
        <p className={failed ? "sentence failed" : "sentence"} role="status" tabIndex={-1}>
          {answer ? sentence : loading ? "Loading…" : ""}
        </p>
        <ShapeSwitch />
      </div>
      {answer && shape === "json" ? (
        <pre className="json" tabIndex={0} aria-label="The answer as JSON">
          {JSON.stringify(answer, null, 2)}
        </pre>
      ) : (
        children
      )}
    </section>
  );
}
