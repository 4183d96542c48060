/** Refundry, typed: `new Refundry(url, key)` for programs, `Refundry.signIn(url, person)` for front ends. */
export { Refundry, unforeseen } from "./client.js";
export { RefundryError, RefundryUnreachable } from "./errors.js";
export * as webhooks from "./webhooks.js";
