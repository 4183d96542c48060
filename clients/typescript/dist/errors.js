/** The errors. Problems that a caller can correct are data instead: a payload's `validationErrors`. */
/** The service answered with errors beside the data. Branch on `errorClass`, or `legacyCode`; never on the message. */
export class RefundryError extends Error {
    name = "RefundryError";
    /** Of the first error, like the next four; mostly it is the only one. */
    errorClass;
    /** A stable name that generic tools know, such as FORBIDDEN. */
    code;
    /** The number that Braintree gives the condition. */
    legacyCode;
    /** Where in the input it is, from the argument's name on. */
    inputPath;
    /** All that the answer says is wrong, at least one. */
    errors;
    /** What the service's logs know the request by. */
    requestId;
    /** HTTP's own status. */
    status;
    /** What the answer has all the same. */
    data;
    /** The key that the request carried: sent again with it, nothing is done twice. */
    apiRequestKey;
    /** Made by the client; each argument is the field of that name. */
    constructor(errors, requestId, status, data = undefined, apiRequestKey = undefined) {
        super(errors.map((error) => error.message).join("\n"));
        this.errors = errors;
        this.requestId = requestId;
        this.status = status;
        this.data = data;
        this.apiRequestKey = apiRequestKey;
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
    name = "RefundryUnreachable";
    /** The key that the request carried, if it was a mutation that takes one. */
    apiRequestKey;
    /**
     * @param message what happened
     * @param apiRequestKey the field of that name
     * @param options `cause` has the network's own error
     */
    constructor(message, apiRequestKey = undefined, options) {
        super(message, options);
        this.apiRequestKey = apiRequestKey;
    }
}
