// Starts stripe-stateful-mock on 127.0.0.1 and prints its address: a Stripe that remembers every Idempotency-Key.
// Its own command listens on all addresses. It ends when its standard input does.

const { createExpressApp } = require("stripe-stateful-mock");
require("loglevel").setLevel("silent");

const server = createExpressApp().listen(Number(process.argv[2] || 0), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.stdin.resume().on("end", () => process.exit(0));
