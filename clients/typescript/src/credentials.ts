/** The credentials of a client: a program's API key, or the session of a person. */
import { RefundryError } from "./errors.js";
import type { Answer, Service } from "./http.js";

/** An API key, for programs on servers. It never belongs in a browser, where anybody can read it. */
export interface ApiKey {
  /** The public key. */
  readonly publicKey: string;
  /** The private key, which was shown once when the API key was created. */
  readonly privateKey: string;
}

/** A person's own, for front ends. */
export interface SignIn {
  /** The e-mail address, in any case. */
  readonly email: string;
  /** The password, as it was chosen. */
  readonly password: string;
  /** The id of the person's merchant, needed where several merchants have a person with this address and password. */
  readonly merchant?: string;
}

/** What gives each request its Authorization header. */
export interface Credentials {
  authorization(): Promise<string>;
}

/** The header of an API key. Throws in a browser. */
export function keyCredentials({ publicKey, privateKey }: ApiKey): Credentials {
  if ("document" in globalThis) {
    throw new TypeError("An API key's private half never belongs in a browser: sign in with Refundry.signIn.");
  }
  const bytes = new TextEncoder().encode(`${publicKey}:${privateKey}`);
  const header = `Basic ${btoa(String.fromCharCode(...bytes))}`;
  return { authorization: async () => header };
}

/** A token lasts for a quarter of an hour, and a third of that leaves time for many tries, in milliseconds. */
const RENEWED_AFTER = 5 * 60_000;

/** A person as the service knows one. */
export interface SignedIn {
  /** The person's id. */
  readonly id: string;
  /** The person's name. */
  readonly name: string;
  /** The e-mail address that the person signs in with. */
  readonly email: string;
}

interface Begun {
  readonly user: SignedIn;
  readonly merchant: string;
  readonly expiresAt: string;
  readonly token: string;
}

/** The session of a person who has signed in. Its token stays in memory, and is renewed while it is used. */
export class Session implements Credentials {
  #begun: Begun;
  #since = performance.now();
  #renewing: Promise<void> | undefined;
  readonly #service: Service;

  readonly #renewAfter: number;

  private constructor(service: Service, begun: Begun, renewAfter: number) {
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
  static async begin(service: Service, person: SignIn, renewAfter: number = RENEWED_AFTER): Promise<Session> {
    const { email, password, merchant = null } = person;
    const asked = { email, password, merchant, token: true };
    return new Session(service, begun(await service.post("/sign-in", asked)), renewAfter);
  }

  /** Who has signed in. */
  get user(): SignedIn {
    return this.#begun.user;
  }

  /** The id of the merchant that the person works for. */
  get merchant(): string {
    return this.#begun.merchant;
  }

  /** Until when the session lasts if it is not renewed, by ISO 8601. */
  get expiresAt(): string {
    return this.#begun.expiresAt;
  }

  /** Throws RefundryError, AUTHENTICATION, once the session is over: sign in again. */
  async authorization(): Promise<string> {
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
  async end(): Promise<void> {
    const answer = await this.#service.post("/sign-out", {}, `Bearer ${this.#begun.token}`);
    if (answer.body.errors !== undefined) throw refused(answer);
  }

  async #renew(): Promise<void> {
    this.#begun = begun(await this.#service.post("/sign-in/renew", {}, `Bearer ${this.#begun.token}`));
    this.#since = performance.now();
  }
}

function begun(answer: Answer): Begun {
  if (answer.body.errors !== undefined) throw refused(answer);
  return answer.body as unknown as Begun;
}

function refused({ body, status }: Answer): RefundryError {
  const [first, ...others] = body.errors ?? [];
  if (first === undefined) throw new TypeError("An answer without errors refuses nothing.");
  return new RefundryError([first, ...others], body.extensions?.requestId, status);
}
