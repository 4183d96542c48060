/** People, keys, reasons and settings of the merchant, and one's own password. */

import { useContext, type ReactNode } from "react";

import { useDesk } from "../desk_context";
import KEYS from "../queries/keys.graphql";
import PEOPLE from "../queries/people.graphql";
import REASONS from "../queries/reasons.graphql";
import SETTINGS from "../queries/settings.graphql";
import type { Policy } from "../refund/filled";
import { POLICIES } from "../refund/refund_form";
import { Answered } from "../views/answer";
import { FormsContext, nameOfRow, Steps, stepsOfRow, type Step } from "../views/steps";
import { Table, type Column } from "../views/table";
import type { Money } from "../views/things";
import { Facts, moneyInWords } from "../views/values";
import { heading as headingOf, inWords } from "../views/words";
import { useAsked } from "./asked";
import { CHANGE_YOUR_PASSWORD } from "./own_operations";
import { Page } from "./page";

interface WholeListProps<Row> {
  heading: string;
  document: string;
  field: string;
  columns: Column<Row>[];
  keyOf: (row: Row) => string;
  steps: (row: Row) => ReactNode;
  nouns: [string, string];
  /** What can be added. */
  first: Step[];
}

/** A list that the API gives in one piece. */
function WholeList<Row extends object>({ heading, document, field, columns, keyOf, steps, nouns, first }: WholeListProps<Row>) {
  const { answer, data, loading } = useAsked<Record<string, Row[]>>(document, NOTHING);
  const rows = data?.[field] ?? null;
  const failed = answer?.errors?.map(({ message }) => message).join(" ");
  const sentence = failed ? `No answer: ${failed}` : rows ? `${rows.length} ${nouns[rows.length === 1 ? 0 : 1]}.` : "";
  return (
    <Page heading={heading}>
      <Answered answer={answer} sentence={sentence} loading={loading}>
        <div className="order-steps">
          <Steps of={first} />
        </div>
        {rows && <Table label={heading} columns={columns} rows={rows} keyOf={keyOf} steps={steps} />}
      </Answered>
    </Page>
  );
}

const NOTHING = {};

interface Person {
  id: string;
  name: string;
  email: string;
  disabled: boolean;
  roles: { rights: { name: string }[] }[];
}

function rightsInWords(rights: { name: string }[]): string {
  return rights.map(({ name }) => inWords(name).toLowerCase()).join(", ");
}

const PERSON_COLUMNS: Column<Person>[] = [
  { name: "Name", kind: "text", of: ({ name }) => name },
  { name: "E-mail", kind: "text", of: ({ email }) => email },
  {
    name: "State",
    kind: "state",
    of: ({ disabled }) => (disabled ? { words: "Disabled", tone: "ended" } : { words: "Active", tone: "done" }),
  },
  { name: "Rights", kind: "text", of: ({ roles }) => rightsInWords(roles.flatMap(({ rights }) => rights)) },
];

export function PeoplePage() {
  return (
    <WholeList<Person>
      heading="People"
      document={PEOPLE}
      field="users"
      columns={PERSON_COLUMNS}
      keyOf={({ id }) => id}
      steps={stepsOfPerson}
      nouns={["person", "people"]}
      first={[{ label: "Add a person", file: "create_person", variables: {} }]}
    />
  );
}

const stepsOfPerson = (person: Person) => <Steps of={stepsOfRow("User", { ...person })} about={person.name} />;

interface ApiKey {
  publicKey: string;
  name: string;
  createdAt: string;
  lastUsedAt: string | null;
  rights: { name: string }[];
}

const KEY_COLUMNS: Column<ApiKey>[] = [
  { name: "Name", kind: "text", of: ({ name }) => name },
  { name: "Public key", kind: "id", of: ({ publicKey }) => publicKey },
  { name: "Rights", kind: "text", of: ({ rights }) => rightsInWords(rights) },
  { name: "Last used", kind: "time", of: ({ lastUsedAt }) => lastUsedAt },
  { name: "Made", kind: "time", of: ({ createdAt }) => createdAt },
];

export function KeysPage() {
  return (
    <WholeList<ApiKey>
      heading="Keys of programs"
      document={KEYS}
      field="apiKeys"
      columns={KEY_COLUMNS}
      keyOf={({ publicKey }) => publicKey}
      steps={stepsOfKey}
      nouns={["key", "keys"]}
      first={[{ label: "Create a key", file: "create_key", variables: {} }]}
    />
  );
}

const stepsOfKey = (key: ApiKey) => <Steps of={stepsOfRow("ApiKey", { ...key })} about={key.name} />;

interface Reason {
  code: string;
  label: string;
  active: boolean;
}

const REASON_COLUMNS: Column<Reason>[] = [
  { name: "Code", kind: "id", of: ({ code }) => code },
  { name: "Label", kind: "text", of: ({ label }) => label },
  {
    name: "State",
    kind: "state",
    of: ({ active }) => (active ? { words: "Active", tone: "done" } : { words: "Retired", tone: "ended" }),
  },
];

export function ReasonsPage() {
  return (
    <WholeList<Reason>
      heading="Reasons"
      document={REASONS}
      field="refundReasons"
      columns={REASON_COLUMNS}
      keyOf={({ code }) => code}
      steps={stepsOfReason}
      nouns={["reason", "reasons"]}
      first={[{ label: "Add a reason", file: "create_reason", variables: {} }]}
    />
  );
}

const stepsOfReason = (reason: Reason) => <Steps of={stepsOfRow("RefundReason", { ...reason })} about={nameOfRow({ ...reason })} />;

type Setting = string | number | boolean | string[] | Money[];

function settingInWords(name: string, value: Setting): ReactNode {
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (name === "onFailure") return POLICIES[value as Policy] ?? String(value);
  if (!Array.isArray(value)) return String(value);
  if (value.length === 0) return "none";
  return value.map((each) => (typeof each === "string" ? each : moneyInWords(each))).join(", ");
}

export function SettingsPage() {
  const { answer, data, loading } = useAsked<{ merchantSettings: Record<string, Setting> }>(SETTINGS, NOTHING);
  const settings = data?.merchantSettings;
  const failed = answer?.errors?.map(({ message }) => message).join(" ");
  return (
    <Page heading="Settings">
      <Answered answer={answer} sentence={failed ? `No answer: ${failed}` : "The merchant's settings."} loading={loading}>
        {settings && (
          <Facts of={Object.entries(settings).map(([name, value]) => [headingOf(name), settingInWords(name, value)])} />
        )}
        <div className="order-steps">
          <Steps
            of={[{ label: "Change settings", file: "change_settings", variables: {}, subject: settings ? { now: settings } : {} }]}
          />
        </div>
      </Answered>
    </Page>
  );
}

export function PasswordPage() {
  const { settings } = useDesk();
  const open = useContext(FormsContext);
  return (
    <Page heading="Your password">
      <p>
        You sign in as {settings.person.email}. After a change, your other sessions end, and this one goes on.
      </p>
      <button type="button" className="main-step" onClick={() => open(CHANGE_YOUR_PASSWORD.file, {})}>
        Change your password
      </button>
    </Page>
  );
}
