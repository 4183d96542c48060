// Asks the service once with Braintree's SDK. Reads {port, publicKey, privateKey, document, variables} as JSON from
// standard input, prints {body}, or {raised} with the type of the SDK's own error; any other error ends the program.
import { readFileSync } from "node:fs";
import braintree from "braintree";

const { port, publicKey, privateKey, document, variables } = JSON.parse(readFileSync(0, "utf8"));
const environment = new braintree.Environment("127.0.0.1", port, "", false, "127.0.0.1", port);
const gateway = new braintree.BraintreeGateway({ environment, merchantId: "a-merchant", publicKey, privateKey });

let said;
try {
  said = { body: await gateway.graphQLClient.query(document, variables) };
} catch (error) {
  if (!Object.values(braintree.errorTypes).includes(error.type)) throw error;
  said = { raised: error.type };
}
process.stdout.write(JSON.stringify(said));
