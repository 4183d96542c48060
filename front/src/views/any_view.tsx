/** Any answer as a view: what its document asked for, shown by the schema's types. */

import {
  getNamedType,
  isEnumType,
  isObjectType,
  Kind,
  OperationTypeNode,
  parse,
  print,
  type ArgumentNode,
  type DocumentNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { useMemo, useState, type ReactNode } from "react";

import type { Answer, Variables } from "../asking";
import { useDesk } from "../desk_context";
import { OrderView } from "./order_view";
import { fieldsOf, fragmentsOf, type Asked, type Fragments } from "./selections";
import { nameOfRow, Steps, stepsOfRow } from "./steps";
import { Table, type Column, type Kind as ColumnKind } from "./table";
import { typeOfId, type Customer, type Money, type Order, type Payment, type Retry } from "./things";
import { Facts } from "./values";
import { Shown } from "./table";
import { customerInWords, heading, inWords, stateOf, stateOfOrder, stateOfPayment, stateOfRetry } from "./words";

type Thing = Record<string, unknown>;

interface AnyViewProps {
  answer: Answer;
  document: string;
  operationName: string | null;
  /** What it was asked with, for the next page of a list. */
  variables: Variables;
  /** Null for as long as it is not known: then only the sentence above is shown. */
  schema: GraphQLSchema | null;
}

export function AnyView({ answer, document, operationName, variables, schema }: AnyViewProps) {
  const parsed = useMemo(() => readDocument(document), [document]);
  if (answer.errors?.length && !answer.data) return null;
  const operations = (parsed?.definitions ?? []).filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find((each) => each.name?.value === operationName) ?? operations[0];
  if (!parsed || !operation || !schema || !answer.data) return null;
  const root = operation.operation === OperationTypeNode.QUERY ? schema.getQueryType() : schema.getMutationType();
  if (!root) return null;
  const about: About = { schema, fragments: fragmentsOf(parsed), currency: onlyCurrency(answer.data) };
  const fields = fieldsOf([operation.selectionSet], root, answer.data as Thing, about.fragments, schema);
  return (
    <>
      {fields.map((field) => (
        <RootField
          key={field.key}
          field={field}
          value={(answer.data as Thing)[field.key]}
          about={about}
          alone={fields.length === 1}
          pageAfter={(cursor) => ({ document: withCursor(parsed, operation, field.key, cursor), variables })}
        />
      ))}
    </>
  );
}

interface About {
  schema: GraphQLSchema;
  fragments: Fragments;
  /** The currency of all amounts of the answer; null where there is none, or more than one. */
  currency: string | null;
}

function onlyCurrency(value: unknown): string | null {
  const found = new Set<string>();
  const walk = (each: unknown): void => {
    if (Array.isArray(each)) each.forEach(walk);
    else if (isThing(each)) {
      if (typeof each.currencyCode === "string") found.add(each.currencyCode);
      else Object.values(each).forEach(walk);
    }
  };
  walk(value);
  return found.size === 1 ? [...found][0]! : null;
}

function readDocument(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

/** The document with the list `key` of its operation beginning after a cursor. */
function withCursor(document: DocumentNode, operation: OperationDefinitionNode, key: string, cursor: string): string {
  const after: ArgumentNode = {
    kind: Kind.ARGUMENT,
    name: { kind: Kind.NAME, value: "after" },
    value: { kind: Kind.STRING, value: cursor },
  };
  const selections = operation.selectionSet.selections.map((each) =>
    each.kind === Kind.FIELD && (each.alias ?? each.name).value === key
      ? { ...each, arguments: [...(each.arguments ?? []).filter(({ name }) => name.value !== "after"), after] }
      : each,
  );
  const changed = { ...operation, selectionSet: { ...operation.selectionSet, selections } };
  const definitions = document.definitions.map((each) => (each === operation ? changed : each));
  return print({ ...document, definitions });
}

interface RootFieldProps {
  field: Asked;
  value: unknown;
  about: About;
  alone: boolean;
  pageAfter: (cursor: string) => { document: string; variables: Variables };
}

interface ListOfPages {
  edges: unknown[];
  pageInfo?: { hasNextPage?: boolean; endCursor?: string | null };
}

function RootField({ field, value, about, alone, pageAfter }: RootFieldProps) {
  const { look } = useDesk();
  const [whole, setWhole] = useState({ first: value, shown: value });
  const [loading, setLoading] = useState(false);
  const shown = whole.first === value ? whole.shown : value;
  if (shown === null || shown === undefined) return alone ? null : <Facts of={[[heading(field.key), "nothing"]]} />;
  const { edges, pageInfo } = shown as ListOfPages;
  const cursor = Array.isArray(edges) && pageInfo?.hasNextPage ? pageInfo.endCursor : null;
  const load = async (): Promise<void> => {
    setLoading(true);
    const { document, variables } = pageAfter(cursor!);
    const { data } = await look(document, variables);
    const next = (data as Record<string, ListOfPages | null> | null | undefined)?.[field.key];
    if (next) setWhole({ first: value, shown: { ...next, edges: [...edges, ...next.edges] } });
    setLoading(false);
  };
  return (
    <section>
      {!alone && <h3>{heading(field.key)}</h3>}
      <Part field={field} value={shown} about={about} />
      {cursor && (
        <button type="button" className="more" disabled={loading} onClick={() => void load()}>
          {loading ? "Loading…" : "More"}
        </button>
      )}
    </section>
  );
}

/** One field's value: a list as a table, an object with its facts first, anything else as a value. */
function Part({ field, value, about }: { field: Asked; value: unknown; about: About }): ReactNode {
  const rows = rowsOf(field, value, about);
  if (rows) return <Rows {...rows} label={heading(field.key)} about={about} />;
  if (isThing(value) && !isMoney(field)) return <Whole field={field} value={value} about={about} />;
  return <Facts of={[[heading(field.key), <Cell key="value" field={field} value={value} parent={{}} about={about} />]]} />;
}

function Whole({ field, value, about }: { field: Asked; value: Thing; about: About }) {
  const fields = fieldsOf(field.selections, field.type, value, about.fragments, about.schema);
  if (field.type.name === "Order" && ("transactions" in value || "lineItems" in value)) return <OrderView order={value as Order} />;
  const simple = fields.filter((each) => isSimple(each) && !(IN_STATE.includes(each.key) && "status" in value));
  const others = fields.filter((each) => !isSimple(each) && !HIDDEN.includes(each.key) && !isEmpty(value[each.key]) && !(each.key === "attempts" && "attemptsMade" in value));
  const type = (value.__typename as string | undefined) ?? field.type.name;
  return (
    <>
      <Facts of={simple.map((each) => [heading(each.key), <Cell key="value" field={each} value={value[each.key]} parent={{ type, value }} about={about} />])} />
      <Steps of={stepsOfRow(type, value)} about={nameOfRow(value)} />
      {others.map((each) => (
        <section key={each.key}>
          <h3>{heading(each.key)}</h3>
          <Part field={each} value={value[each.key]} about={about} />
        </section>
      ))}
    </>
  );
}

interface RowsProps {
  field: Asked;
  rows: Thing[];
}

/** The rows behind a connection or a list of objects; null for anything else. */
function rowsOf(field: Asked, value: unknown, about: About): RowsProps | null {
  if (Array.isArray(value) && isObjectLike(field)) return { field, rows: value as Thing[] };
  if (!isThing(value) || !Array.isArray(value.edges)) return null;
  const edges = fieldsOf(field.selections, field.type, value, about.fragments, about.schema).find(({ key }) => key === "edges");
  const edge = (value.edges as Thing[])[0] ?? { node: {} };
  const node = edges && fieldsOf(edges.selections, edges.type, edge, about.fragments, about.schema).find(({ key }) => key === "node");
  return node ? { field: node, rows: (value.edges as { node: Thing }[]).map((each) => each.node) } : null;
}

function Rows({ field, rows, label, about }: RowsProps & { label: string; about: About }) {
  const columns = useMemo(() => columnsOf(field, rows, about), [field, rows]);
  const steps = useMemo(() => {
    const typeOf = (row: Thing) => (row.__typename as string | undefined) ?? field.type.name;
    if (!rows.some((row) => stepsOfRow(typeOf(row), row).length > 0)) return undefined;
    return (row: Thing) => <Steps of={stepsOfRow(typeOf(row), row)} about={nameOfRow(row)} />;
  }, [field, rows]);
  return <Table label={label} columns={columns} rows={rows} keyOf={(row, index) => `${index}-${String(row.id ?? "")}`} steps={steps} />;
}

/** What programs need. The JSON has it. */
const HIDDEN = ["__typename", "clientMutationId", "token", "endCursor", "cursor"];

/** Said by an order's state already, where that was asked for. */
const IN_STATE = ["refundInProgress", "cancelled"];

/** A column for each field that any row has something of; the fields of an object beside it have theirs. */
function columnsOf(field: Asked, rows: Thing[], about: About): Column<Thing>[] {
  const found = new Map<string, Column<Thing>>();
  const add = (of: Asked, path: string[], valueOf: (row: Thing) => unknown, owner: Owner): void => {
    const samples = rows.map(valueOf).filter((value) => !isEmpty(value));
    if (samples.length === 0 || HIDDEN.includes(of.key)) return;
    // How many there were is said beside it, and the state knows of the last one.
    if (of.key === "attempts" && rows.some((row) => "attemptsMade" in row)) return;
    if (IN_STATE.includes(of.key) && rows.some((row) => "status" in row)) return;
    if (of.type.name === "Customer" && !of.list) {
      found.set(path.join("."), { name: heading(of.key), kind: "text", of: (row) => customerInWords(valueOf(row) as Customer | null) });
      return;
    }
    if (isObjectLike(of) && !isMoney(of) && !Array.isArray(samples[0]) && !isThing((samples[0] as Thing).edges)) {
      const seen = new Set<string>();
      for (const sample of samples as Thing[])
        for (const inner of fieldsOf(of.selections, of.type, sample, about.fragments, about.schema)) {
          if (seen.has(inner.key)) continue;
          seen.add(inner.key);
          add(inner, [...path, inner.key], (row) => (valueOf(row) as Thing | null)?.[inner.key], {
            type: (sample.__typename as string | undefined) ?? of.type.name,
            of: (row) => valueOf(row) as Thing | null,
          });
        }
      return;
    }
    const name = [...found.values()].some((each) => each.name === heading(of.key)) ? path.map(heading).join(", ") : heading(of.key);
    found.set(path.join("."), columnOf(of, name, valueOf, owner, samples, about));
  };
  const seen = new Set<string>();
  for (const row of rows)
    for (const each of fieldsOf(field.selections, field.type, row, about.fragments, about.schema)) {
      if (seen.has(each.key)) continue;
      seen.add(each.key);
      add(each, [each.key], (of) => of[each.key], { type: field.type.name, of: (of) => of });
    }
  return [...found.values()];
}

/** The object that a column's field is of, which tells more of a state than the field alone. */
interface Owner {
  type: string;
  of: (row: Thing) => Thing | null;
}

function columnOf(
  of: Asked,
  name: string,
  valueOf: (row: Thing) => unknown,
  owner: Owner,
  samples: unknown[],
  { currency }: About,
): Column<Thing> {
  const kind = kindOf(of, samples[0]);
  if (kind === "state")
    return {
      name,
      kind,
      of: (row) => {
        const [value, whole] = [valueOf(row), owner.of(row)];
        return isEmpty(value) ? null : stateIn(of, value as string, { type: typeOf(whole, owner.type), value: whole ?? {} });
      },
    };
  if (kind === "money")
    return { name, kind, of: (row) => withCurrency(valueOf(row) as Money | null, owner.of(row) ?? row, currency) };
  if (kind === "node") return { name, kind, of: (row) => inline(valueOf(row)) };
  return { name, kind, of: (row) => plain(valueOf(row), of) };
}

function typeOf(value: Thing | null, type: string): string {
  return (value?.__typename as string | undefined) ?? type;
}

/** An amount whose currency was not asked for has that of another amount beside it, or else the answer's only one. */
function withCurrency(money: Money | null | undefined, beside: Thing, only: string | null): Money | null {
  if (!money) return null;
  if (money.currencyCode) return money;
  const other = Object.values(beside).find((value) => isThing(value) && typeof value.currencyCode === "string") as Money | undefined;
  return { ...money, currencyCode: other?.currencyCode ?? only };
}

interface Parent {
  type?: string;
  value?: Thing;
}

interface CellProps {
  field: Asked;
  value: unknown;
  parent: Parent;
  about: About;
}

function Cell({ field, value, parent, about }: CellProps): ReactNode {
  if (isEmpty(value)) return null;
  const kind = kindOf(field, value);
  if (kind === "state") return <Shown kind="state" value={stateIn(field, value as string, parent)} />;
  if (kind === "money") return <Shown kind="money" value={withCurrency(value as Money, parent.value ?? {}, about.currency)} />;
  if (kind === "node") return inline(value);
  return <Shown kind={kind} value={plain(value, field)} />;
}

function stateIn(field: Asked, value: string, parent: Parent) {
  const isPayment = field.name === "status" && (parent.type === "Refund" || parent.type === "Transaction");
  if (field.name === "status" && parent.type === "Order") return stateOfOrder(parent.value as Order);
  if (field.name === "state" && parent.type === "Retry") return stateOfRetry(parent.value as Retry);
  if (isPayment) return stateOfPayment(parent.value as Payment, parent.type === "Refund");
  return stateOf(field.type.name, value);
}

function kindOf(field: Asked, sample: unknown): ColumnKind {
  if (isMoney(field)) return "money";
  const { type } = field;
  if (type.name === "Timestamp") return "time";
  if (isEnumType(type) && !field.list) return STATES.includes(type.name) ? "state" : "text";
  if (type.name === "Int" || type.name === "Amount") return "number";
  if (field.name === "orderId") return "order";
  if (type.name === "ID" && typeof sample === "string" && !field.list)
    return /^(transaction|refund)$/.test(typeOfId(sample) ?? "") ? "payment" : "id";
  if (["publicKey", "privateKey", "secret"].includes(field.name)) return "id";
  return isObjectLike(field) || field.list ? "node" : "text";
}

const STATES = ["PaymentStatus", "RetryState", "OrderStatus", "ApprovalState", "AttemptOutcome", "DisputeState", "UserStatus", "WebhookMessageState"];

/** Enum values that people type or compare stay as they are. */
const CODES = ["ValidationErrorCode", "CurrencyCodeAlpha", "RightName", "ResolvedOutcome"];

function plain(value: unknown, field?: Asked): unknown {
  if (typeof value === "boolean") return value ? "yes" : "no";
  return typeof value === "string" && field && isEnumType(field.type) && !CODES.includes(field.type.name) ? inWords(value) : value;
}

/** Nested lists and objects in a few words: their values, one after the other. */
function inline(value: unknown): ReactNode {
  return wordsOf(value).join(", ");
}

function wordsOf(value: unknown): string[] {
  if (isEmpty(value)) return [];
  if (Array.isArray(value)) return value.map((each) => wordsOf(each).join(" "));
  if (!isThing(value)) return [String(plain(value))];
  if (Array.isArray(value.edges)) return wordsOf((value.edges as { node: unknown }[]).map(({ node }) => node));
  if (typeof value.value === "string") return [[value.value, value.currencyCode].filter(Boolean).join(" ")];
  return Object.entries(value).flatMap(([name, each]) => (HIDDEN.includes(name) ? [] : wordsOf(each)));
}

function isSimple(field: Asked): boolean {
  if (HIDDEN.includes(field.key)) return false;
  return isMoney(field) || !isObjectLike(field);
}

function isObjectLike({ type }: Asked): boolean {
  const named = getNamedType(type);
  return isObjectType(named) || "getFields" in named || "getTypes" in named;
}

function isMoney({ type, list }: Asked): boolean {
  return type.name === "MonetaryAmount" && !list;
}

function isThing(value: unknown): value is Thing {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

function isEmpty(value: unknown): boolean {
  return value === null || value === undefined || value === "" || (Array.isArray(value) && value.length === 0);
}
