/** The fields of a refund: what of the order, why, and what else. Nothing is sent from here; "Review" asks first. */

import { cloneElement, useEffect, useId, useRef, type ReactElement } from "react";

import { useSaved } from "../desk_context";
import { moneyInWords } from "../views/values";
import { canBeRefunded, chargesOf, isItemized, piecesLeft, type Charge, type Filled, type Offer, type Policy, type Product } from "./filled";

export const POLICIES: Record<Policy, string> = {
  QUEUE: "Try again by itself, for days (queue)",
  RECORD_ANYWAY: "Record it as refunded elsewhere",
  SKIP: "Give up",
};

interface RefundFormProps {
  offer: Offer;
  filled: Filled;
  fill: (changed: Partial<Filled>) => void;
  /** What is wrong with what is filled in. */
  problems: string[];
  /** What was refunded of the order shortly before, in words. */
  before: string | null;
  busy: boolean;
  review: () => void;
  close: () => void;
}

export function RefundForm({ offer, filled, fill, problems, before, busy, review, close }: RefundFormProps) {
  const saved = useSaved();
  const form = useRef<HTMLFormElement>(null);
  const heading = useId();
  const order = offer.order!;
  const charges = chargesOf(order);
  const itemized = isItemized(filled);
  const policies: Policy[] = saved("mark_refunded") ? ["QUEUE", "RECORD_ANYWAY", "SKIP"] : ["QUEUE", "SKIP"];

  useEffect(() => {
    form.current?.querySelector<HTMLElement>("input:enabled")?.focus();
  }, []);

  return (
    <form
      ref={form}
      className="refund-form"
      aria-labelledby={heading}
      onSubmit={(event) => {
        event.preventDefault();
        review();
      }}
    >
      <h3 id={heading}>What goes back to the customer?</h3>
      {before && <p className="refund-before">{before}</p>}
      {(order.lineItems.length > 0 || charges.length > 0) && (
        <fieldset disabled={filled.amount.trim() !== ""}>
          <legend>Products</legend>
          {order.lineItems.map((product) => (
            <ProductFields key={product.id} product={product} filled={filled} fill={fill} />
          ))}
          {charges.map((charge) => (
            <ChargeField key={charge.id} charge={charge} filled={filled} fill={fill} />
          ))}
        </fieldset>
      )}
      <div className="refund-fields">
        <Field label="Amount">
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            disabled={itemized}
            placeholder={itemized ? "as ticked" : `all of it: ${moneyInWords(order.refundableAmount)}`}
            value={filled.amount}
            onChange={(event) => fill({ amount: event.target.value })}
          />
        </Field>
        <Field label="Reason">
          <select value={filled.reason} onChange={(event) => fill({ reason: event.target.value })}>
            <option value="">{offer.merchantSettings?.requireReasonFromStaff ? "Choose one" : "None"}</option>
            {offer.refundReasons
              .filter(({ active }) => active)
              .map(({ code, label }) => (
                <option key={code} value={code}>
                  {label}
                </option>
              ))}
          </select>
        </Field>
        <Field label="Note">
          <input
            type="text"
            autoComplete="off"
            maxLength={4000}
            value={filled.note}
            onChange={(event) => fill({ note: event.target.value })}
          />
        </Field>
        <Field label="Amount owed afterwards">
          <input
            type="text"
            inputMode="decimal"
            autoComplete="off"
            placeholder="0"
            value={filled.owed}
            onChange={(event) => fill({ owed: event.target.value })}
          />
        </Field>
        <Field label="If it fails">
          <select value={filled.policy} onChange={(event) => fill({ policy: event.target.value as Policy })}>
            {policies.map((policy) => (
              <option key={policy} value={policy}>
                {POLICIES[policy]}
              </option>
            ))}
          </select>
        </Field>
        {!order.cancelled && (
          <label className="refund-flag">
            <input type="checkbox" checked={filled.cancel} onChange={(event) => fill({ cancel: event.target.checked })} />
            Cancel the order
          </label>
        )}
      </div>
      {problems.length > 0 && (
        <div className="refund-problems" role="alert">
          {problems.map((problem) => (
            <p key={problem}>{problem}</p>
          ))}
        </div>
      )}
      <div className="refund-actions">
        <button type="submit" className="main-step" disabled={busy}>
          {busy ? "Looking…" : "Review"}
        </button>
        <button type="button" className="step" onClick={close}>
          Close
        </button>
      </div>
    </form>
  );
}

/** A field below its label, which has the label's text alone for its name. */
export function Field({ label, children }: { label: string; children: ReactElement<{ id?: string }> }) {
  const id = useId();
  return (
    <div className="refund-field">
      <label htmlFor={id}>{label}</label>
      {cloneElement(children, { id })}
    </div>
  );
}

interface LineProps {
  filled: Filled;
  fill: (changed: Partial<Filled>) => void;
}

function ProductFields({ product, filled, fill }: LineProps & { product: Product }) {
  const left = piecesLeft(product);
  const typed = filled.products[product.id];
  const tick = (ticked: boolean): void => {
    const { [product.id]: _, ...others } = filled.products;
    fill({ products: ticked ? { ...others, [product.id]: String(left) } : others });
  };
  const described = useId();
  return (
    <div className="refund-line">
      <label className="refund-flag">
        <input
          type="checkbox"
          checked={typed !== undefined}
          disabled={!canBeRefunded(product)}
          aria-describedby={described}
          onChange={(event) => tick(event.target.checked)}
        />
        {product.name}
      </label>
      {typed !== undefined && left > 1 && (
        <input
          className="refund-quantity"
          type="number"
          min={1}
          max={left}
          aria-label={`Quantity of ${product.name}`}
          value={typed}
          onChange={(event) => fill({ products: { ...filled.products, [product.id]: event.target.value } })}
        />
      )}
      <span id={described} className="refund-left">
        {canBeRefunded(product)
          ? `${left} of ${product.quantity} left, ${moneyInWords(product.refundableAmount)}`
          : "nothing left"}
      </span>
    </div>
  );
}

function ChargeField({ charge, filled, fill }: LineProps & { charge: Charge }) {
  const described = useId();
  return (
    <div className="refund-line">
      <label className="refund-flag">
        <input
          type="checkbox"
          checked={filled.charges.includes(charge.id)}
          disabled={!canBeRefunded(charge)}
          aria-describedby={described}
          onChange={(event) => {
            const others = filled.charges.filter((id) => id !== charge.id);
            fill({ charges: event.target.checked ? [...others, charge.id] : others });
          }}
        />
        {charge.name}
      </label>
      <span id={described} className="refund-left">
        {canBeRefunded(charge) ? `${moneyInWords(charge.refundableAmount)} left` : "nothing left"}
      </span>
    </div>
  );
}
