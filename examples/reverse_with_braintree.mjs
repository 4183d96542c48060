// Undoes a payment with Braintree's own Node SDK: only the address is another.
// npm install braintree, `make demo` in another window, then: node examples/reverse_with_braintree.mjs
import braintree from "braintree";

const address = new URL(process.env.REFUNDRY_URL ?? "http://127.0.0.1:8000");
const [publicKey, privateKey] = (process.env.REFUNDRY_KEYS ?? "demo_public_key:demo_private_key").split(":");

const { hostname, port, protocol } = address;
const environment = new braintree.Environment(hostname, port, "", protocol === "https:", hostname, port);
const gateway = new braintree.BraintreeGateway({ environment, merchantId: "demo", publicKey, privateKey });

const charge = `mutation ($input: ChargePaymentMethodInput!) {
  chargePaymentMethod(input: $input) { transaction { id status } }
}`;
const reverse = `mutation ($input: ReverseTransactionInput!) {
  reverseTransaction(input: $input) {
    reversal { ... on Transaction { id status } ... on Refund { id status amount { value } } }
  }
}`;

const sale = { paymentMethodId: "fake-valid-nonce", transaction: { amount: "10.00" } };
const paid = (await gateway.graphQLClient.query(charge, { input: sale })).data.chargePaymentMethod.transaction;

const undo = { input: { transactionId: paid.id } };
const done = await gateway.graphQLClient.query(reverse, undo);
console.log(done.data.reverseTransaction.reversal.status);

// Nothing is left to undo now: Braintree's form of an error, whose code says why.
const again = await gateway.graphQLClient.query(reverse, undo);
for (const { extensions, message } of again.errors) console.log(extensions.legacyCode, message);
