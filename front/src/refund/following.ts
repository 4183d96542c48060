/** What is under way is asked about every few seconds, for as long as the page is looked at. */

import { useEffect, useRef, useState } from "react";

/** Milliseconds until the first question, and at most between two. */
const FIRST = 2_000;
const LONGEST = 15_000;

/** Calls `again` while `waits`, ever less often; and at once when the page is looked at again. */
export function useFollowing(waits: boolean, again: () => void): void {
  const latest = useRef(again);
  latest.current = again;
  useEffect(() => {
    if (!waits) return;
    let next = FIRST;
    let timer: ReturnType<typeof setTimeout>;
    const ask = (): void => {
      if (document.visibilityState === "visible") latest.current();
      next = Math.min(LONGEST, next * 1.3);
      timer = setTimeout(ask, next);
    };
    const back = (): void => {
      if (document.visibilityState === "visible") latest.current();
    };
    timer = setTimeout(ask, next);
    document.addEventListener("visibilitychange", back);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", back);
    };
  }, [waits]);
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
