/** Refundry, typed: `new Refundry(url, key)` for programs, `Refundry.signIn(url, person)` for front ends. */
export { type Asked, Refundry, unforeseen } from "./client.js";
export type { ApiKey, Session, SignedIn, SignIn } from "./credentials.js";
export { type ErrorClass, type ErrorEntry, RefundryError, RefundryUnreachable } from "./errors.js";
export type * from "./generated/graphql.js";
export type { Options } from "./http.js";
export * as webhooks from "./webhooks.js";
