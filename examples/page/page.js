// @ts-check
// A front end on another host: a person signs in for a short-lived token, which stays in this module's memory and is
// renewed by the client. The service lets this page's origin in by REFUNDRY_CORS_ORIGINS.
import { Refundry, RefundryError, RefundryUnreachable } from "refundry-client";

/** @type {(id: string) => any} */
const element = (id) => document.getElementById(id);

/** @type {Refundry | undefined} */
let refundry;

element("sign-in").elements.url.value = new URLSearchParams(location.search).get("service") ?? "http://127.0.0.1:8000";

whenSubmitted("sign-in", async (form) => {
  const [url, email, password] = ["url", "email", "password"].map((name) => String(form.get(name)));
  refundry = await Refundry.signIn(url ?? "", { email: email ?? "", password: password ?? "" });
  element("sign-in").elements.password.value = "";
  element("who").textContent = `${refundry.session?.user.name} works for ${refundry.session?.merchant}.`;
  show(true);
  return "";
});

element("sign-out").addEventListener("click", () =>
  told(async () => {
    await refundry?.signOut();
    refundry = undefined;
    element("payments").replaceChildren();
    show(false);
    return "Signed out.";
  }),
);

whenSubmitted("find", async (form) => {
  const found = await signedIn().transactions({ input: { orderId: { is: String(form.get("order")) } } });
  const payments = (found?.edges ?? []).flatMap((edge) => edge?.node ?? []);
  element("payments").replaceChildren(...payments.map(row));
  return `${payments.length} found.`;
});

/** @param {import("refundry-client").TransactionSummaryFragment} payment */
function row(payment) {
  const line = document.createElement("tr");
  const left = cell(payment.refundableAmount.value ?? "");
  const amount = document.createElement("input");
  amount.ariaLabel = "Amount to give back";
  amount.inputMode = "decimal";
  amount.size = 8;
  const button = document.createElement("button");
  button.textContent = "Refund";
  // One key for what this row asks for: pressed twice, it is done once. A new amount is a new request.
  let apiRequestKey = crypto.randomUUID();
  amount.addEventListener("input", () => {
    apiRequestKey = crypto.randomUUID();
  });
  button.addEventListener("click", () =>
    told(async () => {
      const { refund, validationErrors } = await signedIn().refundTransaction({
        input: { transactionId: payment.id, refund: { amount: amount.value || null }, apiRequestKey },
      });
      if (refund === null) return (validationErrors ?? []).map(({ message }) => message).join("\n");
      left.textContent = refund.refundedTransaction?.refundableAmount.value ?? "";
      return `${refund.amount?.value} ${refund.amount?.currencyCode}: ${refund.status}`;
    }),
  );
  const givenBack = cell("");
  givenBack.append(amount, " ", button);
  line.append(
    cell(new Date(payment.createdAt ?? 0).toLocaleDateString()),
    cell(payment.status ?? ""),
    cell(`${payment.amount?.value} ${payment.amount?.currencyCode}`),
    left,
    givenBack,
  );
  return line;
}

/** @param {string} text */
function cell(text) {
  const made = document.createElement("td");
  made.textContent = text;
  return made;
}

function signedIn() {
  if (refundry === undefined) throw new TypeError("Nobody is signed in.");
  return refundry;
}

/** @param {boolean} inside */
function show(inside) {
  element("sign-in").hidden = inside;
  element("desk").hidden = !inside;
}

/**
 * @param {string} id
 * @param {(form: FormData) => Promise<string>} act
 */
function whenSubmitted(id, act) {
  element(id).addEventListener("submit", (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void told(() => act(new FormData(element(id))));
  });
}

/**
 * Does it, and says what came of it.
 * @param {() => Promise<string>} act
 */
async function told(act) {
  const said = element("said");
  said.textContent = "…";
  try {
    said.textContent = await act();
  } catch (error) {
    if (error instanceof RefundryError) {
      said.textContent = `${error.message}\n(${error.errorClass}, request ${error.requestId})`;
      if (error.errorClass === "AUTHENTICATION") show(false);
    } else if (error instanceof RefundryUnreachable) {
      said.textContent = `${error.message} Does the service let ${location.origin} in (REFUNDRY_CORS_ORIGINS)?`;
    } else {
      throw error;
    }
  }
}
