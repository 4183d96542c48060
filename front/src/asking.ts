/** How the desk asks the service: JSON by POST, with the browser's own cookie and nothing else. */

import type { Fetcher } from "@graphiql/toolkit";

import { isTooOld, type Keys } from "./keys";
import { withWholeIds } from "./whole_ids";

export type Answer = { data?: unknown; errors?: { message: string; extensions?: { errorClass?: string } }[] };
export type Variables = Record<string, unknown>;

interface Asked {
  query: string;
  variables: Variables;
  answer: Answer;
}

const NO_ANSWER = "The service did not answer. Try again shortly.";
const NOT_KNOWN =
  "No answer came: it is not known whether it was done. Run it again as it is: it is the same request then, and done once.";
const TOO_OLD =
  "This request was filled in weeks ago, and was not sent: the service may have forgotten that it did it already. " +
  "Look first; then press Once more, as a new request.";

const SIGNED_OUT = "You are not signed in any more, and nothing was done. Sign in again.";

const HEADERS: Record<string, string> = { "Content-Type": "application/json", Accept: "application/json" };

const AS = "X-Signed-In-As";

/** Whoever else signs in in this browser later: nothing is asked in another one's name. */
export function askAs(person: string): void {
  HEADERS[AS] = person;
}

/** The header that says in whose name is asked. */
export function personHeaders(): Record<string, string> {
  return { [AS]: HEADERS[AS] ?? "" };
}

/** Throws where no answer came, or none of the service's. What is said to programs without a key is no word for people. */
export async function ask(query: string, variables: Variables = {}, operationName?: string): Promise<Answer> {
  const { answer } = await post("/graphql", { query, variables, operationName });
  for (const error of isSignedOut(answer) ? answer.errors! : [])
    if (error.message.includes("credentials are missing")) error.message = SIGNED_OUT;
  return answer;
}

/** Sends a body to one of the service's addresses; gives its status and what it said. */
export async function post(path: string, body: unknown): Promise<{ status: number; answer: Answer }> {
  const response = await fetch(path, {
    method: "POST",
    credentials: "same-origin",
    headers: HEADERS,
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** What is said where no answer came to a question that changes nothing. */
export function noAnswer(): Answer {
  return { errors: [{ message: NO_ANSWER }] };
}

/** Whether the answer says that nobody is signed in any more, or somebody else. */
export function isSignedOut(answer: Answer): boolean {
  return answer.errors?.some((error) => error.extensions?.errorClass === "AUTHENTICATION") ?? false;
}

/** A fetcher for GraphiQL that tells `told` of every answer but the schema's. */
export function fetcherThatTells(keys: Keys, told: (asked: Asked) => void): Fetcher {
  return async ({ query, variables, operationName }) => {
    const given = (variables ?? {}) as Variables;
    if (isTooOld(given.apiRequestKey)) return only(TOO_OLD);
    keys.sent(operationName ?? "", given);
    let answer: Answer;
    try {
      answer = await ask(query, await withWholeIds(ask, given), operationName ?? undefined);
    } catch {
      keys.answered(given, null);
      return only(typeof given.apiRequestKey === "string" ? NOT_KNOWN : NO_ANSWER);
    }
    keys.answered(given, answer);
    if (operationName !== "IntrospectionQuery") told({ query, variables: given, answer });
    else if (isSignedOut(answer)) told({ query: "", variables: {}, answer });
    return answer as never;
  };
}

/** An answer of the desk's own. */
function only(message: string): never {
  return { errors: [{ message }] } as never;
}
