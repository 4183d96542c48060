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

/** Without a byte for so long a connection counts as lost, in milliseconds: the service sends one every 15 seconds. */
const SILENCE = 45_000;

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
    return { status: response.status, body: understood(text, response.status), retryAfter: wished(response) };
  }

  /**
   * Posts JSON, and gives each result that comes as an event; or the one answer, where it is no stream of them. Returns
   * when the service ends the stream. Throws RefundryUnreachable for a connection that is lost, or silent for long.
   */
  async *follow(path: string, body: unknown, authorization: string, signal?: AbortSignal): AsyncGenerator<Answer> {
    const lost = new AbortController();
    const stop = () => lost.abort();
    let timer = setTimeout(stop, this.#timeout);
    signal?.addEventListener("abort", stop, { once: true });
    try {
      const response = await this.#fetch(this.#url + path, {
        method: "POST",
        headers: { Accept: "text/event-stream", "Content-Type": "application/json", Authorization: authorization },
        body: JSON.stringify(body),
        credentials: "omit",
        redirect: "error",
        signal: lost.signal,
      });
      const { status } = response;
      if (!response.headers.get("content-type")?.startsWith("text/event-stream") || response.body === null) {
        yield { status, body: understood(await response.text(), status), retryAfter: wished(response) };
        return;
      }
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      let text = "";
      for (;;) {
        clearTimeout(timer);
        timer = setTimeout(stop, SILENCE);
        const { done, value } = await reader.read();
        if (done) throw new TypeError("The connection was closed.");
        const events = (text + value).split("\n\n");
        text = events.pop() ?? "";
        for (const event of events) {
          const lines = event.split("\n");
          if (lines.includes("event: complete")) return;
          const data = lines.filter((line) => line.startsWith("data:")).map((line) => line.slice("data:".length));
          if (lines.includes("event: next")) yield { status, body: understood(data.join("\n"), status), retryAfter: undefined };
        }
      }
    } catch (cause) {
      if (signal?.aborted || cause instanceof RefundryUnreachable) throw cause;
      throw new RefundryUnreachable("The connection was lost.", undefined, { cause });
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener("abort", stop);
      lost.abort();
    }
  }
}

function wished(response: Response): number | undefined {
  const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
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
