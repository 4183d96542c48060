/** Whom one works as, for which merchant, and at what time if that is a sandbox's; light or dark; the way out. */

import { useState } from "react";

import { post } from "./asking";

export type Theme = "light" | "dark" | "system";

export interface Standing {
  merchant: string;
  /** The sandbox's own time; null where money is real, or where one may not look. */
  clock: string | null;
  /** The IANA name of the merchant's time zone. */
  timeZone: string;
}

interface HeaderProps {
  person: { name: string; email: string };
  standing: Standing | null;
  theme: Theme;
  setTheme: (theme: Theme) => void;
  leave: () => void;
}

const DATE = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" });

export function Header({ person, standing, theme, setTheme, leave }: HeaderProps) {
  const [stuck, setStuck] = useState(false);
  const signOut = async (): Promise<void> => {
    const ended = await post("/sign-out", {}).then(
      ({ status }) => status === 200,
      () => false,
    );
    setStuck(!ended);
    if (ended) leave();
  };
  return (
    <header className="desk-header">
      <h1>Refundry</h1>
      <dl>
        <div>
          <dt>You work as</dt>
          <dd title={person.email}>{person.name}</dd>
        </div>
        {standing && (
          <div>
            <dt>for</dt>
            <dd>{standing.merchant}</dd>
          </div>
        )}
        {standing?.clock && (
          <div className="desk-sandbox">
            <dt>Sandbox, at</dt>
            <dd>
              <time dateTime={standing.clock}>{DATE.format(new Date(standing.clock))} UTC</time>
            </dd>
          </div>
        )}
      </dl>
      <nav aria-label="Desk">
        {stuck && <strong role="alert">You are still signed in: the service did not answer.</strong>}
        <label>
          <span>Colours</span>
          <select value={theme} onChange={(event) => setTheme(event.target.value as Theme)}>
            <option value="system">as the system</option>
            <option value="light">light</option>
            <option value="dark">dark</option>
          </select>
        </label>
        <button type="button" onClick={() => void signOut()}>
          Sign out
        </button>
      </nav>
    </header>
  );
}
