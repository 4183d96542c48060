/** Whether answers are shown as views or as JSON: one choice for the whole desk, remembered. */

import { createContext, useContext } from "react";

export type Shape = "view" | "json";

export const ShapeContext = createContext<{ shape: Shape; setShape: (shape: Shape) => void }>({
  shape: "view",
  setShape: () => undefined,
});

export function useShape(): { shape: Shape; setShape: (shape: Shape) => void } {
  return useContext(ShapeContext);
}
