// Undoes a payment with the typed TypeScript client.
// npm install ./clients/typescript, `make demo` in another window, then: node examples/reverse_with_refundry.mts
// Node 22.18 or later runs it as it stands.
import { Refundry, unforeseen } from "refundry-client";

const url = process.env["REFUNDRY_URL"] ?? "http://127.0.0.1:8000";
const [publicKey = "", privateKey = ""] = (process.env["REFUNDRY_KEYS"] ?? "demo_public_key:demo_private_key").split(":");
const refundry = new Refundry(url, { publicKey, privateKey });

const { transaction: paid } = await refundry.chargePaymentMethod({
  input: { paymentMethodId: "fake-valid-nonce", transaction: { amount: "10.00" } },
});
if (paid === null) throw new Error("Nothing was charged.");

// A request that gets no answer is sent again under the same key: it is done once.
const undo = { input: { transactionId: paid.id } };
const { reversal } = await refundry.reverseTransaction(undo);
switch (reversal?.__typename) {
  case "Transaction":
    console.log(reversal.status);
    break;
  case "Refund":
    console.log(reversal.status, reversal.amount?.value);
    break;
  case undefined:
    console.log("Nothing was done.");
    break;
  default:
    console.log(`a later service's ${unforeseen(reversal).__typename}`);
}

// Nothing is left to undo now. What a caller can mend is data, not an exception.
const { validationErrors } = await refundry.reverseTransaction(undo);
for (const problem of validationErrors ?? []) console.log(problem.legacyCode, problem.message);
