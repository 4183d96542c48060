/**
 * The refund of an order, on the order's page: what, why, a review of it in words, one button that refunds, and then
 * what becomes of it. `order` is the order as the page shows it, and `again` asks for it anew.
 *
 * A request that was sent has one key until it is answered, whatever is pressed, loaded again or closed meanwhile; and
 * the review's token lets it be carried out only while the order is as it was reviewed.
 */

import { useCallback, useEffect, useRef, useState } from "react";
import { useSearch } from "wouter";

import type { Answer, Variables } from "../asking";
import { useDesk, useSaved } from "../desk_context";
import { newKey } from "../keys";
import FORM from "../queries/refund_form.graphql";
import PREVIEW from "../queries/refund_preview.graphql";
import SEND from "../queries/refund_send.graphql";
import type { Order, Payment } from "../views/things";
import { moneyInWords } from "../views/values";
import { fateOf, isOpen, type Part } from "./fate";
import { EMPTY, problemOf, variablesOf, type Filled, type Offer } from "./filled";
import { useFollowing, useSeconds } from "./following";
import { RefundForm } from "./refund_form";
import { Review, type Preview } from "./review";
import { keep, kept, type Unanswered } from "./unanswered";

const NAME = "RefundAsReviewed";

/** How often, and after how many milliseconds, it is asked again what became of a request that is under way. */
const MOST_TRIES = 60;
const PAUSE = 2_000;

interface Done {
  parts: Part[];
  sum: string;
  at: number;
}

type Stage =
  | { name: "closed" }
  | { name: "opening" }
  | { name: "form"; offer: Offer; problems: string[] }
  | { name: "review"; offer: Offer; variables: Variables; preview: Preview };

interface RefundPageProps {
  orderId: string;
  order: Order;
  again: () => void;
}

export function RefundPage({ orderId, order, again }: RefundPageProps) {
  const { look, send, timeZone, settings } = useDesk();
  const saved = useSaved();
  const operation = saved("refund_order");
  const allowed = operation !== undefined && saved("preview_refund") !== undefined;
  const arrived = useSearch() === "refund=open";
  const [stage, setStage] = useState<Stage>({ name: "closed" });
  const [filled, setFilled] = useState<Filled>(EMPTY);
  const [busy, setBusy] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const [done, setDone] = useState<Done | null>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [unanswered, setUnanswered] = useState<Unanswered | null>(() => kept(settings.person.id, orderId));
  // What is pressed twice before the page was drawn again is pressed once.
  const underWay = useRef(false);
  const waited = useSeconds(sent);

  const parts = done === null ? [] : done.parts.map((part) => ({ ...part, reversal: asItIsNow(part.reversal, order) }));
  const waits = parts.some(({ reversal }) => reversal !== null && isOpen(reversal));
  useFollowing(waits || order.refundInProgress === true || sent !== null, again, { orderId });

  const open = useCallback(async (): Promise<void> => {
    if (underWay.current) return;
    underWay.current = true;
    setStage({ name: "opening" });
    setSaid(null);
    const answer = await look(FORM, { orderId });
    underWay.current = false;
    const offer = answer.data as Offer | null | undefined;
    if (answer.errors?.length || !offer?.order) {
      setSaid(`No refund can be prepared: ${errorsOf(answer)}`);
      setStage({ name: "closed" });
      return;
    }
    setStage({ name: "form", offer, problems: [] });
  }, [look, orderId]);

  useEffect(() => {
    if (arrived && allowed) void open();
    // Once for each arrival.
  }, [arrived, allowed, orderId]);

  const review = async (offer: Offer): Promise<void> => {
    if (underWay.current) return;
    const problem = problemOf(filled, offer);
    if (problem) return setStage({ name: "form", offer, problems: [problem] });
    underWay.current = true;
    setBusy(true);
    const variables = variablesOf(orderId, filled, offer);
    const answer = await look(PREVIEW, variables);
    underWay.current = false;
    setBusy(false);
    const preview = (answer.data as { previewRefund: Preview | null } | null | undefined)?.previewRefund;
    if (!preview) return setStage({ name: "form", offer, problems: problemsOf(answer) });
    // The key is this review's: however often it is pressed, it is one request.
    const request = { ...variables, previewToken: preview.token, apiRequestKey: newKey() };
    setStage({ name: "review", offer, variables: request, preview });
  };

  const refund = async (request: Unanswered, offer: Offer | null): Promise<void> => {
    if (underWay.current || !operation) return;
    underWay.current = true;
    setSent(Date.now());
    setSaid(null);
    keep(settings.person.id, orderId, request);
    const asked = { ...operation, name: NAME, document: SEND };
    let answer = await send(asked, request.variables);
    // It was loaded again in the middle: the first request of this key is still at the gateway.
    for (let tries = 0; isInFlight(answer) && tries < MOST_TRIES; tries++) {
      await pause(PAUSE);
      answer = await send(asked, request.variables);
    }
    underWay.current = false;
    setSent(null);
    const payload = (answer.data as { refundOrder: Payload | null } | null | undefined)?.refundOrder;
    if (isInFlight(answer) || (!payload && mayBeDone(answer))) {
      setUnanswered(request);
      setSaid(isInFlight(answer) ? "Waiting: the gateway has not answered yet." : errorsOf(answer));
      setStage({ name: "closed" });
      return;
    }
    keep(settings.person.id, orderId, null);
    setUnanswered(null);
    again();
    const problems = payload?.validationErrors ?? [];
    if (!payload || problems.length) {
      const refused = problemsOf(answer, problems);
      // The order may be another one than was reviewed: what is left of it is asked for anew.
      const fresh = offer && ((await look(FORM, { orderId })).data as Offer | null | undefined);
      if (offer) setStage({ name: "form", offer: fresh?.order ? fresh : offer, problems: refused });
      else setSaid(`Not refunded: ${refused.join(" ")}`);
      return;
    }
    setDone({ parts: payload.results ?? [], sum: request.sum, at: Date.now() });
    setFilled(EMPTY);
    setStage({ name: "closed" });
  };

  if (!allowed) return null;
  const before = beforeInWords(done);
  return (
    <section className="refund" aria-label="Refund">
      <p className={said ? "sentence failed" : "sentence"} role="status">
        {said ?? (parts.length > 0 && fateOf(parts, timeZone))}
      </p>
      {unanswered && sent === null && (
        <p className="refund-warning">
          The refund of {unanswered.sum} that was pressed here has had no answer. It is done once, however often it is asked for.{" "}
          <button type="button" className="step" onClick={() => void refund(unanswered, null)}>
            Ask what became of it
          </button>
        </p>
      )}
      {stage.name === "closed" && sent === null && (
        <button type="button" className="main-step" onClick={() => void open()}>
          Refund
        </button>
      )}
      {stage.name === "closed" && sent !== null && <p>Asking what became of it…</p>}
      {stage.name === "opening" && <p>Loading…</p>}
      {stage.name === "form" && (
        <RefundForm
          offer={stage.offer}
          filled={filled}
          fill={(changed) => setFilled((now) => ({ ...now, ...changed }))}
          problems={stage.problems}
          before={before}
          busy={busy}
          review={() => void review(stage.offer)}
          close={() => setStage({ name: "closed" })}
        />
      )}
      {stage.name === "review" && (
        <Review
          preview={stage.preview}
          filled={filled}
          offer={stage.offer}
          before={before}
          sentFor={waited}
          refund={() => void refund({ variables: stage.variables, sum: moneyInWords(stage.preview.total) }, stage.offer)}
          change={() => setStage({ name: "form", offer: stage.offer, problems: [] })}
        />
      )}
    </section>
  );
}

interface Payload {
  results?: Part[] | null;
  validationErrors?: { message: string; code?: string }[] | null;
}

/** The refund or the voided payment as the order shows it by now. */
function asItIsNow(reversal: Payment | null, { refunds, transactions }: Order): Payment | null {
  if (!reversal) return null;
  const found = [...(refunds ?? []), ...(transactions ?? [])].find(({ id }) => id === reversal.id);
  return found ? { ...reversal, ...found } : reversal;
}

function beforeInWords(done: Done | null): string | null {
  if (done === null) return null;
  const seconds = Math.round((Date.now() - done.at) / 1000);
  const ago = seconds < 90 ? `${seconds} seconds` : `${Math.round(seconds / 60)} minutes`;
  return `A refund of ${done.sum} was requested here ${ago} ago. This is another one.`;
}

function isInFlight(answer: Answer): boolean {
  const payload = (answer.data as { refundOrder: Payload | null } | null | undefined)?.refundOrder;
  return payload?.validationErrors?.some(({ code }) => code === "REQUEST_KEY_IN_FLIGHT") ?? false;
}

/** Whether nobody knows what became of it. Whoever was refused was refused before anything was done. */
function mayBeDone({ errors }: Answer): boolean {
  const classes = (errors ?? []).map(({ extensions }) => extensions?.errorClass);
  return classes.some((each) => each === undefined || each === "INTERNAL" || each === "SERVICE_AVAILABILITY");
}

function problemsOf(answer: Answer, more: { message: string }[] = []): string[] {
  const found = [...more, ...(answer.errors ?? [])].map(({ message }) => message);
  return found.length ? [...new Set(found)] : ["The service said nothing. Try again."];
}

function errorsOf(answer: Answer): string {
  return problemsOf(answer).join(" ");
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
