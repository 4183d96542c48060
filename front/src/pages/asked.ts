/** What a page asks the service for, again after each change, with an end to every wait. */

import { useCallback, useEffect, useRef, useState } from "react";

import type { Answer, Variables } from "../asking";
import { useDesk } from "../desk_context";

export interface Asked<Data> {
  /** The last answer of the same question; null before the first one. */
  answer: Answer | null;
  data: Data | null;
  loading: boolean;
  again: () => void;
}

/** Asks one document. The view stays as it is while the same question is asked again. */
export function useAsked<Data>(document: string, variables: Variables): Asked<Data> {
  const { look, changed } = useDesk();
  const question = document + JSON.stringify(variables);
  const [state, setState] = useState<{ question: string; answer: Answer } | null>(null);
  const [times, setTimes] = useState(0);
  const [loading, setLoading] = useState(true);
  useEffect(() => {
    let current = true;
    setLoading(true);
    void look(document, variables).then((answer) => {
      if (!current) return;
      // Where no answer came to the same question, what is shown stays: whoever is at work there loses nothing.
      setState((before) => (before?.question === question && before.answer.data && !answer.data ? before : { question, answer }));
      setLoading(false);
    });
    return () => {
      current = false;
    };
    // The question stands for the document and its variables.
  }, [question, times, changed, look]);
  const again = useCallback(() => setTimes((before) => before + 1), []);
  const answer = state?.question === question ? state.answer : null;
  return { answer, data: (answer?.data ?? null) as Data | null, loading, again };
}

export interface Connection<Node> {
  edges: { node: Node }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

export interface Pages<Node> {
  answer: Answer | null;
  nodes: Node[];
  loading: boolean;
  /** Whether there are more than were loaded. */
  hasMore: boolean;
  more: () => void;
  again: () => void;
}

const NOTHING: never[] = [];

/** The mark of each answer to a list, for whoever measures how soon its rows are there. */
const ANSWERED = "list answered";

/** A list, page after page; `field` is the connection's name. A change asks for as many anew as were shown. */
export function usePages<Node>(document: string, variables: Variables, field: string): Pages<Node> {
  const { look, changed } = useDesk();
  const question = document + JSON.stringify(variables);
  const [state, setState] = useState<{ question: string; answer: Answer; nodes: Node[]; end: string | null } | null>(null);
  const [loading, setLoading] = useState(true);
  const [times, setTimes] = useState(0);
  const shown = useRef(0);
  const asking = useRef(0);

  const load = useCallback(
    async (until: number, after: string | null, before: Node[]) => {
      const number = ++asking.current;
      setLoading(true);
      let [nodes, end] = [before, after];
      let answer: Answer;
      do {
        answer = await look(document, { ...variables, after: end });
        performance.mark(ANSWERED);
        if (number !== asking.current) return;
        const connection = (answer.data as Record<string, Connection<Node> | null> | null | undefined)?.[field];
        nodes = [...nodes, ...(connection?.edges ?? []).map(({ node }) => node)];
        end = connection?.pageInfo.hasNextPage ? connection.pageInfo.endCursor : null;
      } while (end !== null && nodes.length < until);
      shown.current = nodes.length;
      setState({ question, answer, nodes, end });
      setLoading(false);
    },
    // The question stands for the document and its variables.
    [question, look, field],
  );

  useEffect(() => {
    shown.current = 0;
  }, [question]);
  useEffect(() => {
    void load(shown.current, null, []);
    return () => void ++asking.current;
  }, [load, times, changed]);

  const current = state?.question === question ? state : null;
  return {
    answer: current?.answer ?? null,
    nodes: current?.nodes ?? NOTHING,
    loading,
    hasMore: current?.end != null,
    more: () => current && void load(0, current.end, current.nodes),
    again: () => setTimes((before) => before + 1),
  };
}

/** Leads on to the answer's sentence once it has come, for whoever has asked by a form; gives what the form calls. */
export function useLeadOn(answer: Answer | null): () => void {
  const waiting = useRef(false);
  useEffect(() => {
    if (!answer || !waiting.current) return;
    waiting.current = false;
    document.querySelector<HTMLElement>(".page .sentence")?.focus();
  }, [answer]);
  return useCallback(() => {
    waiting.current = true;
  }, []);
}
