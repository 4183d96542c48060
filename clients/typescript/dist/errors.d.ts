/** The errors. Problems that a caller can correct are data instead: a payload's `validationErrors`. */
/** Who has to do something about an error. Later services may know more of them. */
export type ErrorClass = 
/** The key, the password or the session is not valid. */
"AUTHENTICATION"
/** The caller does not have the right. */
 | "AUTHORIZATION"
/** A defect of the service: report the `requestId`. */
 | "INTERNAL"
/** There is no such object, or none of the merchant's. */
 | "NOT_FOUND"
/** The service does not support the field. */
 | "NOT_IMPLEMENTED"
/** The request is too large, or requests come too often. */
 | "RESOURCE_LIMIT"
/** The service is busy or away: the same request may succeed later. */
 | "SERVICE_AVAILABILITY"
/** Something in the request is wrong. */
 | "VALIDATION" | "%future added value";
/** One entry of an answer's `errors`. */
export interface ErrorEntry {
    /** What is wrong and what is allowed, for people to read. */
    readonly message: string;
    /** The field of the answer that is missing for it. */
    readonly path?: readonly (string | number)[];
    /** What programs branch on. */
    readonly extensions: {
        /** Who has to do something about it. */
        readonly errorClass: ErrorClass;
        /** Braintree's name for the kind of error. */
        readonly errorType?: string;
        /** A stable name that generic tools know, such as FORBIDDEN. */
        readonly code?: string;
        /** The service's own name for what is wrong, where Braintree has none. */
        readonly condition?: string;
        /** The number that Braintree gives the condition. */
        readonly legacyCode?: string;
        /** Where in the input it is, from the argument's name on. */
        readonly inputPath?: readonly string[];
    };
}
/** The service answered with errors beside the data. Branch on `errorClass`, or `legacyCode`; never on the message. */
export declare class RefundryError extends Error {
    readonly name = "RefundryError";
    /** Of the first error, like the next four; mostly it is the only one. */
    readonly errorClass: ErrorClass;
    /** A stable name that generic tools know, such as FORBIDDEN. */
    readonly code: string | undefined;
    /** The number that Braintree gives the condition. */
    readonly legacyCode: string | undefined;
    /** Where in the input it is, from the argument's name on. */
    readonly inputPath: readonly string[] | undefined;
    /** All that the answer says is wrong, at least one. */
    readonly errors: readonly [ErrorEntry, ...ErrorEntry[]];
    /** What the service's logs know the request by. */
    readonly requestId: string | undefined;
    /** HTTP's own status. */
    readonly status: number;
    /** What the answer has all the same. */
    readonly data: unknown;
    /** The key that the request carried: sent again with it, nothing is done twice. */
    readonly apiRequestKey: string | undefined;
    /** Made by the client; each argument is the field of that name. */
    constructor(errors: readonly [ErrorEntry, ...ErrorEntry[]], requestId: string | undefined, status: number, data?: unknown, apiRequestKey?: string | undefined);
}
/**
 * No answer came, or none that this client understands. Whether a mutation was carried out is not known then: ask again
 * with the same `apiRequestKey`, and it is done once.
 */
export declare class RefundryUnreachable extends Error {
    readonly name = "RefundryUnreachable";
    /** The key that the request carried, if it was a mutation that takes one. */
    readonly apiRequestKey: string | undefined;
    /**
     * @param message what happened
     * @param apiRequestKey the field of that name
     * @param options `cause` has the network's own error
     */
    constructor(message: string, apiRequestKey?: string | undefined, options?: ErrorOptions);
}
