/** The desk: pages at addresses of their own, and GraphiQL at "/", all of it for one person who is signed in. */

import type { Fetcher } from "@graphiql/toolkit";
import { lazy, StrictMode, Suspense, useCallback, useEffect, useMemo, useState } from "react";
import { createRoot } from "react-dom/client";
import { useLocation } from "wouter";

import "graphiql/style.css";
import "@graphiql/plugin-explorer/style.css";
import "./desk.css";
import "./views/views.css";
import "./refund/refund.css";

import { ask, askAs, fetcherThatTells, isSignedOut, noAnswer, type Answer, type Variables } from "./asking";
import { copyIdsWhole } from "./copying";
import { DeskContext, useSaved, type Desk as DeskOf } from "./desk_context";
import { FormDialog } from "./form_dialog";
import { Header, type Standing, type Theme } from "./header";
import { keysOf } from "./keys";
import { keepIn, remember } from "./memory";
import { CHANGE_YOUR_PASSWORD } from "./pages/own_operations";
import { PageLinks, pageAt } from "./pages/pages";
import { readSettings, type SavedOperation, type Settings } from "./settings";
import { ShapeContext, type Shape } from "./shape";
import { storageOf, windowStorageOf } from "./storage";
import { FormsContext, type Subject } from "./views/steps";
import { setUpWorkers } from "./workers";

const GraphQLPage = lazy(() => import("./graphql_page"));

const THEME = "theme of the desk";
const SHAPE = "shape of answers";

const STANDING = "query Standing { viewer { merchant { companyName } } }";
const STANDING_WITH_CLOCK =
  "query Standing { viewer { merchant { companyName } } sandboxClock merchantSettings { timeZone } }";

interface Told {
  viewer: { merchant: { companyName: string } } | null;
  sandboxClock?: string | null;
  merchantSettings?: { timeZone: string } | null;
}

async function standingOf(mayView: boolean): Promise<Standing | null> {
  const { data } = await ask(mayView ? STANDING_WITH_CLOCK : STANDING);
  const told = data as Told | undefined;
  if (!told?.viewer) return null;
  return {
    merchant: told.viewer.merchant.companyName,
    clock: told.sandboxClock ?? null,
    timeZone: told.merchantSettings?.timeZone ?? "UTC",
  };
}

function Desk({ settings, first }: { settings: Settings; first: Standing | null }) {
  const storage = useMemo(() => storageOf(settings.person.id), [settings]);
  const keys = useMemo(() => keysOf(storage), [storage]);
  const [standing, setStanding] = useState(first);
  const [signedOut, setSignedOut] = useState(false);
  const [changed, setChanged] = useState(0);
  const [theme, setTheme] = useState<Theme>((storage.getItem(THEME) as Theme | null) ?? "system");
  const [shape, setShape] = useState<Shape>(storage.getItem(SHAPE) === "json" ? "json" : "view");
  const fetcher = useMemo(
    () =>
      fetcherThatTells(keys, ({ query, variables, answer }) => {
        setSignedOut(isSignedOut(answer));
        remember(variables, answer);
        if (!/\bmutation\b/.test(query)) return;
        setChanged((before) => before + 1);
        void standingOf(settings.mayView).then(
          (found) => found && setStanding(found),
          () => undefined,
        );
      }),
    [settings, keys],
  );
  const look = useCallback(async (document: string, variables: Variables = {}): Promise<Answer> => {
    const answer = await ask(document, variables).catch(noAnswer);
    if (isSignedOut(answer)) setSignedOut(true);
    return answer;
  }, []);
  const send = useCallback(
    async ({ document, name }: SavedOperation, variables: Variables) =>
      (await (fetcher as Fetcher)({ query: document, variables, operationName: name })) as Answer,
    [fetcher],
  );
  const sandbox = standing?.clock != null;
  const timeZone = standing?.timeZone ?? "UTC";
  const desk = useMemo<DeskOf>(
    () => ({ settings, sandbox, keys, timeZone, look, send, changed }),
    [settings, sandbox, keys, timeZone, look, send, changed],
  );
  const shapes = useMemo(() => ({ shape, setShape }), [shape]);

  useEffect(() => {
    document.documentElement.dataset.theme = theme;
    storage.setItem(THEME, theme);
  }, [theme, storage]);
  useEffect(() => storage.setItem(SHAPE, shape), [shape, storage]);

  useEffect(() => storage.whenForgotten(() => setSignedOut(true)), [storage]);
  const leave = (): void => {
    storage.forget();
    location.assign("/");
  };

  return (
    <DeskContext.Provider value={desk}>
      <ShapeContext.Provider value={shapes}>
        <Header person={settings.person} standing={standing} theme={theme} setTheme={setTheme} leave={leave} />
        <PageLinks />
        {signedOut && (
          <div role="alert" className="desk-notice">
            You are not signed in as {settings.person.name} any more. <a href={location.href}>Sign in again</a>: your tabs
            stay as they are.
          </div>
        )}
        <Pages graphiql={(hidden) => <GraphQLPage fetcher={fetcher} storage={storage} theme={theme} hidden={hidden} />} />
      </ShapeContext.Provider>
    </DeskContext.Provider>
  );
}

/** The page of the address; GraphiQL stays behind it once it was opened, with its tabs as they were. */
function Pages({ graphiql }: { graphiql: (hidden: boolean) => React.ReactNode }) {
  const [path] = useLocation();
  const saved = useSaved();
  const [form, setForm] = useState<{ operation: SavedOperation; filled: Variables; subject: Subject; number: number } | null>(null);
  const page = pageAt(location.pathname);
  const [opened, setOpened] = useState(page === null);
  useEffect(() => {
    if (page === null) setOpened(true);
    setForm(null);
    // Whatever is about another address is closed with it.
  }, [path]);
  const open = useCallback(
    (file: string, filled: Variables, subject: Subject = {}) => {
      const operation = file === CHANGE_YOUR_PASSWORD.file ? CHANGE_YOUR_PASSWORD : saved(file);
      if (operation) setForm((before) => ({ operation, filled, subject, number: (before?.number ?? 0) + 1 }));
    },
    [saved],
  );
  document.documentElement.dataset.page = page === null ? "graphql" : "page";
  return (
    <>
      {(opened || page === null) && <Suspense fallback={<p className="page">GraphiQL is being opened…</p>}>{graphiql(page !== null)}</Suspense>}
      {page !== null && (
        <FormsContext.Provider value={open}>
          {page}
          {form && <FormDialog key={form.number} {...form} open={open} close={() => setForm(null)} />}
        </FormsContext.Provider>
      )}
    </>
  );
}

const settings = readSettings();
askAs(settings.person.id);
keepIn(windowStorageOf(settings.person.id));
setUpWorkers(settings.workers);
copyIdsWhole();
void standingOf(settings.mayView)
  .catch(() => null)
  .then((first) => {
    createRoot(document.getElementById("desk")!).render(
      <StrictMode>
        <Desk settings={settings} first={first} />
      </StrictMode>,
    );
  });
