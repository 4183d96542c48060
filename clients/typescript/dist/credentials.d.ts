import type { Service } from "./http.js";
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
export declare function keyCredentials({ publicKey, privateKey }: ApiKey): Credentials;
/** A person as the service knows one. */
export interface SignedIn {
    /** The person's id. */
    readonly id: string;
    /** The person's name. */
    readonly name: string;
    /** The e-mail address that the person signs in with. */
    readonly email: string;
}
/** The session of a person who has signed in. Its token stays in memory, and is renewed while it is used. */
export declare class Session implements Credentials {
    #private;
    private constructor();
    /**
     * Throws RefundryError: AUTHENTICATION for a wrong address or password, VALIDATION where the merchant is needed,
     * RESOURCE_LIMIT after too many failures.
     *
     * @param renewAfter the age that a token is renewed at, in milliseconds
     */
    static begin(service: Service, person: SignIn, renewAfter?: number): Promise<Session>;
    /** Who has signed in. */
    get user(): SignedIn;
    /** The id of the merchant that the person works for. */
    get merchant(): string;
    /** Until when the session lasts if it is not renewed, by ISO 8601. */
    get expiresAt(): string;
    /** Throws RefundryError, AUTHENTICATION, once the session is over: sign in again. */
    authorization(): Promise<string>;
    /** Ends the session everywhere. */
    end(): Promise<void>;
}
