/** What a list shows: fields that the address has, so that a search can be linked to, loaded again and gone back to. */

import { useId } from "react";
import { useLocation, useSearch } from "wouter";

import { withFilters } from "./addresses";

export interface Filter {
  name: string;
  label: string;
  /** The values and what they are called; a text without any. */
  choices?: [value: string, label: string][];
  type?: "text" | "date";
}

/** What the address has of them; "" for each that it leaves out. */
export function useFilters(filters: Filter[]): Record<string, string> {
  useSearch();
  const given = new URLSearchParams(location.search);
  return Object.fromEntries(filters.map(({ name }) => [name, given.get(name)?.trim() ?? ""]));
}

interface FiltersProps {
  path: string;
  filters: Filter[];
  values: Record<string, string>;
  button?: string;
  /** Told when somebody has asked for something else. */
  asked?: () => void;
}

export function Filters({ path, filters, values, button = "Find", asked }: FiltersProps) {
  const [, navigate] = useLocation();
  const id = useId();
  return (
    <form
      key={JSON.stringify(values)}
      className="filters"
      role="search"
      onSubmit={(event) => {
        event.preventDefault();
        asked?.();
        const typed = new FormData(event.currentTarget);
        navigate(withFilters(path, Object.fromEntries(filters.map(({ name }) => [name, String(typed.get(name) ?? "").trim()]))));
      }}
    >
      {filters.map(({ name, label, choices, type }) => (
        <label key={name} htmlFor={id + name}>
          {label}
          {choices ? (
            <select id={id + name} name={name} defaultValue={values[name]}>
              {choices.map(([value, called]) => (
                <option key={value} value={value}>
                  {called}
                </option>
              ))}
            </select>
          ) : (
            <input id={id + name} name={name} type={type ?? "text"} defaultValue={values[name]} autoComplete="off" spellCheck={false} />
          )}
        </label>
      ))}
      <button type="submit" className="main-step">
        {button}
      </button>
    </form>
  );
}
