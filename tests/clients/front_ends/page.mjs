// Front ends in a page: urql and Apollo Client with graphql-sse, and urql by itself. Each follows a payment and refunds.
import { ApolloClient, ApolloLink, HttpLink, InMemoryCache, Observable, gql } from "@apollo/client";
import { PersistedQueryLink } from "@apollo/client/link/persisted-queries";
import { Client, cacheExchange, fetchExchange, subscriptionExchange } from "@urql/core";
import { print } from "graphql";
import { createClient } from "graphql-sse";
import { FOLLOW, REFUND, story } from "./refund.mjs";

async function sha256(text) {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** As graphql-sse's own pages put it together. */
class SseLink extends ApolloLink {
  constructor(client) {
    super();
    this.client = client;
  }

  request(operation) {
    return new Observable((sink) =>
      this.client.subscribe(
        { ...operation, query: print(operation.query) },
        { next: sink.next.bind(sink), complete: sink.complete.bind(sink), error: sink.error.bind(sink) },
      ),
    );
  }
}

async function withUrql(options, { id, amount }) {
  const client = new Client({ preferGetMethod: false, ...options });
  const { hear, over } = story(async () => {
    const { error } = await client.mutation(REFUND, { id, amount }).toPromise();
    if (error) throw error;
  });
  const { unsubscribe } = client.subscription(FOLLOW, { id }).subscribe(hear);
  const told = await over;
  unsubscribe();
  return told;
}

async function withApollo(url, headers, sse, { id, amount }) {
  const http = new PersistedQueryLink({ sha256 }).concat(new HttpLink({ uri: url, headers }));
  const client = new ApolloClient({
    cache: new InMemoryCache(),
    clientAwareness: { name: "refundry-test", version: "1" },
    link: ApolloLink.split(({ operationType }) => operationType === "subscription", new SseLink(sse), http),
  });
  const { hear, failed, over } = story(() => client.mutate({ mutation: gql(REFUND), variables: { id, amount } }));
  const following = client.subscribe({ query: gql(FOLLOW), variables: { id } }).subscribe({ next: hear, error: failed });
  const told = await over;
  following.unsubscribe();
  const asked = gql("query Node($id: ID!) { node(id: $id) { __typename id ... on Transaction { status } } }");
  const { data } = await client.query({ query: asked, variables: { id }, fetchPolicy: "network-only" });
  return { told, status: data.node.status };
}

/** Everything, with what was sent to the service: whether it had a hash, and whether it had a document. */
window.everything = async ({ url, authorization, sales, amount }) => {
  const sent = [];
  const { fetch } = window;
  window.fetch = (address, options) => {
    const body = JSON.parse(options.body);
    sent.push([body.operationName, Boolean(body.extensions?.persistedQuery), Boolean(body.query)]);
    return fetch(address, options);
  };
  const headers = { authorization };
  const sse = createClient({ url, headers });
  const forwardSubscription = (operation) => ({
    subscribe: (sink) => ({ unsubscribe: sse.subscribe({ ...operation, query: operation.query }, sink) }),
  });
  const common = { url, fetchOptions: { headers } };
  const urql = await withUrql(
    { ...common, exchanges: [cacheExchange, fetchExchange, subscriptionExchange({ forwardSubscription })] },
    { id: sales[0], amount },
  );
  const alone = await withUrql(
    { ...common, fetchSubscriptions: true, exchanges: [cacheExchange, fetchExchange] },
    { id: sales[1], amount },
  );
  sent.length = 0;
  const apollo = await withApollo(url, headers, sse, { id: sales[2], amount });
  sse.dispose();
  return { urql, alone, apollo, sent };
};
