/** One request and its answer: where fetch ends and the service's own form begins. */
import { type ErrorEntry } from "./errors.js";
/** What a client may be told beside the service's address and its credentials. */
export interface Options {
    /** How often a request that is safe to send again is sent again; 3 unless given. */
    readonly retries?: number;
    /** How long one answer may take, in milliseconds; 90,000 unless given, which is longer than the service takes. */
    readonly timeout?: number;
    /** The longest pause before a request is sent again, in milliseconds; 10,000 unless given. */
    readonly longestPause?: number;
    /** The age that the token of a session is renewed at, in milliseconds; 300,000 unless given. */
    readonly renewAfter?: number;
    /** In place of the platform's fetch. */
    readonly fetch?: typeof globalThis.fetch;
}
/** What the service said, in the form that all of its answers have. */
export interface Answer {
    /** HTTP's own status. */
    readonly status: number;
    /** The answer itself. */
    readonly body: {
        /** What was asked for. */
        readonly data?: unknown;
        /** What is wrong. */
        readonly errors?: readonly ErrorEntry[];
        /** What the service says about the answer. */
        readonly extensions?: {
            /** What the service's logs know the request by. */
            readonly requestId?: string;
        };
        readonly [key: string]: unknown;
    };
    /** How long the service asks to wait, in milliseconds. */
    readonly retryAfter: number | undefined;
}
/** Where the service is, and how it is asked. */
export declare class Service {
    #private;
    constructor(url: string, options: Options);
    /** Posts JSON to a path. Throws RefundryUnreachable; the caller's own signal throws what it was ended with. */
    post(path: string, body: unknown, authorization?: string, signal?: AbortSignal): Promise<Answer>;
    /**
     * Posts JSON, and gives each result that comes as an event; or the one answer, where it is no stream of them. Returns
     * when the service ends the stream. Throws RefundryUnreachable for a connection that is lost, or silent for long.
     */
    follow(path: string, body: unknown, authorization: string, signal?: AbortSignal): AsyncGenerator<Answer>;
}
