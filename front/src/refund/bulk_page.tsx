/** /refunds: many orders at once. Ids are pasted or dropped, a dry run says what would be refunded, and then a run does it. */

import { useId, useRef, useState } from "react";
import { useLocation } from "wouter";

import type { Variables } from "../asking";
import { useDesk, useSaved } from "../desk_context";
import { useAsked } from "../pages/asked";
import { Page } from "../pages/page";
import SEND from "../queries/refund_orders.graphql";
import REASONS from "../queries/refund_reasons.graphql";
import { Field, POLICIES } from "./refund_form";
import type { Policy } from "./filled";
import { idsOf } from "./run";
import { RunView } from "./run_view";

const MOST = 5_000;
const PLACE = "/refunds";

interface Filled {
  ids: string;
  run: string;
  reason: string;
  note: string;
  keep: string;
  reference: string;
  policy: Policy;
  cancel: boolean;
}

interface Answered {
  refundOrders: { run: { id: string } | null; validationErrors: { message: string }[] | null } | null;
}

export function BulkPage({ runId }: { runId: string }) {
  const { send, settings } = useDesk();
  const saved = useSaved();
  const [, go] = useLocation();
  const operation = saved("refund_order");
  const marks = saved("mark_refunded") !== undefined;
  const [filled, setFilled] = useState<Filled>(() => ({
    ids: "",
    run: `${settings.person.name}, ${new Date().toISOString().slice(0, 16).replace("T", " ")}`,
    reason: "",
    note: "",
    keep: "",
    reference: "",
    policy: "QUEUE",
    cancel: false,
  }));
  const [problems, setProblems] = useState<string[]>([]);
  const [busy, setBusy] = useState(false);
  // The input of the dry run on show: the run after it has the very same.
  const [looked, setLooked] = useState<{ id: string; variables: Variables } | null>(null);
  const underWay = useRef(false);

  if (!operation) return <Page heading="Refund many orders">You have no right to refund.</Page>;

  const begin = async (variables: Variables, dryRun: boolean): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setBusy(true);
    const answer = await send({ ...operation, name: "RefundOrders", document: SEND }, { ...variables, dryRun });
    underWay.current = false;
    setBusy(false);
    const payload = (answer.data as Answered | null | undefined)?.refundOrders;
    const said = [...(payload?.validationErrors ?? []), ...(answer.errors ?? [])].map(({ message }) => message);
    setProblems([...new Set(said)]);
    if (!payload?.run) return;
    setLooked(dryRun ? { id: payload.run.id, variables } : null);
    go(`${PLACE}/${payload.run.id}`);
  };

  return (
    <Page heading="Refund many orders" key={runId ? "run" : "form"}>
      {problems.length > 0 && (
        <div className="refund-problems" role="alert">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      {runId ? (
        <>
          <RunView
            key={runId}
            id={runId}
            start={looked?.id === runId && !busy ? () => void begin(looked.variables, false) : null}
          />
          <p className="refund">
            <button type="button" className="step" onClick={() => go(PLACE)}>
              Other orders
            </button>
          </p>
        </>
      ) : (
        <Form filled={filled} fill={(changed) => setFilled((now) => ({ ...now, ...changed }))} marks={marks} busy={busy} begin={begin} />
      )}
    </Page>
  );
}

interface FormProps {
  filled: Filled;
  fill: (changed: Partial<Filled>) => void;
  marks: boolean;
  busy: boolean;
  begin: (variables: Variables, dryRun: boolean) => Promise<void>;
}

function Form({ filled, fill, marks, busy, begin }: FormProps) {
  const { data } = useAsked<{ refundReasons: { code: string; label: string; active: boolean }[] }>(REASONS, {});
  const ids = idsOf(filled.ids);
  const described = useId();
  const read = async (file: File | undefined): Promise<void> => {
    if (file) fill({ ids: await file.text() });
  };
  const policies: Policy[] = marks ? ["QUEUE", "RECORD_ANYWAY", "SKIP"] : ["QUEUE", "SKIP"];
  return (
    <form
      className="refund-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ids.length > 0 && ids.length <= MOST) void begin(variablesOf(filled, ids), true);
      }}
    >
      <Field label="Order ids, one a line">
        <textarea
          rows={8}
          spellCheck={false}
          aria-describedby={described}
          value={filled.ids}
          onChange={(event) => fill({ ids: event.target.value })}
          onDragOver={(event) => event.preventDefault()}
          onDrop={(event) => {
            event.preventDefault();
            const file = event.dataTransfer.files[0];
            if (file) void read(file);
            else fill({ ids: event.dataTransfer.getData("text") });
          }}
        />
      </Field>
      <p id={described} className="refund-left">
        {ids.length} orders, of {MOST} at most. Paste them, drop a file, or choose one. Each order is refunded in full.
      </p>
      <div className="refund-fields">
        <Field label="File">
          <input type="file" accept=".txt,.csv,text/plain" onChange={(event) => void read(event.target.files?.[0])} />
        </Field>
        <Field label="Name of the run">
          <input type="text" maxLength={200} required value={filled.run} onChange={(event) => fill({ run: event.target.value })} />
        </Field>
        <Field label="Reason">
          <select value={filled.reason} onChange={(event) => fill({ reason: event.target.value })}>
            <option value="">None</option>
            {(data?.refundReasons ?? [])
              .filter(({ active }) => active)
              .map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
          </select>
        </Field>
        <Field label="Note">
          <input type="text" maxLength={4000} value={filled.note} onChange={(event) => fill({ note: event.target.value })} />
        </Field>
        <Field label="Fee that is kept of each order">
          <input type="text" placeholder="2.50 or 10%" value={filled.keep} onChange={(event) => fill({ keep: event.target.value })} />
        </Field>
        <Field label="If it fails">
          <select value={filled.policy} onChange={(event) => fill({ policy: event.target.value as Policy })}>
            {policies.map((policy) => (
              <option key={policy} value={policy}>
                {POLICIES[policy]}
              </option>
            ))}
          </select>
        </Field>
        {marks && (
          <Field label="Refunded elsewhere, under this reference">
            <input type="text" value={filled.reference} onChange={(event) => fill({ reference: event.target.value })} />
          </Field>
        )}
        <label className="refund-flag">
          <input type="checkbox" checked={filled.cancel} onChange={(event) => fill({ cancel: event.target.checked })} />
          Cancel the orders
        </label>
      </div>
      <div className="refund-actions">
        <button type="submit" className="main-step" disabled={busy || ids.length === 0 || ids.length > MOST}>
          {busy ? "Starting…" : "Dry run"}
        </button>
      </div>
    </form>
  );
}

function variablesOf(filled: Filled, orderIds: string[]): Variables {
  const given = {
    reasonCode: filled.reason,
    note: filled.note.trim(),
    keep: filled.keep.trim(),
    recordExternally: filled.reference.trim(),
  };
  const set = Object.entries(given).filter(([, value]) => value);
  return {
    orderIds,
    run: filled.run.trim(),
    cancelOrder: filled.cancel,
    onFailure: filled.policy,
    ...Object.fromEntries(set),
  };
}
