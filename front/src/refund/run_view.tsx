/** A run that refunds many orders: how far it is, what it comes to, each order's result, and all of it as CSV. */

import { useCallback, useEffect, useRef, useState } from "react";

import { useDesk } from "../desk_context";
import { Table, type Column } from "../views/table";
import { moneyInWords } from "../views/values";
import { useFollowing } from "./following";
import { csvOf, lookAtRun, problemsOf, stateOfResult, type Run, type RunOrder } from "./run";

function columnsOf(dryRun: boolean): Column<RunOrder>[] {
  return [
    { name: "Line", kind: "number", of: ({ line }) => line },
    { name: "Order", kind: "order", of: ({ orderId }) => orderId },
    { name: "Result", kind: "state", of: ({ result }) => stateOfResult(result, dryRun) },
    { name: dryRun ? "To be refunded" : "Refunded", kind: "money", of: ({ refunded }) => refunded },
    { name: "Under way", kind: "money", of: ({ underWay }) => underWay },
    { name: "Why", kind: "text", of: problemsOf },
  ];
}

const COLUMNS = columnsOf(false);
const OF_A_DRY_RUN = columnsOf(true);

interface RunViewProps {
  id: string;
  /** What comes after a dry run that has ended; null where that can't be done from here. */
  start?: ((run: Run) => void) | null;
}

export function RunView({ id, start }: RunViewProps) {
  const { look } = useDesk();
  const [run, setRun] = useState<Run | null>(null);
  const [said, setSaid] = useState("");
  const [result, setResult] = useState("");
  const [orders, setOrders] = useState<RunOrder[]>([]);
  const [loading, setLoading] = useState(false);
  const asked = useRef(0);

  const load = useCallback(
    async (after: string | null, before: RunOrder[]): Promise<void> => {
      const number = ++asked.current;
      const found = await lookAtRun(look, id, after, result);
      if (number !== asked.current) return;
      setLoading(false);
      if (!("results" in found)) return setSaid(found.errors?.[0]?.message ?? "There is no such run.");
      setSaid("");
      setRun(found);
      setOrders([...before, ...found.results.edges.map(({ node }) => node)]);
    },
    [look, id, result],
  );
  useEffect(() => {
    void load(null, []);
    return () => void ++asked.current;
  }, [load]);
  useFollowing(run !== null && run.state !== "ENDED", () => void load(null, []), null);

  const download = async (): Promise<void> => {
    setSaid("Collecting the results…");
    try {
      const address = URL.createObjectURL(new Blob([await csvOf(look, id)], { type: "text/csv" }));
      const link = Object.assign(document.createElement("a"), { href: address, download: "refund-run.csv" });
      link.click();
      URL.revokeObjectURL(address);
      setSaid("");
    } catch (error) {
      setSaid((error as Error).message);
    }
  };

  if (!run) return <p role="status">{said || "Loading…"}</p>;
  const { hasNextPage, endCursor } = run.results.pageInfo;
  return (
    <section className="answer" aria-label="Run">
      <p className="sentence" role="status">
        {said || sentenceOf(run)}
      </p>
      {run.state !== "ENDED" && <progress aria-label="Orders done" max={run.orders} value={run.done} />}
      {run.sums.length > 0 && (
        <ul>
          {run.sums.map((sum) => (
            <li key={sum.currencyCode}>
              {sum.orders} orders in {sum.currencyCode}: {moneyInWords(sum.refunded)} {run.dryRun ? "would be refunded" : "refunded"}
              {/[1-9]/.test(sum.underWay.value) && `, ${moneyInWords(sum.underWay)} ${run.dryRun ? "would wait" : "under way"}`}
            </li>
          ))}
        </ul>
      )}
      <div className="refund-actions">
        {start && run.dryRun && run.state === "ENDED" && (
          <button type="button" className="main-step" onClick={() => start(run)}>
            Refund {run.orders} orders
          </button>
        )}
        <button type="button" className="step" onClick={() => void download()}>
          Results as CSV
        </button>
        <label className="refund-show">
          Show
          <select value={result} onChange={(event) => setResult(event.target.value)}>
            <option value="">all orders</option>
            {run.totals.map((total) => (
              <option key={total.result} value={total.result}>
                {stateOfResult(total.result, run.dryRun).words}
              </option>
            ))}
          </select>
        </label>
      </div>
      <Table
        label="Orders of the run"
        columns={run.dryRun ? OF_A_DRY_RUN : COLUMNS}
        rows={orders}
        keyOf={({ line }) => String(line)}
        more={
          hasNextPage
            ? {
                loading,
                load: () => {
                  setLoading(true);
                  void load(endCursor, orders);
                },
              }
            : null
        }
      />
    </section>
  );
}

/** "Dry run of “gala”: 4 of 4 orders looked at. 3 refunded, 1 refused. Nothing was refunded." */
function sentenceOf({ name, dryRun, state, orders, done, totals }: Run): string {
  const counted = totals.map((each) => `${each.orders} ${stateOfResult(each.result, dryRun).words.toLowerCase()}`).join(", ");
  const beginning = dryRun
    ? `Dry run of “${name}”: ${done} of ${orders} orders looked at, and nothing refunded.`
    : `${state === "ENDED" ? "Done" : "Refunding"}: ${done} of ${orders} orders of “${name}”.`;
  return [beginning, state === "WAITING" && "A worker begins shortly.", counted && `${counted}.`]
    .filter(Boolean)
    .join(" ");
}
