/** Amounts, times, states and ids as people read them. */

import type { ReactNode } from "react";
import { Link } from "wouter";

import { useDesk } from "../desk_context";
import { addressOfOrder, addressOfPayment } from "../pages/addresses";
import { shortId, type Money } from "./things";
import { SIGNS, type State } from "./words";

/** The number as the browser's locale writes it, with all of its digits, and the currency's code: "12.50 USD". */
export function moneyInWords({ value, currencyCode }: Money): string {
  const digits = value.split(".")[1]?.length ?? 0;
  const format = new Intl.NumberFormat(navigator.languages as string[], {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
    useGrouping: "min2",
  });
  // A number as text keeps every digit.
  const written = format.format(value as Intl.StringNumericLiteral);
  return currencyCode ? `${written} ${currencyCode}` : written;
}

/** An amount; its field may have left out the currency, which `currency` is then. */
export function Amount({ of, currency }: { of: Money | null | undefined; currency?: string | null }) {
  if (!of) return null;
  return <span className="amount">{moneyInWords({ ...of, currencyCode: of.currencyCode ?? currency })}</span>;
}

export function timeInWords(time: string, timeZone: string): string {
  const format = { dateStyle: "medium", timeStyle: "short", timeZone } as const;
  return new Intl.DateTimeFormat(navigator.languages as string[], format).format(new Date(time));
}

/** A time in the merchant's zone; pointing at it tells the same in UTC. */
export function Time({ at }: { at: string | null | undefined }) {
  const { timeZone } = useDesk();
  if (!at) return null;
  const utc = new Date(at).toISOString().replace("T", " ").replace(/\.\d+Z$/, " UTC");
  return (
    <time dateTime={at} title={utc}>
      {timeInWords(at, timeZone)}
    </time>
  );
}

/** A state with its sign, which is for the eyes only. */
export function Stated({ state }: { state: State | null }) {
  if (!state) return null;
  return (
    <span className={`state state-${state.tone}`}>
      <span aria-hidden="true">{SIGNS[state.tone]}</span> {state.words}
    </span>
  );
}

/** An order's id, which leads to its view. */
export function OrderLink({ id }: { id: string | null | undefined }) {
  if (!id) return null;
  return (
    <Link href={addressOfOrder(id)} className="id">
      {id}
    </Link>
  );
}

/** The short id of a payment or a refund, which leads to its view. */
export function PaymentLink({ id }: { id: string | null | undefined }) {
  if (!id) return null;
  return (
    <Link href={addressOfPayment(id)} className="id">
      {shortId(id)}
    </Link>
  );
}

/** Facts by name; those without a value are left out. */
export function Facts({ of }: { of: [string, ReactNode][] }) {
  const shown = of.filter(([, value]) => value !== null && value !== undefined && value !== "" && value !== false);
  if (shown.length === 0) return null;
  return (
    <dl className="facts">
      {shown.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
