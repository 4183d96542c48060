/** /webhooks: where messages about changes are sent to, and each message with its tries. */

import ENDPOINTS from "../queries/webhook_endpoints.graphql";
import MESSAGES from "../queries/webhook_messages.graphql";
import { Steps, stepsOfEndpoint, type Step } from "../views/steps";
import { Table, type Column } from "../views/table";
import { Time } from "../views/values";
import { stateOf } from "../views/words";
import { withFilters } from "./addresses";
import { useAsked } from "./asked";
import type { Filter } from "./filters";
import { ListPage } from "./list_page";

const PATH = "/webhooks";

interface Endpoint {
  id: string;
  url: string;
  enabled: boolean;
  failingSince: string | null;
  types: string[];
  description: string | null;
  createdAt: string;
}

interface Try {
  at: string;
  status: number | null;
  message: string | null;
}

interface Message {
  id: string;
  type: string;
  state: string;
  createdAt: string;
  endpoint: { id: string; url: string };
  attempts: Try[];
}

function stateOfEndpoint({ enabled, failingSince }: Endpoint) {
  if (!enabled) return { words: "Switched off", tone: "ended" } as const;
  return failingSince ? ({ words: "Fails", tone: "person" } as const) : ({ words: "Switched on", tone: "done" } as const);
}

const ENDPOINT_COLUMNS: Column<Endpoint>[] = [
  { name: "Address", kind: "text", of: ({ url }) => url },
  { name: "State", kind: "state", of: stateOfEndpoint },
  { name: "Fails since", kind: "time", of: ({ failingSince }) => failingSince },
  { name: "What it is for", kind: "text", of: ({ description }) => description },
  { name: "Types", kind: "text", of: ({ types }) => types.join(", ") },
  { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
];

const stepsOfRow = (endpoint: Endpoint) => (
  <Steps
    of={[{ label: "Messages", to: withFilters(PATH, { endpoint: endpoint.id }) }, ...stepsOfEndpoint(endpoint)]}
    about={endpoint.url}
  />
);

function Endpoints() {
  const { answer, data } = useAsked<{ webhookEndpoints: Endpoint[] }>(ENDPOINTS, NOTHING);
  const failed = answer?.errors?.map(({ message }) => message).join(" ");
  return (
    <section className="endpoints" aria-label="Endpoints">
      <h3>Endpoints</h3>
      {failed && <p className="sentence failed">No answer: {failed}</p>}
      <div className="order-steps">
        <Steps of={[{ label: "Add an endpoint", file: "create_webhook", variables: {} }]} />
      </div>
      {data && (
        <Table
          label="Endpoints"
          columns={ENDPOINT_COLUMNS}
          rows={data.webhookEndpoints}
          keyOf={({ id }) => id}
          steps={stepsOfRow}
          empty="Nobody is told of changes."
        />
      )}
      <h3>Messages</h3>
    </section>
  );
}

const NOTHING = {};

/** What a receiver answered, in a few words. */
function answerInWords({ status, message }: Try): string {
  const said = message?.trim().slice(0, 200);
  return [status === null ? "no answer" : String(status), said].filter(Boolean).join(": ");
}

const MESSAGE_COLUMNS: Column<Message>[] = [
  { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
  { name: "Type", kind: "text", of: ({ type }) => type },
  { name: "State", kind: "state", of: ({ state }) => stateOf("WebhookMessageState", state) },
  { name: "Address", kind: "text", of: ({ endpoint }) => endpoint.url },
  {
    name: "Tries",
    kind: "node",
    of: ({ attempts }) => (
      <ol className="tries">
        {attempts.map((each) => (
          <li key={each.at}>
            <Time at={each.at} /> {answerInWords(each)}
          </li>
        ))}
      </ol>
    ),
  },
  { name: "Id", kind: "id", of: ({ id }) => id },
];

const stepsOfMessage = ({ id, type, endpoint }: Message) => {
  const variables = { endpointId: endpoint.id, messageId: id };
  const again: Step = { label: "Send again", file: "resend_webhook", variables, subject: { name: type } };
  return <Steps of={[again]} about={id} />;
};

const FILTERS: Filter[] = [
  { name: "endpoint", label: "The endpoint's id" },
  {
    name: "state",
    label: "State",
    choices: [
      ["", "any"],
      ["WAITING", "waits for its next try"],
      ["DELIVERED", "delivered"],
      ["FAILED", "failed"],
    ],
  },
];

export function WebhooksPage() {
  return (
    <ListPage<Message>
      heading="Webhooks"
      path={PATH}
      filters={FILTERS}
      document={MESSAGES}
      field="webhookMessages"
      variablesOf={({ endpoint, state }) => ({ ...(endpoint ? { endpointId: endpoint } : {}), ...(state ? { state } : {}) })}
      columns={MESSAGE_COLUMNS}
      keyOf={({ id, endpoint }) => `${endpoint.id} ${id}`}
      steps={stepsOfMessage}
      nouns={["message", "messages"]}
      before={<Endpoints />}
    />
  );
}
