/** What goes wrong, as types. What a caller can mend comes as data instead: a payload's `validationErrors`. */

/** Who has to do something about an error. Later services may know more of them. */
export type ErrorClass =
  | "AUTHENTICATION"
  | "AUTHORIZATION"
  | "INTERNAL"
  | "NOT_FOUND"
  | "NOT_IMPLEMENTED"
  | "RESOURCE_LIMIT"
  | "SERVICE_AVAILABILITY"
  | "VALIDATION"
  | "%future added value";

/** One entry of an answer's `errors`. */
export interface ErrorEntry {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: {
    readonly errorClass: ErrorClass;
    readonly errorType?: string;
    readonly code?: string;
    readonly condition?: string;
    readonly legacyCode?: string;
    readonly inputPath?: readonly string[];
  };
}

/** The service answered with errors beside the data. Branch on `errorClass`, or `legacyCode`; never on the message. */
export class RefundryError extends Error {
  override readonly name = "RefundryError";
  /** Of the first error, like the next four; mostly it is the only one. */
  readonly errorClass: ErrorClass;
  /** A stable name that generic tools know, such as FORBIDDEN. */
  readonly code: string | undefined;
  /** The number that Braintree gives the condition. */
  readonly legacyCode: string | undefined;
  /** Where in the input it is, from the argument's name on. */
  readonly inputPath: readonly string[] | undefined;

  /**
   * @param errors all that the answer says is wrong, at least one
   * @param requestId what the service's logs know the request by
   * @param status HTTP's own status
   * @param data what the answer has all the same
   * @param apiRequestKey the key that the request carried: sent again with it, nothing is done twice
   */
  constructor(
    readonly errors: readonly [ErrorEntry, ...ErrorEntry[]],
    readonly requestId: string | undefined,
    readonly status: number,
    readonly data: unknown = undefined,
    readonly apiRequestKey: string | undefined = undefined,
  ) {
    super(errors.map((error) => error.message).join("\n"));
    const { extensions } = errors[0];
    this.errorClass = extensions.errorClass;
    this.code = extensions.code;
    this.legacyCode = extensions.legacyCode;
    this.inputPath = extensions.inputPath;
  }
}

/**
 * No answer came, or none that this client understands. Whether a mutation was carried out is not known then: ask again
 * with the same `apiRequestKey`, and it is done once.
 */
export class RefundryUnreachable extends Error {
  override readonly name = "RefundryUnreachable";

  /**
   * @param message what happened
   * @param apiRequestKey the key that the request carried, if it was a mutation that takes one
   * @param options `cause` has the network's own error
   */
  constructor(
    message: string,
    readonly apiRequestKey: string | undefined = undefined,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }
}
