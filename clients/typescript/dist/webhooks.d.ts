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
export type RefundEvent = Told<"refund.queued" | "refund.accepted" | "refund.declined" | "refund.failed" | "refund.settled" | "refund.settlement_declined" | "refund.voided" | "refund.needs_attention" | "approval.requested" | "approval.decided", RefundData>;
/** Something has happened to a transaction. */
export type TransactionEvent = Told<"transaction.voided" | "transaction.settled" | "transaction.disputed", TransactionData>;
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
export declare class WebhookInvalid extends Error {
    readonly name = "WebhookInvalid";
}
/**
 * The message, if it is Refundry's. Throws WebhookInvalid.
 *
 * @param headers the request's
 * @param body the request's body as it came, not parsed and written again
 * @param secret the endpoint's secret, or several while it is changed
 */
export declare function verify(headers: WebhookHeaders, body: string | Uint8Array, secret: string | readonly string[]): Promise<WebhookEvent>;
export {};
