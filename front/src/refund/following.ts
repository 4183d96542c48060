/** What is under way is followed while the page is looked at: the service tells of each change, or else it is asked. */

import { useEffect, useRef, useState } from "react";

import { listen, type Subject } from "../live";

/** Milliseconds after which the service is asked to tell of changes: what ends sooner needs no connection. */
const SOON = 300;
/** Milliseconds until the first question where nothing is told, and at most between two. */
const FIRST = 2_000;
const LONGEST = 15_000;
/** Milliseconds after which it is asked although changes are told: a connection may be lost unnoticed. */
const RARELY = 60_000;

/**
 * Calls `again` while `waits`: when something of `subject` has changed, and where that is not told (there is no subject,
 * or no connection), every few seconds, ever less often; and at once when the page is looked at again.
 */
export function useFollowing(waits: boolean, again: () => void, subject: Subject | null): void {
  const latest = useRef(again);
  latest.current = again;
  const about = subject && JSON.stringify(subject);
  useEffect(() => {
    if (!waits) return;
    let next = FIRST;
    let timer: ReturnType<typeof setTimeout>;
    let stop: (() => void) | null = null;
    let told = false;
    let asked = Date.now();
    const ask = (): void => {
      asked = Date.now();
      latest.current();
    };
    const hang = (): void => {
      stop?.();
      stop = null;
      told = false;
    };
    const begin = (): void => {
      if (stop || about === null || document.visibilityState !== "visible") return;
      const heard = (): void => {
        told = true;
        ask();
      };
      stop = listen(JSON.parse(about) as Subject, heard, hang);
    };
    const look = (): void => {
      if (document.visibilityState === "visible" && (!told || Date.now() - asked >= RARELY)) ask();
      begin();
      next = Math.min(LONGEST, next * 1.3);
      timer = setTimeout(look, next);
    };
    // A page that nobody looks at holds no connection: a browser has few for each host.
    const turned = (): void => {
      if (document.visibilityState !== "visible") return hang();
      ask();
      begin();
    };
    const soon = setTimeout(begin, SOON);
    timer = setTimeout(look, next);
    document.addEventListener("visibilitychange", turned);
    return () => {
      clearTimeout(soon);
      clearTimeout(timer);
      hang();
      document.removeEventListener("visibilitychange", turned);
    };
  }, [waits, about]);
}

/** The seconds since that time, counted anew each second; null for null. */
export function useSeconds(since: number | null): number | null {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (since === null) return;
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, [since]);
  return since === null ? null : Math.max(0, (now - since) / 1_000);
}
