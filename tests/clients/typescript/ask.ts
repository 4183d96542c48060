// Asks the service with the TypeScript client. Reads {url, key or person, options, calls} as JSON from standard input, and
// prints what came of each call: {data}, or {raised} with the error's own fields.
import { readFileSync } from "node:fs";
import { type ApiKey, type Options, Refundry, RefundryError, RefundryUnreachable, type SignIn } from "refundry-client";

interface Given {
  readonly url: string;
  readonly key?: ApiKey;
  readonly person?: SignIn;
  readonly options: Options;
  readonly calls: readonly (readonly [string, unknown])[];
}

function told(error: unknown): object {
  if (error instanceof RefundryError) {
    const { name, errorClass, code, legacyCode, inputPath, requestId, status, apiRequestKey, message } = error;
    return { raised: name, errorClass, code, legacyCode, inputPath, requestId, status, apiRequestKey, message };
  }
  if (error instanceof RefundryUnreachable) {
    return { raised: error.name, apiRequestKey: error.apiRequestKey, message: error.message };
  }
  throw error;
}

async function open({ url, key, person, options }: Given): Promise<Refundry> {
  if (key !== undefined) return new Refundry(url, key, options);
  if (person !== undefined) return Refundry.signIn(url, person, options);
  throw new TypeError("Nobody asks.");
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given;
const outcomes: object[] = [];
try {
  const refundry = await open(given);
  for (const [name, variables] of given.calls) {
    try {
      const method = (refundry as unknown as { [name: string]: (variables: unknown) => Promise<unknown> })[name];
      if (method === undefined) throw new TypeError(`There is no ${name}.`);
      outcomes.push({ data: (await method.call(refundry, variables)) ?? null });
    } catch (error) {
      outcomes.push(told(error));
    }
  }
} catch (error) {
  outcomes.push(told(error));
}
process.stdout.write(JSON.stringify(outcomes));
