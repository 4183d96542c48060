/** A run that refunds many orders, as the API tells it, and its results as CSV. */

import type { Answer, Variables } from "../asking";
import RUN from "../queries/refund_run.graphql";
import type { Money } from "../views/things";
import type { State, Tone } from "../views/words";

export interface RunOrder {
  line: number;
  orderId: string;
  result: string | null;
  before: boolean | null;
  refunded: Money | null;
  underWay: Money | null;
  problems: { message: string }[];
  payments: { problems: { message: string }[] }[];
}

export interface Run {
  id: string;
  name: string;
  state: "WAITING" | "RUNNING" | "ENDED";
  dryRun: boolean;
  requestedBy: string;
  createdAt: string;
  endedAt: string | null;
  orders: number;
  done: number;
  totals: { result: string; orders: number }[];
  sums: { currencyCode: string; orders: number; refunded: Money; underWay: Money }[];
  results: { edges: { node: RunOrder }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } };
}

const WORDS: Record<string, [string, Tone]> = {
  REFUNDED: ["Refunded", "done"],
  WAITING: ["Waiting", "waiting"],
  AWAITS_APPROVAL: ["Awaits approval", "person"],
  PARTLY_REFUNDED: ["Partly refunded", "person"],
  NOT_REFUNDED: ["Not refunded", "person"],
  CANCELLED: ["Cancelled, nothing to refund", "done"],
  REFUSED: ["Refused", "person"],
  NOT_KNOWN: ["Not known", "person"],
};

/** What a dry run says: nothing of it was done. */
const EXPECTED: Record<string, string> = {
  REFUNDED: "Would be refunded",
  WAITING: "Waiting",
  AWAITS_APPROVAL: "Would await approval",
  PARTLY_REFUNDED: "Would be refunded in part",
  NOT_REFUNDED: "Would not be refunded",
  CANCELLED: "Would be cancelled, nothing to refund",
  REFUSED: "Would be refused",
};

export function stateOfResult(result: string | null, dryRun: boolean): State {
  const [words, tone] = WORDS[result ?? ""] ?? ["To be done", "plain"];
  return dryRun ? { words: EXPECTED[result ?? ""] ?? words, tone: tone === "done" ? "moving" : tone } : { words, tone };
}

export function problemsOf({ problems, payments }: RunOrder): string {
  return [...problems, ...payments.flatMap((payment) => payment.problems)].map(({ message }) => message).join(" ");
}

type Look = (document: string, variables?: Variables) => Promise<Answer>;

/** A page of the run; null with what was said where there is none. */
export async function lookAtRun(look: Look, id: string, after: string | null, result: string): Promise<Run | Answer> {
  const answer = await look(RUN, { id, after, ...(result ? { result } : {}) });
  return (answer.data as { refundRun: Run | null } | null | undefined)?.refundRun ?? answer;
}

/** All results as CSV, the page's own or all. Throws what was said where a page was not to be had. */
export async function csvOf(look: Look, id: string): Promise<string> {
  const lines = [["line", "order_id", "result", "currency", "refunded", "under_way", "known_before", "problems"]];
  let after: string | null = null;
  do {
    const run: Run | Answer = await lookAtRun(look, id, after, "");
    if (!("results" in run)) throw new Error(run.errors?.[0]?.message ?? "The service said nothing.");
    for (const { node } of run.results.edges) lines.push(cells(node));
    after = run.results.pageInfo.hasNextPage ? run.results.pageInfo.endCursor : null;
  } while (after !== null);
  return lines.map((line) => `${line.map(quoted).join(",")}\r\n`).join("");
}

function cells(order: RunOrder): string[] {
  return [
    String(order.line),
    order.orderId,
    order.result ?? "",
    order.refunded?.currencyCode ?? "",
    order.refunded?.value ?? "",
    order.underWay?.value ?? "",
    order.before === null ? "" : String(order.before),
    problemsOf(order),
  ];
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The order ids of a text: one a line, without blanks around them, each once. A heading of a column is none. */
export function idsOf(text: string): string[] {
  const lines = text.split(/\r\n|\r|\n/).map((line) => line.trim());
  return [...new Set(lines)].filter((line, index) => line && !(index === 0 && line === "order_id"));
}
