/** GraphiQL as support staff have it: signed in, with saved operations, and nothing from anywhere else. */

import { explorerPlugin } from "@graphiql/plugin-explorer";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { StrictMode, useEffect, useMemo, useRef, useState } from "react";
import { createRoot } from "react-dom/client";

import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./desk.css";

import { ask, askAs, fetcherThatTells, isSignedOut } from "./asking";
import { useEditorTheme } from "./editor_theme";
import { Header, type Standing, type Theme } from "./header";
import { keysOf } from "./keys";
import { remember } from "./memory";
import { DeskContext, SAVED_OPERATIONS } from "./saved_operations";
import { readSettings, type Settings } from "./settings";
import { storageOf } from "./storage";
import { mendRoles } from "./roles";
import { setUpWorkers } from "./workers";

const THEME = "theme of the desk";

const WELCOME = `# Pick what you want to do on the left: it opens here, with its fields to fill in beside it.
# Run it with the button in the middle, or Ctrl-Enter. What comes back is shown on the right.
#
# Whoever knows GraphQL can write anything else here. Ctrl-Space completes, the book on the left has every field.

query Welcome {
  viewer {
    user { name email }
    merchant { companyName }
    rights { name }
  }
}
`;

const STANDING = "query Standing { viewer { merchant { companyName } } }";
const STANDING_WITH_CLOCK = "query Standing { viewer { merchant { companyName } } sandboxClock }";

interface Told {
  viewer: { merchant: { companyName: string } } | null;
  sandboxClock?: string | null;
}

async function look(mayView: boolean): Promise<Standing | null> {
  const { data } = await ask(mayView ? STANDING_WITH_CLOCK : STANDING);
  const told = data as Told | undefined;
  if (!told?.viewer) return null;
  return { merchant: told.viewer.merchant.companyName, clock: told.sandboxClock ?? null };
}

function Desk({ settings, first }: { settings: Settings; first: Standing | null }) {
  const storage = useMemo(() => storageOf(settings.person.id), [settings]);
  const keys = useMemo(() => keysOf(storage), [storage]);
  const plugins = useMemo(() => [SAVED_OPERATIONS, explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN], []);
  const [standing, setStanding] = useState(first);
  const [signedOut, setSignedOut] = useState(false);
  const [theme, setTheme] = useState<Theme>((storage.getItem(THEME) as Theme | null) ?? "system");
  const fetcher = useMemo(
    () =>
      fetcherThatTells(keys, ({ query, variables, answer }) => {
        setSignedOut(isSignedOut(answer));
        remember(variables, answer);
        if (/\bmutation\b/.test(query)) void look(settings.mayView).then((found) => found && setStanding(found));
      }),
    [settings, keys],
  );
  const sandbox = standing?.clock != null;
  const desk = useMemo(() => ({ settings, sandbox, keys }), [settings, sandbox, keys]);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    storage.setItem(THEME, theme);
  }, [theme, storage]);

  const main = useRef<HTMLElement>(null);
  useEffect(() => mendRoles(main.current!), []);
  useEditorTheme();

  useEffect(() => storage.whenForgotten(() => setSignedOut(true)), [storage]);
  const leave = (): void => {
    storage.forget();
    location.assign("/");
  };

  return (
    <DeskContext.Provider value={desk}>
      <Header person={settings.person} standing={standing} theme={theme} setTheme={setTheme} leave={leave} />
      {signedOut && (
        <div role="alert" className="desk-notice">
          You are not signed in as {settings.person.name} any more. <a href="/">Sign in again</a>: your tabs stay as they
          are.
        </div>
      )}
      <main ref={main} className="desk-main" aria-label="GraphiQL">
        <GraphiQL
          fetcher={fetcher}
          storage={storage}
          plugins={plugins}
          visiblePlugin={SAVED_OPERATIONS}
          defaultQuery={WELCOME}
          defaultEditorToolsVisibility="variables"
          isHeadersEditorEnabled={false}
          shouldPersistHeaders={false}
          forcedTheme={theme}
        >
          <GraphiQL.Logo>
            <span />
          </GraphiQL.Logo>
        </GraphiQL>
      </main>
    </DeskContext.Provider>
  );
}

const settings = readSettings();
askAs(settings.person.id);
setUpWorkers(settings.workers);
void look(settings.mayView)
  .catch(() => null)
  .then((first) => {
    createRoot(document.getElementById("desk")!).render(
      <StrictMode>
        <Desk settings={settings} first={first} />
      </StrictMode>,
    );
  });
