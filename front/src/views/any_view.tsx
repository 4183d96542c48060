/** Any answer as a view: what its document asked for, shown by the schema's types. */

import { getNamedType, isEnumType, isObjectType, Kind, OperationTypeNode, type DocumentNode, type GraphQLSchema } from "graphql";
import { parse } from "graphql";
import { useMemo, type ReactNode } from "react";

import type { Answer } from "../asking";
import { OrderView } from "./order_view";
import { fieldsOf, fragmentsOf, type Asked, type Fragments } from "./selections";
import { nameOfRow, Steps, stepsOfRow } from "./steps";
import { Table, type Column, type Kind as ColumnKind } from "./table";
import type { Money, Order, Payment } from "./things";
import { Facts } from "./values";
import { Shown } from "./table";
import { heading, stateOf, stateOfPayment } from "./words";

type Thing = Record<string, unknown>;

interface AnyViewProps {
  answer: Answer;
  document: string;
  operationName: string | null;
  /** Null for as long as it is not known: then only the sentence above is shown. */
  schema: GraphQLSchema | null;
}

export function AnyView({ answer, document, operationName, schema }: AnyViewProps) {
  const parsed = useMemo(() => readDocument(document), [document]);
  if (answer.errors?.length && !answer.data) return null;
  const operations = (parsed?.definitions ?? []).filter((each) => each.kind === Kind.OPERATION_DEFINITION);
  const operation = operations.find((each) => each.name?.value === operationName) ?? operations[0];
  if (!parsed || !operation || !schema || !answer.data) return null;
  const root = operation.operation === OperationTypeNode.QUERY ? schema.getQueryType() : schema.getMutationType();
  if (!root) return null;
  const about: About = { schema, fragments: fragmentsOf(parsed) };
  const fields = fieldsOf([operation.selectionSet], root, answer.data as Thing, about.fragments, schema);
  return (
    <>
      {fields.map((field) => (
        <RootField key={field.key} field={field} value={(answer.data as Thing)[field.key]} about={about} alone={fields.length === 1} />
      ))}
    </>
  );
}

interface About {
  schema: GraphQLSchema;
  fragments: Fragments;
}

function readDocument(text: string): DocumentNode | null {
  try {
    return parse(text);
  } catch {
    return null;
  }
}

function RootField({ field, value, about, alone }: { field: Asked; value: unknown; about: About; alone: boolean }) {
  if (value === null || value === undefined) return alone ? null : <Facts of={[[heading(field.key), "nothing"]]} />;
  const shown = <Part field={field} value={value} about={about} />;
  if (alone) return shown;
  return (
    <section>
      <h3>{heading(field.key)}</h3>
      {shown}
    </section>
  );
}

/** One field's value: a list as a table, an object with its facts first, anything else as a value. */
function Part({ field, value, about }: { field: Asked; value: unknown; about: About }): ReactNode {
  const rows = rowsOf(field, value, about);
  if (rows) return <Rows {...rows} label={heading(field.key)} about={about} />;
  if (isThing(value) && !isMoney(field)) return <Whole field={field} value={value} about={about} />;
  return <Facts of={[[heading(field.key), <Cell key="" field={field} value={value} parent={{}} />]]} />;
}

function Whole({ field, value, about }: { field: Asked; value: Thing; about: About }) {
  const fields = fieldsOf(field.selections, field.type, value, about.fragments, about.schema);
  if (field.type.name === "Order" && ("transactions" in value || "lineItems" in value)) return <OrderView order={value as Order} />;
  const simple = fields.filter((each) => isSimple(each));
  const others = fields.filter((each) => !simple.includes(each) && !isEmpty(value[each.key]));
  const type = (value.__typename as string | undefined) ?? field.type.name;
  return (
    <>
      <Facts of={simple.map((each) => [heading(each.key), <Cell key="" field={each} value={value[each.key]} parent={{ type, value }} />])} />
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

const HIDDEN = ["__typename", "clientMutationId"];

/** A column for each field that any row has something of; the fields of an object beside it have theirs. */
function columnsOf(field: Asked, rows: Thing[], about: About): Column<Thing>[] {
  const found = new Map<string, Column<Thing>>();
  const add = (of: Asked, path: string[], valueOf: (row: Thing) => unknown): void => {
    const samples = rows.map(valueOf).filter((value) => !isEmpty(value));
    if (samples.length === 0 || HIDDEN.includes(of.key)) return;
    if (isObjectLike(of) && !isMoney(of) && !Array.isArray(samples[0]) && !isThing((samples[0] as Thing).edges)) {
      const seen = new Set<string>();
      for (const sample of samples as Thing[])
        for (const inner of fieldsOf(of.selections, of.type, sample, about.fragments, about.schema)) {
          if (seen.has(inner.key)) continue;
          seen.add(inner.key);
          add(inner, [...path, inner.key], (row) => (valueOf(row) as Thing | null)?.[inner.key]);
        }
      return;
    }
    const name = [...found.values()].some((each) => each.name === heading(of.key)) ? path.map(heading).join(", ") : heading(of.key);
    found.set(path.join("."), columnOf(of, name, valueOf, field, path));
  };
  const seen = new Set<string>();
  for (const row of rows)
    for (const each of fieldsOf(field.selections, field.type, row, about.fragments, about.schema)) {
      if (seen.has(each.key)) continue;
      seen.add(each.key);
      add(each, [each.key], (of) => of[each.key]);
    }
  return [...found.values()];
}

function columnOf(of: Asked, name: string, valueOf: (row: Thing) => unknown, parent: Asked, path: string[]): Column<Thing> {
  const kind = kindOf(of, parent.type.name);
  if (kind === "state")
    return {
      name,
      kind,
      of: (row) => {
        const value = valueOf(row);
        return isEmpty(value) ? null : stateIn(of, value as string, path.length === 1 ? { type: parent.type.name, value: row } : {});
      },
    };
  if (kind === "money") return { name, kind, of: (row) => withCurrency(valueOf(row) as Money | null, row) };
  if (kind === "node") return { name, kind, of: (row) => inline(valueOf(row)) };
  return { name, kind, of: (row) => plain(valueOf(row)) };
}

/** An amount whose currency was not asked for has that of another amount beside it. */
function withCurrency(money: Money | null | undefined, beside: Thing): Money | null {
  if (!money) return null;
  if (money.currencyCode) return money;
  const other = Object.values(beside).find((value) => isThing(value) && typeof value.currencyCode === "string") as Money | undefined;
  return { ...money, currencyCode: other?.currencyCode };
}

interface Parent {
  type?: string;
  value?: Thing;
}

function Cell({ field, value, parent }: { field: Asked; value: unknown; parent: Parent }): ReactNode {
  if (isEmpty(value)) return null;
  const kind = kindOf(field, parent.type ?? "");
  if (kind === "state") return <Shown kind="state" value={stateIn(field, value as string, parent)} />;
  if (kind === "money") return <Shown kind="money" value={withCurrency(value as Money, parent.value ?? {})} />;
  if (kind === "node") return inline(value);
  return <Shown kind={kind} value={plain(value)} />;
}

function stateIn(field: Asked, value: string, parent: Parent) {
  const isPayment = field.name === "status" && (parent.type === "Refund" || parent.type === "Transaction");
  if (isPayment) return stateOfPayment(parent.value as Payment, parent.type === "Refund");
  return stateOf(field.type.name, value);
}

function kindOf(field: Asked, parent: string): ColumnKind {
  if (isMoney(field)) return "money";
  const { type } = field;
  if (type.name === "Timestamp") return "time";
  if (isEnumType(type) && !field.list) return STATES.includes(type.name) ? "state" : "text";
  if (type.name === "Int" || type.name === "Amount") return "number";
  if (field.name === "orderId") return "order";
  if (field.name === "id" && ["Transaction", "Refund", "Payment"].includes(parent)) return "payment";
  if (field.name === "id" && type.name === "ID" && /payment/i.test(parent)) return "payment";
  return isObjectLike(field) || field.list ? "node" : "text";
}

const STATES = ["PaymentStatus", "RetryState", "OrderStatus", "ApprovalState", "AttemptOutcome", "DisputeState", "UserStatus"];

function plain(value: unknown): unknown {
  return typeof value === "boolean" ? (value ? "yes" : "no") : value;
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
