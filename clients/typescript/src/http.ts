/** One request and its answer: where fetch ends and the service's own form begins. */
import { type ErrorEntry, RefundryUnreachable } from "./errors.js";

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
export class Service {
  readonly #url: string;
  readonly #fetch: typeof globalThis.fetch;
  readonly #timeout: number;

  constructor(url: string, options: Options) {
    this.#url = url.replace(/\/(graphql)?\/?$/, "");
    this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
    this.#timeout = options.timeout ?? 90_000;
  }

  /** Posts JSON to a path. Throws RefundryUnreachable; the caller's own signal throws what it was ended with. */
  async post(path: string, body: unknown, authorization?: string, signal?: AbortSignal): Promise<Answer> {
    const late = AbortSignal.timeout(this.#timeout);
    let response: Response;
    let text: string;
    try {
      response = await this.#fetch(this.#url + path, {
        method: "POST",
        headers: {
          Accept: "application/json",
          "Content-Type": "application/json",
          ...(authorization === undefined ? {} : { Authorization: authorization }),
        },
        body: JSON.stringify(body),
        credentials: "omit",
        redirect: "error",
        signal: signal === undefined ? late : AbortSignal.any([late, signal]),
      });
      text = await response.text();
    } catch (cause) {
      if (signal?.aborted) throw cause;
      const what = late.aborted ? `It did not answer within ${this.#timeout} ms.` : "It could not be reached.";
      throw new RefundryUnreachable(what, undefined, { cause });
    }
    const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
    const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
    return { status: response.status, body: understood(text, response.status), retryAfter };
  }
}

function understood(text: string, status: number): Answer["body"] {
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch (cause) {
    throw new RefundryUnreachable(`The answer, of status ${status}, is not the service's.`, undefined, { cause });
  }
  if (!isAnswer(body)) throw new RefundryUnreachable(`The answer, of status ${status}, is not the service's.`);
  return body;
}

function isAnswer(body: unknown): body is Answer["body"] {
  if (typeof body !== "object" || body === null || !("extensions" in body)) return false;
  const errors = "errors" in body ? body.errors : [];
  return Array.isArray(errors) && errors.every(isEntry);
}

function isEntry(entry: unknown): entry is ErrorEntry {
  return (
    typeof entry === "object" &&
    entry !== null &&
    "message" in entry &&
    "extensions" in entry &&
    typeof entry.extensions === "object" &&
    entry.extensions !== null &&
    "errorClass" in entry.extensions
  );
}
