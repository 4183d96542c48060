/** The fields of a saved operation, as people fill them in. */

import { useState } from "react";

import type { Field } from "./settings";
import { listInWords, listOf, valueInWords } from "./form_values";

interface InputProps {
  field: Field;
  value: unknown;
  /** What the field stays at if it is left empty, where that is known. */
  now?: unknown;
  fill: (field: Field, value: unknown) => void;
}

/** What a field that says whether offers where it may be left as it is. */
const EITHER: [string, boolean][] = [
  ["yes", true],
  ["no", false],
];

export function Input({ field, value, now, fill }: InputProps) {
  const id = `field-${field.name}`;
  const label = (
    <>
      {field.label}
      {!field.required && <em> optional</em>}
    </>
  );
  const unchanged = now === undefined ? "" : `as it is: ${valueInWords(now)}`;
  if (field.kind === "flag" && !field.required) {
    return (
      <label htmlFor={id}>
        {label}
        <select
          id={id}
          value={EITHER.find(([, each]) => each === value)?.[0] ?? ""}
          onChange={(event) => fill(field, EITHER.find(([name]) => name === event.target.value)?.[1] ?? null)}
        >
          <option value="">{unchanged}</option>
          {EITHER.map(([name]) => (
            <option key={name}>{name}</option>
          ))}
        </select>
      </label>
    );
  }
  if (field.kind === "flag") {
    return (
      <label className="saved-flag" htmlFor={id}>
        <input
          id={id}
          type="checkbox"
          checked={value === true}
          onChange={(event) => fill(field, event.target.checked)}
        />
        {field.label}
      </label>
    );
  }
  if (field.kind === "choice") {
    return (
      <label htmlFor={id}>
        {label}
        <select id={id} value={String(value ?? "")} onChange={(event) => fill(field, event.target.value || null)}>
          {(!field.required || !field.choices.includes(String(value))) && <option value="">{unchanged}</option>}
          {field.choices.map((choice) => (
            <option key={choice}>{choice}</option>
          ))}
        </select>
      </label>
    );
  }
  return (
    <label htmlFor={id}>
      {label}
      <TextInput id={id} field={field} value={value} now={now} fill={fill} />
    </label>
  );
}

/** Keeps what is typed as it is typed, where the variable itself has another form. */
function TextInput({ id, field, value, now, fill }: InputProps & { id: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  const isPassword = /password$/i.test(field.name);
  const written = Array.isArray(value) ? listInWords(value) : value === undefined || value === null ? "" : String(value);
  const read = (raw: string): unknown => {
    // What is pasted often has a blank before or behind it; of a password it may be meant.
    const text = isPassword ? raw : raw.trim();
    if (field.kind === "list" || field.kind === "amounts") return listOf(text, field);
    if (text === "") return field.required ? "" : null;
    return field.kind === "number" && /^\d+$/.test(text) ? Number(text) : text;
  };
  return (
    <input
      id={id}
      type={isPassword ? "password" : "text"}
      autoComplete={!isPassword ? "off" : field.name === "currentPassword" ? "current-password" : "new-password"}
      spellCheck={false}
      placeholder={now === undefined ? undefined : `now: ${valueInWords(now)}`}
      value={typed ?? written}
      onChange={(event) => {
        setTyped(event.target.value);
        fill(field, read(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
