/** Refundry, typed: `new Refundry(url, key)` for programs, `Refundry.signIn(url, person)` for front ends. */
import * as webhooks from "./webhooks.js";
export { type Asked, type ChangedEntry, type ChangedOrder, type ChangedPayment, type ChangedRefund, type ChangedTransaction, Refundry, unforeseen, } from "./client.js";
export type { ApiKey, Session, SignedIn, SignIn } from "./credentials.js";
export { type ErrorClass, type ErrorEntry, RefundryError, RefundryUnreachable } from "./errors.js";
export type * from "./generated/graphql.js";
export type { Options } from "./http.js";
export { 
/** Messages of webhooks: `webhooks.verify` says that one is Refundry's, and returns it typed. */
webhooks, };
