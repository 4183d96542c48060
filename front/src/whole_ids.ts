/** The short ids that histories and mails show, as forms and addresses take them in the place of the global ones. */

import type { Answer, Variables } from "./asking";
import WHOLE_IDS from "./queries/whole_ids.graphql";
import { typeOfId } from "./views/things";

type Look = (document: string, variables: Variables) => Promise<Answer>;
type Kind = "TRANSACTION" | "REFUND";

/** What a form's variable may be the id of. */
const KINDS: Record<string, Kind[]> = {
  transactionId: ["TRANSACTION"],
  refundId: ["REFUND"],
  paymentId: ["REFUND", "TRANSACTION"],
};

const SHORT = /^[0-9a-z]{1,40}$/;

/** The global id of the first of `kinds` that has this short id; null where none has, and the answer where none came. */
export async function wholeId(look: Look, short: string, kinds: Kind[]): Promise<string | Answer | null> {
  const answer = await look(WHOLE_IDS, { ids: kinds.map((type) => ({ legacyId: short, type })) });
  const found = (answer.data as { idsFromLegacyIds?: (string | null)[] } | null | undefined)?.idsFromLegacyIds;
  if (!found) return answer;
  return found.find((id) => id !== null) ?? null;
}

/** The variables with global ids. A short id that nothing has stays as it is: the service says so. */
export async function withWholeIds(look: Look, variables: Variables): Promise<Variables> {
  const whole: Variables = { ...variables };
  for (const [name, kinds] of Object.entries(KINDS)) {
    const value = variables[name];
    if (typeof value !== "string" || !SHORT.test(value) || typeOfId(value)) continue;
    const found = await wholeId(look, value, kinds);
    if (typeof found === "string") whole[name] = found;
  }
  return whole;
}
