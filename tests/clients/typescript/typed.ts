// What the compiler knows of an answer. It is compiled strictly, and then run: every line below a @ts-expect-error has to
// be wrong, and everything else right.
import { readFileSync } from "node:fs";
import { type ProblemFragment, Refundry, RefundryError, unforeseen } from "refundry-client";

const { url, key, transactionId } = JSON.parse(readFileSync(0, "utf8"));
const refundry = new Refundry(url, key);

function advice(problem: ProblemFragment): string {
  switch (problem.code) {
    case "REFUND_AMOUNT_TOO_LARGE":
      return "less";
    case "TRANSACTION_ALREADY_REFUNDED":
      return "nothing";
    // @ts-expect-error There is no such code.
    case "REFUND_TOO_LARGE":
      return "what?";
    default:
      return problem.message;
  }
}

const said: string[] = [];

const tooMuch = await refundry.refundTransaction({ input: { transactionId, refund: { amount: "99.00" } } });
said.push(...(tooMuch.validationErrors ?? []).map(advice));

const { refund } = await refundry.refundTransaction({ input: { transactionId, refund: { amount: "7.00" } } });
said.push(`${refund?.status} ${refund?.amount?.value} ${refund?.amount?.currencyCode}`);

const { reversal } = await refundry.reverseTransaction({ input: { transactionId } });
if (reversal !== null) {
  switch (reversal.__typename) {
    case "Refund":
      said.push(`refunded ${reversal.amount?.value}`);
      break;
    case "Transaction":
      said.push(`voided, ${reversal.refundability.action}`);
      break;
    default:
      said.push(`a later service's ${unforeseen(reversal).__typename}`);
  }
}

try {
  await refundry.transactions({ input: { settlementBatchId: { is: "x" } } });
} catch (error) {
  if (error instanceof RefundryError && error.errorClass === "NOT_IMPLEMENTED") said.push(error.inputPath?.at(-1) ?? "");
}

async function neverRun(): Promise<void> {
  // @ts-expect-error The amount belongs into `refund`.
  await refundry.refundTransaction({ input: { transactionId, amount: "7.00" } });
  // @ts-expect-error An amount is a string: a number would lose cents.
  await refundry.refundTransaction({ input: { transactionId, refund: { amount: 7.1 } } });
  // @ts-expect-error What is not selected is not there.
  refund?.lineItems;
  // @ts-expect-error Fields of a reversal are those of its type.
  (await refundry.reverseTransaction({ input: { transactionId } })).reversal?.refundability;
  // @ts-expect-error A search needs its input.
  await refundry.transactions();
  if (reversal?.__typename === "Refund") return;
  // @ts-expect-error Not every member is handled.
  unforeseen(reversal);
}
void neverRun;

process.stdout.write(JSON.stringify(said));
