/** Each operation of the service as a method. A lost answer never makes a mutation run twice. */
import { type ApiKey, Session, type SignIn } from "./credentials.js";
import * as generated from "./generated/graphql.js";
import { type Options } from "./http.js";
/** The options of one request. */
export interface Asked {
    /**
     * Ends the waiting for an answer; what a mutation does, it does all the same. What is thrown then is the signal's
     * reason, without a key: give an `apiRequestKey` of your own along, and ask again with it.
     */
    readonly signal?: AbortSignal;
}
/** A transaction or a refund, as a subscription tells it. */
export type ChangedPayment = NonNullable<generated.PaymentChangedSubscription["paymentChanged"]>;
/** A refund, as a subscription tells it. */
export type ChangedRefund = Extract<ChangedPayment, {
    __typename: "Refund";
}>;
/** A transaction, as a subscription tells it. */
export type ChangedTransaction = Extract<ChangedPayment, {
    __typename: "Transaction";
}>;
/** An order, as a subscription tells it. */
export type ChangedOrder = NonNullable<generated.OrderChangedSubscription["orderChanged"]>;
/** An entry of the queue, as a subscription tells it. */
export type ChangedEntry = NonNullable<generated.QueueChangedSubscription["queueChanged"]>;
type Variables = {
    readonly [name: string]: unknown;
};
export interface Refundry extends generated.Operations {
}
/**
 * The service, typed. Methods throw RefundryError for what the service refuses, and RefundryUnreachable where no answer
 * came; problems that a caller can correct are in each payload's `validationErrors`.
 *
 * A mutation that moves money carries an `apiRequestKey`. One is made where the input has none, and kept while the
 * request is sent again: it is done once. A key of your own, kept with your order, covers a crash of your program too.
 */
export declare class Refundry {
    #private;
    /**
     * @param url where the service is, such as https://refunds.example.com
     * @param credentials an API key, on servers only, or the session of a person
     * @param options what is to be other than usual
     */
    constructor(url: string, credentials: ApiKey | Session, options?: Options);
    /** The service as a person who signs in, with the rights of that person. Throws RefundryError. */
    static signIn(url: string, person: SignIn, options?: Options): Promise<Refundry>;
    /** The session of the person who signed in; undefined for a program. */
    get session(): Session | undefined;
    /** Ends the session of the person who signed in, everywhere. */
    signOut(): Promise<void>;
    /** Sends a document of your own. A query is sent again where that may help, a mutation never. */
    execute<Result>(document: string, variables?: Variables, asked?: Asked): Promise<Result>;
    /**
     * A transaction or a refund: as it is now, then each time that anything of it has changed. It goes on until the loop
     * is left. A lost connection is begun again, for ever; the present state is told then, if it is another. Throws
     * RefundryError for what the service refuses, and RefundryUnreachable where not even the first connection succeeds.
     */
    paymentChanged(id: string, asked?: Asked): AsyncGenerator<ChangedPayment, void>;
    /** The same for a refund: `for await (const refund of refundry.refundChanged(id)) …`. */
    refundChanged(id: string, asked?: Asked): AsyncGenerator<ChangedRefund, void>;
    /** The same for a transaction. */
    transactionChanged(id: string, asked?: Asked): AsyncGenerator<ChangedTransaction, void>;
    /** The same for an order, by the shop's id of it: its payments and refunds count. */
    orderChanged(orderId: string, asked?: Asked): AsyncGenerator<ChangedOrder, void>;
    /** Each entry of the queue that joins, leaves or moves. What happens while no connection stands is not told. */
    queueChanged(asked?: Asked): AsyncGenerator<ChangedEntry, void>;
}
/** For the default of a switch over a union: compiles only where every member is handled, and says what came instead. */
export declare function unforeseen(member: never): {
    readonly __typename?: string;
};
export {};
