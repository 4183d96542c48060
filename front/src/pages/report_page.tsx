/** /reports: the refunds of some days, counted and summed, and as CSV. */

import { useMemo } from "react";

import { useDesk } from "../desk_context";
import REPORT from "../queries/report.graphql";
import { Answered } from "../views/answer";
import { Table, type Column } from "../views/table";
import type { Money } from "../views/things";
import { moneyInWords } from "../views/values";
import { inWords } from "../views/words";
import { useAsked, useLeadOn } from "./asked";
import { csvOf, save } from "./csv";
import { addDays, dayOf, startOfDay } from "./days";
import { Filters, useFilters, type Filter } from "./filters";
import { Page } from "./page";

interface Row {
  key: string | null;
  label: string | null;
  count: number;
  amount: Money;
}

const FILTERS: Filter[] = [
  { name: "from", label: "From", type: "date" },
  { name: "to", label: "To, this day included", type: "date" },
  {
    name: "by",
    label: "By",
    choices: [
      ["REASON", "reason"],
      ["USER", "person"],
      ["GATEWAY", "gateway"],
      ["STATUS", "status"],
      ["DAY", "day"],
    ],
  },
];

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function ReportPage() {
  const { timeZone } = useDesk();
  const given = useFilters(FILTERS);
  const today = dayOf(new Date(), timeZone);
  const values = {
    from: DAY.test(given.from ?? "") ? given.from! : addDays(today, -30),
    to: DAY.test(given.to ?? "") ? given.to! : today,
    by: FILTERS[2]!.choices!.some(([value]) => value === given.by) ? given.by! : "REASON",
  };
  const variables = useMemo(
    () => ({
      from: startOfDay(values.from, timeZone),
      to: startOfDay(addDays(values.to, 1), timeZone),
      groupBy: values.by,
    }),
    [values.from, values.to, values.by, timeZone],
  );
  const { answer, data, loading } = useAsked<{ refundReport: { rows: Row[]; total: Row[] } | null }>(REPORT, variables);
  const report = data?.refundReport;
  const columns = useMemo(() => columnsOf(values.by), [values.by]);
  const asked = useLeadOn(answer);
  const failed = answer?.errors?.map(({ message }) => message).join(" ");
  return (
    <Page heading="Report on refunds">
      <Filters path="/reports" filters={FILTERS} values={values} button="Show" asked={asked} />
      <Answered answer={answer} sentence={failed ? `No answer: ${failed}` : report ? totalInWords(report.total) : ""} loading={loading}>
        {report && (
          <>
            <Table label="Report" columns={columns} rows={report.rows} keyOf={(_, index) => String(index)} empty="Nothing was refunded in these days." />
            {report.rows.length > 0 && (
              <button
                type="button"
                className="more"
                onClick={() => save(`refunds-${values.from}-${values.to}-by-${values.by.toLowerCase()}.csv`, csvOfReport(values.by, report.rows))}
              >
                Save as CSV
              </button>
            )}
          </>
        )}
      </Answered>
    </Page>
  );
}

function columnsOf(by: string): Column<Row>[] {
  const name = FILTERS[2]!.choices!.find(([value]) => value === by)?.[1] ?? by;
  return [
    { name: inWords(name), kind: "text", of: ({ label, key }) => label ?? key ?? "none" },
    { name: "Refunds", kind: "number", of: ({ count }) => count },
    { name: "Amount", kind: "money", of: ({ amount }) => amount },
  ];
}

function totalInWords(total: Row[]): string {
  if (total.length === 0) return "Nothing was refunded in these days.";
  return `${total.map(({ count, amount }) => `${count} refunds of ${moneyInWords(amount)}`).join(", ")}.`;
}

function csvOfReport(by: string, rows: Row[]): string {
  const head = [by.toLowerCase(), "label", "count", "amount", "currency"];
  return csvOf([head, ...rows.map(({ key, label, count, amount }) => [key ?? "", label ?? "", String(count), amount.value, amount.currencyCode ?? ""])]);
}
