/** The editor's colours: the desk's own accent, and everything dark enough on light and light enough on dark to read. */

import { useMonaco } from "@graphiql/react";
import { useEffect } from "react";

const THEMES = {
  "graphiql-LIGHT": {
    base: "vs",
    accent: "#0b5c4a",
    ground: "#ffffff",
    numbers: "#566072",
    comment: "1f6b2c",
    number: "0a6244",
  },
  "graphiql-DARK": {
    base: "vs-dark",
    accent: "#5cd0b0",
    ground: "#212a3b",
    numbers: "#9aa5b6",
    comment: "93bf7c",
    number: "b5cea8",
  },
} as const;

export function useEditorTheme(): void {
  const monaco = useMonaco((state) => state.monaco);
  useEffect(() => {
    for (const [name, { base, accent, ground, numbers, comment, number }] of Object.entries(THEMES)) {
      monaco?.editor.defineTheme(name, {
        base,
        inherit: true,
        rules: [
          { token: "comment", foreground: comment },
          { token: "comment.gql", foreground: comment },
          { token: "number", foreground: number },
          { token: "number.json", foreground: number },
        ],
        colors: {
          "editor.background": "#ffffff00",
          "scrollbar.shadow": "#ffffff00",
          "editorLineNumber.foreground": numbers,
          "editorLineNumber.dimmedForeground": numbers,
          focusBorder: accent,
          "textLink.foreground": accent,
          "textLink.activeForeground": accent,
          "editorLink.activeForeground": accent,
          "list.highlightForeground": accent,
          "list.focusHighlightForeground": accent,
          "list.hoverBackground": `${accent}19`,
          "menu.background": ground,
          "menu.selectionBackground": `${accent}19`,
          "editorHoverWidget.background": ground,
          "editorWidget.background": ground,
          "editorSuggestWidget.background": ground,
          "editorSuggestWidget.selectedBackground": `${accent}19`,
          "editorSuggestWidget.selectedForeground": accent,
        },
      });
    }
  }, [monaco]);
}
