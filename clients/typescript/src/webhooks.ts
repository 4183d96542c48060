/**
 * Webhooks: `verify` says that a message is Refundry's, and returns it typed. Messages are as Standard Webhooks 1.0 says.
 * One may come twice: its `id` is the same then. `data.sequence` counts the messages about one object: what is lower than
 * what was had of the object is older.
 */

/** An amount of money in a currency (ISO 4217). */
export interface WebhookAmount {
  /** A decimal number as text, such as "12.50". */
  readonly value: string;
  /** The currency, in three letters. */
  readonly currencyCode: string;
}

interface Changed {
  /** Its id in the API. */
  readonly id: string;
  /** Its short id, as older interfaces use it. */
  readonly legacyId: string;
  /** How many messages about the object there were, this one counted. */
  readonly sequence: number;
}

/** A refund when the change was made. */
export interface RefundData extends Changed {
  /** What has changed. */
  readonly object: "refund";
  /** The shop's id of the order; null without one. */
  readonly orderId: string | null;
  /** Its status after the change, as in the API. */
  readonly status: string;
  /** How much is refunded. */
  readonly amount: WebhookAmount;
  /** The code of the reason that was given for it; null without one. */
  readonly reason: string | null;
  /** The id in the API of the transaction that is refunded. */
  readonly transactionId: string;
  /** Whether somebody has to look at it. */
  readonly needsAttention: boolean;
  /** What a second person is asked: REFUND or OUTCOME; WAITING, or what was decided. */
  readonly approval?: {
    /** What is asked: REFUND or OUTCOME. */
    readonly kind: string;
    /** WAITING, or what was decided. */
    readonly state: string;
  };
}

/** A transaction when the change was made. */
export interface TransactionData extends Changed {
  /** What has changed. */
  readonly object: "transaction";
  /** The shop's id of the order; null without one. */
  readonly orderId: string | null;
  /** Its status after the change, as in the API. */
  readonly status: string;
  /** How much was paid. */
  readonly amount: WebhookAmount;
  /** What was refunded or is being refunded of it. */
  readonly refundedAmount: WebhookAmount;
  /** The code of the reason for which it was voided; null if it was not. */
  readonly reason: string | null;
  /** What is known of the customer's dispute, if there is one: OPEN, WON or LOST. */
  readonly dispute?: string;
}

/** An order when the change was made. */
export interface OrderData extends Changed {
  /** What has changed. */
  readonly object: "order";
  /** The shop's own id of it. */
  readonly orderId: string;
  /** Whether it is cancelled. */
  readonly cancelled: boolean;
  /** What a refund of it asked for. */
  readonly amount?: WebhookAmount;
  /** The code of the reason that a refund of it was given. */
  readonly reason?: string | null;
}

interface Told<Type extends string, Data> {
  /** The message's own id, the same each time that it is sent. */
  readonly id: string;
  /** What has happened. */
  readonly type: Type;
  /** When the change was made, by the merchant's clock. */
  readonly timestamp: string;
  /** What it has happened to, as it was then. */
  readonly data: Data;
}

/** Something has happened to a refund. */
export type RefundEvent = Told<
  | "refund.queued"
  | "refund.accepted"
  | "refund.declined"
  | "refund.failed"
  | "refund.settled"
  | "refund.settlement_declined"
  | "refund.voided"
  | "refund.needs_attention"
  | "approval.requested"
  | "approval.decided",
  RefundData
>;
/** Something has happened to a transaction. */
export type TransactionEvent = Told<
  "transaction.voided" | "transaction.settled" | "transaction.disputed",
  TransactionData
>;
/** Something has happened to an order. */
export type OrderEvent = Told<"order.refunded" | "order.cancelled", OrderData>;
/** Somebody has asked for a message, to see whether it arrives. */
export type PingEvent = Told<"ping", Readonly<Record<string, never>>>;
/** Of a type that this version of the client does not know. Answer it with 2xx all the same. */
export type OtherEvent = Told<"%future added value", unknown>;
/** Any message: `type` says which. */
export type WebhookEvent = RefundEvent | TransactionEvent | OrderEvent | PingEvent | OtherEvent;

/** The headers of a request: a `Headers`, or an object as Node's `request.headers` is. */
export type WebhookHeaders = Headers | Readonly<Record<string, string | readonly string[] | undefined>>;

/** The message is not to be believed: answer 400, and do nothing. */
export class WebhookInvalid extends Error {
  override readonly name = "WebhookInvalid";
}

const TOLERANCE_SECONDS = 300;

/**
 * The message, if it is Refundry's. Throws WebhookInvalid.
 *
 * @param headers the request's
 * @param body the request's body as it came, not parsed and written again
 * @param secret the endpoint's secret, or several while it is changed
 */
export async function verify(
  headers: WebhookHeaders,
  body: string | Uint8Array,
  secret: string | readonly string[],
): Promise<WebhookEvent> {
  const id = header(headers, "webhook-id");
  const timestamp = header(headers, "webhook-timestamp");
  const signatures = header(headers, "webhook-signature");
  if (id === undefined || timestamp === undefined || signatures === undefined || !/^[0-9]{1,12}$/.test(timestamp)) {
    throw new WebhookInvalid("The headers webhook-id, webhook-timestamp and webhook-signature are needed.");
  }
  if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
    throw new WebhookInvalid("The message's time is too far off.");
  }
  const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const head = new TextEncoder().encode(`${id}.${timestamp}.`);
  const signed = new Uint8Array(head.length + content.length);
  signed.set(head);
  signed.set(content, head.length);
  const made = signatures.split(" ").flatMap(signature);
  let right = false;
  for (const each of typeof secret === "string" ? [secret] : secret) {
    const key = await crypto.subtle.importKey("raw", keyOf(each), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    for (const one of made) {
      // The platform compares in constant time.
      right = (await crypto.subtle.verify("HMAC", key, one, signed)) || right;
    }
  }
  if (!right) {
    throw new WebhookInvalid("No signature is right.");
  }
  return read(id, content);
}

function read(id: string, content: Uint8Array): WebhookEvent {
  try {
    const { type, timestamp, data } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
    if (typeof type === "string" && typeof timestamp === "string" && typeof data === "object" && data !== null) {
      return { id, type, timestamp, data } as WebhookEvent;
    }
  } catch {
    // It is told below.
  }
  throw new WebhookInvalid("The body is not a message's.");
}

function header(headers: WebhookHeaders, name: string): string | undefined {
  if (headers instanceof Headers) {
    return headers.get(name) ?? undefined;
  }
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return typeof found === "string" ? found : found?.[0];
}

function keyOf(secret: string): Uint8Array<ArrayBuffer> {
  const key = bytes(secret.replace(/^whsec_/, ""));
  if (key === undefined) {
    throw new TypeError("A secret is whsec_ and base64.");
  }
  return key;
}

function signature(text: string): Uint8Array<ArrayBuffer>[] {
  const [version, made] = text.split(",", 2);
  const found = version === "v1" && made !== undefined ? bytes(made) : undefined;
  return found === undefined ? [] : [found];
}

function bytes(base64: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  } catch {
    return undefined;
  }
}
