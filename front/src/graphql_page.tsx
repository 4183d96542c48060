/** GraphiQL as support staff have it: with saved operations, and nothing from anywhere else. */

import { explorerPlugin } from "@graphiql/plugin-explorer";
import type { Fetcher } from "@graphiql/toolkit";
import { GraphiQL, HISTORY_PLUGIN } from "graphiql";
import { useEffect, useMemo, useRef } from "react";

import { AnswerPane } from "./answer_pane";
import { useEditorTheme } from "./editor_theme";
import type { Theme } from "./header";
import { mendRoles } from "./roles";
import { SAVED_OPERATIONS } from "./saved_operations";
import type { PersonsStorage } from "./storage";

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

interface GraphQLPageProps {
  fetcher: Fetcher;
  storage: PersonsStorage;
  theme: Theme;
  /** While another page is shown, the tabs stay as they are. */
  hidden: boolean;
}

export default function GraphQLPage({ fetcher, storage, theme, hidden }: GraphQLPageProps) {
  const plugins = useMemo(() => [SAVED_OPERATIONS, explorerPlugin({ showAttribution: false }), HISTORY_PLUGIN], []);
  const main = useRef<HTMLElement>(null);
  useEffect(() => mendRoles(main.current!), []);
  useEditorTheme();
  return (
    <main ref={main} className="desk-main" aria-label="GraphiQL" hidden={hidden}>
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
        <GraphiQL.Footer>
          <AnswerPane storage={storage} />
        </GraphiQL.Footer>
      </GraphiQL>
    </main>
  );
}
