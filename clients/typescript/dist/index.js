/** Refundry, typed: `new Refundry(url, key)` for programs, `Refundry.signIn(url, person)` for front ends. */
import * as webhooks from "./webhooks.js";
export { Refundry, unforeseen, } from "./client.js";
export { RefundryError, RefundryUnreachable } from "./errors.js";
export { 
/** Messages of webhooks: `webhooks.verify` says that one is Refundry's, and returns it typed. */
webhooks, };
