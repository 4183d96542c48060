/**
 * Webhooks: `verify` says that a message is Refundry's, and returns it typed. Messages are as Standard Webhooks 1.0 says.
 * One may come twice: its `id` is the same then. `data.sequence` counts the messages about one object: what is lower than
 * what was had of the object is older.
 */
/** The message is not to be believed: answer 400, and do nothing. */
export class WebhookInvalid extends Error {
    name = "WebhookInvalid";
}
const TOLERANCE_SECONDS = 300;
/**
 * The message, if it is Refundry's. Throws WebhookInvalid.
 *
 * @param headers the request's
 * @param body the request's body as it came, not parsed and written again
 * @param secret the endpoint's secret, or several while it is changed
 */
export async function verify(headers, body, secret) {
    const id = header(headers, "webhook-id");
    const timestamp = header(headers, "webhook-timestamp");
    const signatures = header(headers, "webhook-signature");
    if (id === undefined || timestamp === undefined || signatures === undefined || !/^[0-9]{1,12}$/.test(timestamp)) {
        throw new WebhookInvalid("The headers webhook-id, webhook-timestamp and webhook-signature are needed.");
    }
    if (Math.abs(Date.now() / 1000 - Number(timestamp)) > TOLERANCE_SECONDS) {
        throw new WebhookInvalid("The message's time is too far off.");
    }
    const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
    const head = new TextEncoder().encode(`${id}.${timestamp}.`);
    const signed = new Uint8Array(head.length + content.length);
    signed.set(head);
    signed.set(content, head.length);
    const made = signatures.split(" ").flatMap(signature);
    let right = false;
    for (const each of typeof secret === "string" ? [secret] : secret) {
        const key = await crypto.subtle.importKey("raw", keyOf(each), { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
        for (const one of made) {
            // The platform compares in constant time.
            right = (await crypto.subtle.verify("HMAC", key, one, signed)) || right;
        }
    }
    if (!right) {
        throw new WebhookInvalid("No signature is right.");
    }
    return read(id, content);
}
function read(id, content) {
    try {
        const { type, timestamp, data } = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(content));
        if (typeof type === "string" && typeof timestamp === "string" && typeof data === "object" && data !== null) {
            return { id, type, timestamp, data };
        }
    }
    catch {
        // It is told below.
    }
    throw new WebhookInvalid("The body is not a message's.");
}
function header(headers, name) {
    if (headers instanceof Headers) {
        return headers.get(name) ?? undefined;
    }
    const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
    return typeof found === "string" ? found : found?.[0];
}
function keyOf(secret) {
    const key = bytes(secret.replace(/^whsec_/, ""));
    if (key === undefined) {
        throw new TypeError("A secret is whsec_ and base64.");
    }
    return key;
}
function signature(text) {
    const [version, made] = text.split(",", 2);
    const found = version === "v1" && made !== undefined ? bytes(made) : undefined;
    return found === undefined ? [] : [found];
}
function bytes(base64) {
    try {
        return Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
    }
    catch {
        return undefined;
    }
}
