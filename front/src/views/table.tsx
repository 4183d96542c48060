/** A list as a table: sorted by any column, with its rows' next steps at the end, and more rows by a button. */

import {
  createSortedRowModel,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
  type SortFn,
} from "@tanstack/react-table";
import { memo, startTransition, useEffect, useMemo, useState, type ReactNode } from "react";

import { Amount, OrderLink, PaymentLink, Stated, Time } from "./values";
import type { Money } from "./things";
import type { State } from "./words";

/** How a column's values are shown and sorted. */
export type Kind = "text" | "number" | "money" | "time" | "state" | "order" | "payment" | "id" | "node";

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

/** Rows that are drawn at once; of a longer list, the rest follows in such parts while the page can be used. */
const AT_ONCE = 50;

/** The mark of the moment in which the first rows of a table are there. */
const SHOWN = "list shown";

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
    case "id":
      return <span className="id">{String(value)}</span>;
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
  const sorted = table.getRowModel().rows;
  const [drawn, setDrawn] = useState(AT_ONCE);
  useEffect(() => {
    if (rows.length === 0) return undefined;
    // The first rows are drawn with the next frame.
    const frame = requestAnimationFrame(() => setTimeout(() => performance.mark(SHOWN)));
    return () => cancelAnimationFrame(frame);
  }, [rows]);
  useEffect(() => {
    if (drawn >= sorted.length) return undefined;
    const soon = setTimeout(() => startTransition(() => setDrawn((before) => before + 4 * AT_ONCE)));
    return () => clearTimeout(soon);
  }, [drawn, sorted.length]);
  if (rows.length === 0) return <p className="empty">{empty ?? "There is none."}</p>;
  return (
    <>
      <div className="table" role="region" aria-label={label} tabIndex={0}>
        <table role="table">
          <caption className="unseen">{label}</caption>
          <thead role="rowgroup">
            <tr role="row">
              {table.getHeaderGroups()[0]!.headers.map((header) => {
                const order = header.column.getIsSorted();
                const kind = columns[Number(header.id)]!.kind;
                return (
                  <th
                    key={header.id}
                    scope="col"
                    role="columnheader"
                    className={`kind-${kind}`}
                    aria-sort={order === "asc" ? "ascending" : order === "desc" ? "descending" : undefined}
                  >
                    {header.column.getCanSort() ? (
                      <button type="button" onClick={header.column.getToggleSortingHandler()}>
                        {columns[Number(header.id)]!.name}
                        <span aria-hidden="true">{order === "asc" ? " ▲" : order === "desc" ? " ▼" : ""}</span>
                      </button>
                    ) : (
                      columns[Number(header.id)]!.name
                    )}
                  </th>
                );
              })}
              {steps && (
                <th scope="col" role="columnheader">
                  Next steps
                </th>
              )}
            </tr>
          </thead>
          <tbody role="rowgroup">
            {sorted.slice(0, drawn).map((row) => (
              <Line
                key={row.id}
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
  row: object;
  columns: Column<object>[];
  steps: ((row: object) => ReactNode) | undefined;
}

/** One row; of thousands, only those that changed are drawn again. */
const Line = memo(function Line({ row, columns, steps }: LineProps) {
  return (
    <tr role="row">
      {columns.map((column) => (
        <td key={column.name} role="cell" className={`kind-${column.kind}`} data-name={column.name}>
          <Shown kind={column.kind} value={column.of(row)} />
        </td>
      ))}
      {steps && (
        <td role="cell" className="steps" data-name="Next steps">
          {steps(row)}
        </td>
      )}
    </tr>
  );
});
