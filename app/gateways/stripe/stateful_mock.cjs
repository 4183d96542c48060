// Starts stripe-stateful-mock on 127.0.0.1 and prints its address: a Stripe that remembers every Idempotency-Key.
// Its own command listens on all addresses. It ends when its standard input does.
// `node stateful_mock.cjs FOLDER [PORT]`; the package is looked for from FOLDER on, as node does.

const paths = [process.argv[2]];
const found = require.resolve("stripe-stateful-mock", { paths });
const { createExpressApp } = require(found);
require(require.resolve("loglevel", { paths: [found] })).setLevel("silent");

const server = createExpressApp().listen(Number(process.argv[3] || 0), "127.0.0.1", () => {
  console.log(`http://127.0.0.1:${server.address().port}`);
});
process.stdin.resume().on("end", () => process.exit(0));
