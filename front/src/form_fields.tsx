/** The fields of a saved operation, as people fill them in. */

import { useState } from "react";

import type { Field } from "./settings";

interface InputProps {
  field: Field;
  value: unknown;
  fill: (field: Field, value: unknown) => void;
}

export function Input({ field, value, fill }: InputProps) {
  const id = `field-${field.name}`;
  const label = (
    <>
      {field.label}
      {!field.required && <em> optional</em>}
    </>
  );
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
          {(!field.required || !field.choices.includes(String(value))) && <option value=""></option>}
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
      <TextInput id={id} field={field} value={value} fill={fill} />
    </label>
  );
}

/** Keeps what is typed as it is typed, where the variable itself has another form. */
function TextInput({ id, field, value, fill }: InputProps & { id: string }) {
  const [typed, setTyped] = useState<string | null>(null);
  const isPassword = /password$/i.test(field.name);
  const written = Array.isArray(value) ? value.join(", ") : value === undefined || value === null ? "" : String(value);
  const read = (raw: string): unknown => {
    // What is pasted often has a blank before or behind it; of a password it may be meant.
    const text = isPassword ? raw : raw.trim();
    if (field.kind === "list")
      return text
        .split(",")
        .map((each) => each.trim())
        .filter(Boolean);
    if (text === "") return field.required ? "" : null;
    return field.kind === "number" && /^\d+$/.test(text) ? Number(text) : text;
  };
  return (
    <input
      id={id}
      type={isPassword ? "password" : "text"}
      autoComplete={!isPassword ? "off" : field.name === "currentPassword" ? "current-password" : "new-password"}
      spellCheck={false}
      value={typed ?? written}
      onChange={(event) => {
        setTyped(event.target.value);
        fill(field, read(event.target.value));
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
