/**
 * Webhooks: `verify` says that a message is Refundry's, and returns it typed. Messages are as Standard Webhooks 1.0 says.
 * One may come twice: its `id` is the same then. `data.sequence` counts the messages about one object: what is lower than
 * what was had of the object is older.
 */
/** An amount of money in a currency (ISO 4217). */
export interface WebhookAmount {
    readonly value: string;
    readonly currencyCode: string;
}
interface Changed {
    /** Its id in the API. */
    readonly id: string;
    readonly legacyId: string;
    readonly sequence: number;
}
/** A refund when the change was made. */
export interface RefundData extends Changed {
    readonly object: "refund";
    readonly orderId: string | null;
    readonly status: string;
    readonly amount: WebhookAmount;
    readonly reason: string | null;
    readonly transactionId: string;
    readonly needsAttention: boolean;
    /** What a second person is asked: REFUND or OUTCOME; WAITING, or what was decided. */
    readonly approval?: {
        readonly kind: string;
        readonly state: string;
    };
}
/** A transaction when the change was made. */
export interface TransactionData extends Changed {
    readonly object: "transaction";
    readonly orderId: string | null;
    readonly status: string;
    readonly amount: WebhookAmount;
    readonly refundedAmount: WebhookAmount;
    readonly reason: string | null;
    readonly dispute?: string;
}
/** An order when the change was made. */
export interface OrderData extends Changed {
    readonly object: "order";
    readonly orderId: string;
    readonly cancelled: boolean;
    /** What a refund of it asked for. */
    readonly amount?: WebhookAmount;
    readonly reason?: string | null;
}
interface Told<Type extends string, Data> {
    /** The message's own id, the same each time that it is sent. */
    readonly id: string;
    readonly type: Type;
    /** When the change was made, by the merchant's clock. */
    readonly timestamp: string;
    readonly data: Data;
}
export type RefundEvent = Told<"refund.queued" | "refund.accepted" | "refund.declined" | "refund.failed" | "refund.settled" | "refund.settlement_declined" | "refund.voided" | "refund.needs_attention" | "approval.requested" | "approval.decided", RefundData>;
export type TransactionEvent = Told<"transaction.voided" | "transaction.settled" | "transaction.disputed", TransactionData>;
export type OrderEvent = Told<"order.refunded" | "order.cancelled", OrderData>;
/** Somebody has asked for a message, to see whether it arrives. */
export type PingEvent = Told<"ping", Readonly<Record<string, never>>>;
/** Of a type that this version of the client does not know. Answer it with 2xx all the same. */
export type OtherEvent = Told<"%future added value", unknown>;
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
