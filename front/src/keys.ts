/** The keys of what moves money: one for each thing that is asked for, however often it is sent. */

import type { Answer, Variables } from "./asking";

/** The variables that say what an operation is about. */
export const SUBJECTS = ["orderId", "transactionId", "refundId", "paymentId", "userId"];

const NAME = "requests without an answer";
const MOST = 50;
const IN_FLIGHT = "REQUEST_KEY_IN_FLIGHT";

/** The service knows a key for thirty days; an older one would be done once more. */
const USABLE_FOR = 25 * 24 * 60 * 60 * 1000;

const OURS = /^desk-([0-9a-z]{1,11})-[0-9a-f]{32}$/;

interface Sent {
  key: string;
  operation: string;
  subject: string;
  /** Whether it was sent in vain once: then a later refusal says nothing of what became of it. */
  lost: boolean;
}

type Payload = { validationErrors?: { code?: string }[] | null };

/** The requests of one person that nobody knows the outcome of, kept over a reload of the page. */
export interface Keys {
  /** To be called before a request is sent. */
  sent: (operation: string, variables: Variables) => void;
  /** To be called with each answer that came, and with null where none did. */
  answered: (variables: Variables, answer: Answer | null) => void;
  /** The key of an operation on the same subject that has had no answer; undefined where there is none. */
  unanswered: (operation: string, variables: Variables) => string | undefined;
}

/** A key that nobody has used, and when it was made. `crypto.randomUUID` is missing where the desk has no TLS. */
export function newKey(): string {
  const chance = crypto.getRandomValues(new Uint8Array(16));
  return `desk-${Date.now().toString(36)}-${Array.from(chance, (byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}

/** Whether the service may have forgotten a key of ours: in a tab that was kept, or in the history. */
export function isTooOld(key: unknown): boolean {
  const made = typeof key === "string" ? OURS.exec(key)?.[1] : undefined;
  return made !== undefined && Date.now() - parseInt(made, 36) > USABLE_FOR;
}

export function keysOf(storage: Pick<Storage, "getItem" | "setItem">): Keys {
  let open = read(storage.getItem(NAME));
  const keep = (now: Sent[]): void => {
    open = now.slice(-MOST);
    try {
      storage.setItem(NAME, JSON.stringify(open));
    } catch {
      // A full browser keeps them until the page is loaded again.
    }
  };
  return {
    sent(operation, variables) {
      const key = variables.apiRequestKey;
      if (typeof key !== "string" || !key || open.some((each) => each.key === key)) return;
      keep([...open, { key, operation, subject: subjectOf(variables), lost: false }]);
    },
    answered(variables, answer) {
      const about = open.find(({ key }) => key === variables.apiRequestKey);
      if (!about) return;
      const others = open.filter((each) => each !== about);
      if (answer !== null && settles(answer)) keep(others);
      else if (answer === null || mayBeDone(answer)) keep([...others, { ...about, lost: true }]);
      else if (!about.lost) keep(others);
    },
    unanswered(operation, variables) {
      const subject = subjectOf(variables);
      const found = open.filter((each) => each.operation === operation && each.subject === subject);
      return found.map(({ key }) => key).findLast((key) => !isTooOld(key));
    },
  };
}

function subjectOf(variables: Variables): string {
  return JSON.stringify(SUBJECTS.map((name) => variables[name] ?? null));
}

/** Whether the answer is the mutation's own. Whoever is refused before learns nothing of what was sent earlier. */
function settles(answer: Answer): boolean {
  return payloadsOf(answer).length > 0 && !isInFlight(answer);
}

function mayBeDone(answer: Answer): boolean {
  const classes = answer.errors?.map(({ extensions }) => extensions?.errorClass) ?? [];
  return isInFlight(answer) || classes.some((each) => each === "INTERNAL" || each === "SERVICE_AVAILABILITY");
}

function isInFlight(answer: Answer): boolean {
  const problems = payloadsOf(answer).flatMap(({ validationErrors }) => validationErrors ?? []);
  return problems.some(({ code }) => code === IN_FLIGHT);
}

function payloadsOf({ data }: Answer): Payload[] {
  return Object.values((data ?? {}) as Record<string, Payload | null>).filter((payload) => payload !== null);
}

function read(text: string | null): Sent[] {
  try {
    const found: unknown = JSON.parse(text ?? "[]");
    // Whoever left the page did not wait for the answer.
    return Array.isArray(found) ? (found as Sent[]).map((each) => ({ ...each, lost: true })) : [];
  } catch {
    return [];
  }
}
