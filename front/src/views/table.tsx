/** A list as a table: sorted by any column, with its rows' next steps at the end, and more rows by a button. */

import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortFn,
} from "@tanstack/react-table";
import { memo, useId, useMemo, type ReactNode } from "react";

import { Amount, OrderLink, PaymentLink, Stated, Time } from "./values";
import type { Money } from "./things";
import type { State } from "./words";

/** How a column's values are shown and sorted. */
export type Kind = "text" | "number" | "money" | "time" | "state" | "order" | "payment" | "node";

export interface Column<Row> {
  name: string;
  kind: Kind;
  /** The value as the API has it; a State for "state", and for "node" what is shown, which cannot be sorted. */
  of: (row: Row) => unknown;
}

interface TableProps<Row> {
  /** What the list is of, for a screen reader. */
  label: string;
  columns: Column<Row>[];
  rows: Row[];
  /** Tells the rows apart. */
  keyOf: (row: Row, index: number) => string;
  steps?: (row: Row) => ReactNode;
  /** The button for the next page; left out where there is none. */
  more?: { load: () => void; loading: boolean } | null;
  /** Said in place of an empty table. */
  empty?: string;
}

const features = tableFeatures({ rowSortingFeature, sortedRowModel: createSortedRowModel() });
type Features = typeof features;

function comparable(kind: Kind, value: unknown): string | number {
  if (kind === "money") return value ? Number((value as Money).value) : -Infinity;
  if (kind === "number") return value === null || value === undefined ? -Infinity : Number(value);
  if (kind === "time") return value ? Date.parse(value as string) : -Infinity;
  if (kind === "state") return (value as State | null)?.words ?? "";
  return String(value ?? "");
}

export function compare(kind: Kind, one: unknown, other: unknown): number {
  const [a, b] = [comparable(kind, one), comparable(kind, other)];
  if (typeof a === "string" && typeof b === "string")
    return a.localeCompare(b, undefined, { numeric: true, sensitivity: "base" });
  return a < b ? -1 : a > b ? 1 : 0;
}

export function Shown({ kind, value }: { kind: Kind; value: unknown }): ReactNode {
  if (value === null || value === undefined) return null;
  switch (kind) {
    case "money":
      return <Amount of={value as Money} />;
    case "time":
      return <Time at={value as string} />;
    case "state":
      return <Stated state={value as State} />;
    case "order":
      return <OrderLink id={value as string} />;
    case "payment":
      return <PaymentLink id={value as string} />;
    case "node":
      return value as ReactNode;
    default:
      return String(value);
  }
}

export function Table<Row extends object>({ label, columns, rows, keyOf, steps, more, empty }: TableProps<Row>) {
  const defined = useMemo(
    () =>
      columns.map((column, index): ColumnDef<Features, Row> => {
        const sortFn: SortFn<Features, Row> = (one, other) =>
          compare(column.kind, column.of(one.original), column.of(other.original));
        return {
          id: String(index),
          accessorFn: column.of,
          header: column.name,
          enableSorting: column.kind !== "node",
          sortFn,
          sortDescFirst: column.kind === "money" || column.kind === "time" || column.kind === "number",
        };
      }),
    [columns],
  );
  const table = useTable<Features, Row>({ features, columns: defined, data: rows, getRowId: keyOf });
  const base = useId();
  if (rows.length === 0) return <p className="empty">{empty ?? "There is none."}</p>;
  return (
    <>
      <div className="table" role="region" aria-label={label} tabIndex={0}>
        <table>
          <caption className="unseen">{label}</caption>
          <thead>
            <tr>
              {table.getHeaderGroups()[0]!.headers.map((header) => {
                const sorted = header.column.getIsSorted();
                const kind = columns[Number(header.id)]!.kind;
                return (
                  <th
                    key={header.id}
                    scope="col"
                    className={`kind-${kind}`}
                    aria-sort={sorted === "asc" ? "ascending" : sorted === "desc" ? "descending" : undefined}
                  >
                    {header.column.getCanSort() ? (
                      <button type="button" onClick={header.column.getToggleSortingHandler()}>
                        {columns[Number(header.id)]!.name}
                        <span aria-hidden="true">{sorted === "asc" ? " ▲" : sorted === "desc" ? " ▼" : ""}</span>
                      </button>
                    ) : (
                      columns[Number(header.id)]!.name
                    )}
                  </th>
                );
              })}
              {steps && <th scope="col">Next steps</th>}
            </tr>
          </thead>
          <tbody>
            {table.getRowModel().rows.map((row) => (
              <Line
                key={row.id}
                id={`${base}-${row.id}`}
                row={row.original}
                columns={columns as unknown as Column<object>[]}
                steps={steps as ((row: object) => ReactNode) | undefined}
              />
            ))}
          </tbody>
        </table>
      </div>
      {more && (
        <button type="button" className="more" disabled={more.loading} onClick={more.load}>
          {more.loading ? "Loading…" : "More"}
        </button>
      )}
    </>
  );
}

interface LineProps {
  id: string;
  row: object;
  columns: Column<object>[];
  steps: ((row: object) => ReactNode) | undefined;
}

/** One row; of thousands, only those that changed are drawn again. */
const Line = memo(function Line({ id, row, columns, steps }: LineProps) {
  return (
    <tr aria-labelledby={steps ? id : undefined}>
      {columns.map((column, index) => (
        <td key={column.name} id={index === 0 ? id : undefined} className={`kind-${column.kind}`} data-name={column.name}>
          <Shown kind={column.kind} value={column.of(row)} />
        </td>
      ))}
      {steps && (
        <td className="steps" data-name="Next steps">
          {steps(row)}
        </td>
      )}
    </tr>
  );
});
