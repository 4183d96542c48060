// One transaction's life by the classic calls of Braintree's SDK, by the name in the environment's SDK. Reads {port,
// merchant, publicKey, privateKey} as JSON from standard input, and prints what the SDK gave, step by step, in the same
// form as tests/sdk/python/life.py.
import { readFileSync } from "node:fs";

const braintree = (await import(process.env.SDK)).default;
const { port, merchant, publicKey, privateKey } = JSON.parse(readFileSync(0, "utf8"));
const environment = new braintree.Environment("127.0.0.1", port, "", false, "127.0.0.1", port);
const configuration = { environment, merchantId: merchant, publicKey, privateKey };
const Gateway = braintree.BraintreeGateway;
const gateway = Gateway ? new Gateway(configuration) : braintree.connect(configuration);

const state = ({ status, type, amount }) => ({ status, type, amount });

function told(result) {
  const said = { success: result.success };
  if (result.transaction) said.transaction = state(result.transaction);
  if (!result.success) {
    said.message = result.message;
    said.errors = result.errors.deepErrors().map(({ code, attribute, message }) => [code, attribute, message]);
  }
  return said;
}

const all = (response) =>
  new Promise((resolve, reject) => {
    const found = [];
    response.on("data", (each) => found.push(each));
    response.on("error", reject);
    response.on("end", () => resolve(found));
    response.resume();
  });

const search = (fill) => new Promise((resolve) => resolve(gateway.transaction.search(fill)));
const raised = (asking) => asking.then(() => null, (error) => error.type[0].toUpperCase() + error.type.slice(1));

const transactions = gateway.transaction;
const said = {};
const sale = { amount: "40.00", paymentMethodNonce: "fake-valid-nonce", orderId: "the order" };
const authorized = await transactions.sale({ ...sale, customer: { firstName: "Ada", email: "ada@example.com" } });
said.authorized = told(authorized);
const paid = authorized.transaction.id;
said.captured = told(await transactions.submitForSettlement(paid, "30.00"));
said["not settled"] = told(await transactions.refund(paid));
said.settled = state((await gateway.testing.settle(paid)).transaction);
const partial = await transactions.refund(paid, { amount: "10.00", orderId: "the refund" });
said["partly refunded"] = told(partial);
said["refund of"] = partial.transaction.refundedTransactionId === paid;
said["too much"] = told(await transactions.refund(paid, "25.00"));
const rest = await transactions.refund(paid);
said.refunded = told(rest);
said["nothing left"] = told(await transactions.refund(paid));
said["refund of a refund"] = told(await transactions.refund(partial.transaction.id));
said["refund voided"] = told(await transactions.void(partial.transaction.id));

const found = await transactions.find(paid);
said.found = state(found);
said.refunds = JSON.stringify(found.refundIds) === JSON.stringify([partial.transaction.id, rest.transaction.id]);
said.history = found.statusHistory.map((each) => each.status);
said.customer = [found.customer.firstName, found.customer.email];
said.card = [found.creditCard.last4, found.creditCard.cardType];
said["refund's order"] = (await transactions.find(partial.transaction.id)).orderId;

const submitted = { ...sale, options: { submitForSettlement: true } };
const voided = (await transactions.sale({ ...submitted })).transaction.id;
said.voided = told(await transactions.void(voided));
said["not voidable"] = told(await transactions.void(voided));
const declined = await transactions.sale({ ...sale, amount: "2001.00" });
said.declined = told(declined);
said.response = [declined.transaction.processorResponseCode, declined.transaction.processorResponseText];
said["unknown nonce"] = told(await transactions.sale({ ...sale, paymentMethodNonce: "nobody's" }));
const unlucky = (await transactions.sale({ ...submitted })).transaction.id;
said["settlement declined"] = state((await gateway.testing.settlementDecline(unlucky)).transaction);

const whole = (await transactions.sale({ ...sale, orderId: "in parts" })).transaction.id;
const part = await transactions.submitForPartialSettlement(whole, "15.00");
said.part = told(part);
said["part of"] = part.transaction.authorizedTransactionId === whole;
said["too much of a part"] = told(await transactions.submitForPartialSettlement(whole, "25.01"));
said["part of a part"] = told(await transactions.submitForPartialSettlement(part.transaction.id, "5.00"));
const wholeFound = await transactions.find(whole);
said.whole = state(wholeFound);
said["its parts"] =
  JSON.stringify(wholeFound.partialSettlementTransactionIds) === JSON.stringify([part.transaction.id]);
const card = { number: "4111111111111111", expirationDate: "05/2031" };
said.credit = told(await transactions.credit({ amount: "5.00", creditCard: card }));

const byOrder = await all(await search((about) => about.orderId().is("the order")));
said["of the order"] = byOrder.map((each) => each.status).sort();
const byIds = await all(
  await search((about) => {
    about.ids().in([paid, voided]);
    about.amount().min("35.00");
  }),
);
said["by ids"] = byIds.length === 1 && byIds[0].id === voided;
said.none = (await all(await search((about) => about.orderId().is("nobody's")))).length;
said["client token"] = Boolean((await gateway.clientToken.generate({})).clientToken);
said["no such transaction"] = await raised(transactions.find("nobodys"));
said["not mirrored"] = await raised(gateway.customer.find("anybody"));
process.stdout.write(JSON.stringify(said));
