/** A page with a list: what it shows by its address, and as many of its pages as were asked for. */

import type { ReactNode } from "react";

import type { Variables } from "../asking";
import { Answered } from "../views/answer";
import { Table, type Column } from "../views/table";
import { useLeadOn, usePages } from "./asked";
import { Filters, useFilters, type Filter } from "./filters";
import { Page } from "./page";

interface ListPageProps<Node> {
  heading: string;
  path: string;
  filters: Filter[];
  document: string;
  /** The connection's name in the document. */
  field: string;
  variablesOf: (filters: Record<string, string>) => Variables;
  columns: Column<Node>[];
  keyOf: (node: Node, index: number) => string;
  steps?: (node: Node) => ReactNode;
  /** What one row and several are called: ["order", "orders"]. */
  nouns: [string, string];
  /** What stands above the filters. */
  before?: ReactNode;
}

export function ListPage<Node extends object>(props: ListPageProps<Node>) {
  const { heading, path, filters, document, field, variablesOf, columns, keyOf, steps, nouns, before } = props;
  const values = useFilters(filters);
  const { answer, nodes, loading, hasMore, more } = usePages<Node>(document, variablesOf(values), field);
  const asked = useLeadOn(answer);
  return (
    <Page heading={heading}>
      {before}
      {filters.length > 0 && <Filters path={path} filters={filters} values={values} asked={asked} />}
      <Answered answer={answer} sentence={answer ? sentence(nodes.length, nouns, hasMore, answer) : ""} loading={loading}>
        {answer && !answer.errors && (
          <Table
            label={heading}
            columns={columns}
            rows={nodes}
            keyOf={keyOf}
            steps={steps}
            more={hasMore ? { load: more, loading } : null}
            empty="Nothing was found."
          />
        )}
      </Answered>
    </Page>
  );
}

function sentence(number: number, [one, several]: [string, string], hasMore: boolean, { errors }: { errors?: { message: string }[] }): string {
  if (errors?.length) return `No answer: ${errors.map(({ message }) => message).join(" ")}`;
  if (number === 0) return `No ${several}.`;
  return `${number} ${number === 1 ? one : several}${hasMore ? "; there are more" : ""}.`;
}
