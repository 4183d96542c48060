/** The credentials of a client: a program's API key, or the session of a person. */
import { RefundryError } from "./errors.js";
/** The header of an API key. Throws in a browser. */
export function keyCredentials({ publicKey, privateKey }) {
    if ("document" in globalThis) {
        throw new TypeError("An API key's private half never belongs in a browser: sign in with Refundry.signIn.");
    }
    const bytes = new TextEncoder().encode(`${publicKey}:${privateKey}`);
    const header = `Basic ${btoa(String.fromCharCode(...bytes))}`;
    return { authorization: async () => header };
}
/** A token lasts for a quarter of an hour, and a third of that leaves time for many tries, in milliseconds. */
const RENEWED_AFTER = 5 * 60_000;
/** The session of a person who has signed in. Its token stays in memory, and is renewed while it is used. */
export class Session {
    #begun;
    #since = performance.now();
    #renewing;
    #service;
    #renewAfter;
    constructor(service, begun, renewAfter) {
        this.#service = service;
        this.#begun = begun;
        this.#renewAfter = renewAfter;
    }
    /**
     * Throws RefundryError: AUTHENTICATION for a wrong address or password, VALIDATION where the merchant is needed,
     * RESOURCE_LIMIT after too many failures.
     *
     * @param renewAfter the age that a token is renewed at, in milliseconds
     */
    static async begin(service, person, renewAfter = RENEWED_AFTER) {
        const { email, password, merchant = null } = person;
        const asked = { email, password, merchant, token: true };
        return new Session(service, begun(await service.post("/sign-in", asked)), renewAfter);
    }
    /** Who has signed in. */
    get user() {
        return this.#begun.user;
    }
    /** The id of the merchant that the person works for. */
    get merchant() {
        return this.#begun.merchant;
    }
    /** Until when the session lasts if it is not renewed, by ISO 8601. */
    get expiresAt() {
        return this.#begun.expiresAt;
    }
    /** Throws RefundryError, AUTHENTICATION, once the session is over: sign in again. */
    async authorization() {
        if (performance.now() - this.#since >= this.#renewAfter) {
            // Many requests at once renew it once.
            this.#renewing ??= this.#renew().finally(() => {
                this.#renewing = undefined;
            });
            await this.#renewing;
        }
        return `Bearer ${this.#begun.token}`;
    }
    /** Ends the session everywhere. */
    async end() {
        const answer = await this.#service.post("/sign-out", {}, `Bearer ${this.#begun.token}`);
        if (answer.body.errors !== undefined)
            throw refused(answer);
    }
    async #renew() {
        this.#begun = begun(await this.#service.post("/sign-in/renew", {}, `Bearer ${this.#begun.token}`));
        this.#since = performance.now();
    }
}
function begun(answer) {
    if (answer.body.errors !== undefined)
        throw refused(answer);
    return answer.body;
}
function refused({ body, status }) {
    const [first, ...others] = body.errors ?? [];
    if (first === undefined)
        throw new TypeError("An answer without errors refuses nothing.");
    return new RefundryError([first, ...others], body.extensions?.requestId, status);
}
