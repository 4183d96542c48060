/** Each operation of the service as a method. A lost answer never makes a mutation run twice. */
import { Session, keyCredentials } from "./credentials.js";
import { RefundryError, RefundryUnreachable } from "./errors.js";
import * as generated from "./generated/graphql.js";
import { Service } from "./http.js";
/** Before a request is sent again for the first time, in milliseconds. */
const PAUSE = 500;
const PASSING = new Set([429, 502, 503, 504]);
const IN_FLIGHT = "915233";
/**
 * The service, typed. Methods throw RefundryError for what the service refuses, and RefundryUnreachable where no answer
 * came; problems that a caller can correct are in each payload's `validationErrors`.
 *
 * A mutation that moves money carries an `apiRequestKey`. One is made where the input has none, and kept while the
 * request is sent again: it is done once. A key of your own, kept with your order, covers a crash of your program too.
 */
export class Refundry {
    #service;
    #credentials;
    #retries;
    #longestPause;
    /**
     * @param url where the service is, such as https://refunds.example.com
     * @param credentials an API key, on servers only, or the session of a person
     * @param options what is to be other than usual
     */
    constructor(url, credentials, options = {}) {
        this.#service = new Service(url, options);
        this.#credentials = credentials instanceof Session ? credentials : keyCredentials(credentials);
        this.#retries = options.retries ?? 3;
        this.#longestPause = options.longestPause ?? 10_000;
        Object.assign(this, this.#methods());
    }
    /** The service as a person who signs in, with the rights of that person. Throws RefundryError. */
    static async signIn(url, person, options = {}) {
        return new Refundry(url, await Session.begin(new Service(url, options), person, options.renewAfter), options);
    }
    /** The session of the person who signed in; undefined for a program. */
    get session() {
        return this.#credentials instanceof Session ? this.#credentials : undefined;
    }
    /** Ends the session of the person who signed in, everywhere. */
    async signOut() {
        await this.session?.end();
    }
    /** Sends a document of your own. A query is sent again where that may help, a mutation never. */
    async execute(document, variables = {}, asked = {}) {
        const repeatable = !/\bmutation\b/.test(document);
        return (await this.#ask(document, variables, { ...asked, repeatable }));
    }
    /**
     * A transaction or a refund: as it is now, then each time that anything of it has changed. It goes on until the loop
     * is left. A lost connection is begun again, for ever; the present state is told then, if it is another. Throws
     * RefundryError for what the service refuses, and RefundryUnreachable where not even the first connection succeeds.
     */
    paymentChanged(id, asked = {}) {
        return this.#follow(generated.PaymentChangedDocument, { id }, asked, true);
    }
    /** The same for a refund: `for await (const refund of refundry.refundChanged(id)) …`. */
    async *refundChanged(id, asked = {}) {
        for await (const payment of this.paymentChanged(id, asked)) {
            if (payment.__typename !== "Refund")
                throw new TypeError("This id is no refund's.");
            yield payment;
        }
    }
    /** The same for a transaction. */
    async *transactionChanged(id, asked = {}) {
        for await (const payment of this.paymentChanged(id, asked)) {
            if (payment.__typename !== "Transaction")
                throw new TypeError("This id is no transaction's.");
            yield payment;
        }
    }
    /** The same for an order, by the shop's id of it: its payments and refunds count. */
    orderChanged(orderId, asked = {}) {
        return this.#follow(generated.OrderChangedDocument, { orderId }, asked, true);
    }
    /** Each entry of the queue that joins, leaves or moves. What happens while no connection stands is not told. */
    queueChanged(asked = {}) {
        return this.#follow(generated.QueueChangedDocument, {}, asked, false);
    }
    async *#follow(document, variables, { signal }, once) {
        const body = { query: document.toString(), variables };
        let last;
        let begun = false;
        for (let failed = 0;; failed += 1) {
            let wished = 0;
            try {
                const authorization = await this.#credentials.authorization();
                for await (const answer of this.#service.follow("/graphql", body, authorization, signal)) {
                    if (passes(answer)) {
                        if (!begun && failed >= this.#retries)
                            dataOf(answer, undefined);
                        wished = answer.retryAfter ?? 0;
                        continue;
                    }
                    const [told] = Object.values(dataOf(answer, undefined));
                    [begun, failed] = [true, 0];
                    const text = JSON.stringify(told);
                    if (!once || text !== last)
                        yield told;
                    last = text;
                }
            }
            catch (error) {
                if (!(error instanceof RefundryUnreachable) || (!begun && failed >= this.#retries))
                    throw error;
            }
            await pause(Math.min(this.#longestPause, Math.max(wished, pauseAfter(Math.min(failed, 10)))), signal);
        }
    }
    #methods() {
        const methods = {};
        for (const [name, document] of Object.entries(generated)) {
            if (!name.endsWith("Document"))
                continue;
            const operation = name.slice(0, -"Document".length);
            const text = document.toString();
            if (/\bsubscription\b/.test(text))
                continue;
            const keyed = generated.takingRequestKeys.has(operation);
            const repeatable = keyed || !/\bmutation\b/.test(text);
            methods[operation[0]?.toLowerCase() + operation.slice(1)] = async (given = {}, asked = {}) => {
                const data = await this.#ask(text, keyed ? withKey(given) : given, { ...asked, repeatable });
                return Object.values(data)[0];
            };
        }
        return methods;
    }
    async #ask(query, variables, asked) {
        const key = variables["input"]?.apiRequestKey ?? undefined;
        for (let sent = 0;; sent += 1) {
            const again = asked.repeatable && sent < this.#retries;
            const answer = await this.#send(query, variables, key, asked.signal);
            let wished = 0;
            if (answer instanceof RefundryUnreachable) {
                if (!again)
                    throw answer;
            }
            else if (!again || !passes(answer)) {
                return dataOf(answer, key);
            }
            else {
                wished = answer.retryAfter ?? 0;
            }
            await pause(Math.min(this.#longestPause, Math.max(wished, pauseAfter(sent))), asked.signal);
        }
    }
    async #send(query, variables, key, signal) {
        try {
            const authorization = await this.#credentials.authorization();
            return await this.#service.post("/graphql", { query, variables }, authorization, signal);
        }
        catch (error) {
            if (error instanceof RefundryUnreachable)
                return new RefundryUnreachable(error.message, key, { cause: error.cause });
            if (!(error instanceof RefundryError))
                throw error;
            // The session was not renewed; the same request may have been sent before, and its key is what tells.
            throw new RefundryError(error.errors, error.requestId, error.status, error.data, key);
        }
    }
}
/** For the default of a switch over a union: compiles only where every member is handled, and says what came instead. */
export function unforeseen(member) {
    return member;
}
function withKey(variables) {
    const input = variables["input"];
    return { ...variables, input: { ...input, apiRequestKey: input.apiRequestKey ?? newKey() } };
}
/** A new key. `crypto.randomUUID` is missing in pages that come without TLS. */
function newKey() {
    return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
/** The answer's data. Throws RefundryError where it has errors, and RefundryUnreachable where it has neither. */
function dataOf({ body, status }, key) {
    const [first, ...others] = body.errors ?? [];
    if (first !== undefined) {
        throw new RefundryError([first, ...others], body.extensions?.requestId, status, body.data, key);
    }
    if (typeof body.data !== "object" || body.data === null) {
        throw new RefundryUnreachable(`The answer, of status ${status}, has no data.`, key);
    }
    return body.data;
}
/** Whether the same request may succeed soon: the service is busy, or the key's first request runs. */
function passes({ status, body }) {
    const { errorClass, code, legacyCode } = body.errors?.[0]?.extensions ?? {};
    if (code === "DEADLINE_EXCEEDED")
        return false;
    if (PASSING.has(status) || errorClass === "SERVICE_AVAILABILITY" || legacyCode === IN_FLIGHT)
        return true;
    const payloads = Object.values(body.data ?? {});
    return payloads.some((payload) => payload?.validationErrors?.some((problem) => problem.legacyCode === IN_FLIGHT));
}
function pauseAfter(sent) {
    // Some of it by chance, so that many clients do not come back together.
    return PAUSE * 2 ** sent * (0.5 + Math.random() / 2);
}
function pause(milliseconds, signal) {
    return new Promise((resolve, reject) => {
        const end = () => {
            clearTimeout(timer);
            reject(signal?.reason);
        };
        const timer = setTimeout(() => {
            signal?.removeEventListener("abort", end);
            resolve();
        }, milliseconds);
        if (signal?.aborted)
            end();
        else
            signal?.addEventListener("abort", end, { once: true });
    });
}
