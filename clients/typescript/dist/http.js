/** One request and its answer: where fetch ends and the service's own form begins. */
import { RefundryUnreachable } from "./errors.js";
/** Where the service is, and how it is asked. */
export class Service {
    #url;
    #fetch;
    #timeout;
    constructor(url, options) {
        this.#url = url.replace(/\/(graphql)?\/?$/, "");
        this.#fetch = options.fetch ?? globalThis.fetch.bind(globalThis);
        this.#timeout = options.timeout ?? 90_000;
    }
    /** Posts JSON to a path. Throws RefundryUnreachable; the caller's own signal throws what it was ended with. */
    async post(path, body, authorization, signal) {
        const late = AbortSignal.timeout(this.#timeout);
        let response;
        let text;
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
        }
        catch (cause) {
            if (signal?.aborted)
                throw cause;
            const what = late.aborted ? `It did not answer within ${this.#timeout} ms.` : "It could not be reached.";
            throw new RefundryUnreachable(what, undefined, { cause });
        }
        const seconds = Number(response.headers.get("retry-after") ?? Number.NaN);
        const retryAfter = Number.isFinite(seconds) && seconds >= 0 ? seconds * 1000 : undefined;
        return { status: response.status, body: understood(text, response.status), retryAfter };
    }
}
function understood(text, status) {
    let body;
    try {
        body = JSON.parse(text);
    }
    catch (cause) {
        throw new RefundryUnreachable(`The answer, of status ${status}, is not the service's.`, undefined, { cause });
    }
    if (!isAnswer(body))
        throw new RefundryUnreachable(`The answer, of status ${status}, is not the service's.`);
    return body;
}
function isAnswer(body) {
    if (typeof body !== "object" || body === null || !("extensions" in body))
        return false;
    const errors = "errors" in body ? body.errors : [];
    return Array.isArray(errors) && errors.every(isEntry);
}
function isEntry(entry) {
    return (typeof entry === "object" &&
        entry !== null &&
        "message" in entry &&
        "extensions" in entry &&
        typeof entry.extensions === "object" &&
        entry.extensions !== null &&
        "errorClass" in entry.extensions);
}
