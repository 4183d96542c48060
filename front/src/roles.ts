/**
 * What screen readers are told of GraphiQL's own parts. It calls each of its tabs a tab and puts two buttons into it,
 * which they then pass over: here it is what it looks like, a list of buttons, of which one is the current one. The
 * explorer's choice of what to add has no name, and entries of the history have one that they don't show.
 */
export function mendRoles(root: HTMLElement): () => void {
  const mend = (): void => {
    root.querySelector('[role="tablist"]')?.setAttribute("role", "list");
    root.querySelector(".graphiql-explorer-root select:not([aria-label])")?.setAttribute("aria-label", "What to add");
    for (const entry of root.querySelectorAll(".graphiql-history-item-label[aria-label]"))
      entry.removeAttribute("aria-label");
    for (const tab of root.querySelectorAll(".graphiql-tab")) {
      const button = tab.querySelector(".graphiql-tab-button");
      const current = tab.classList.contains("graphiql-tab-active");
      if (tab.getAttribute("role") !== "listitem") tab.setAttribute("role", "listitem");
      if (tab.hasAttribute("aria-selected")) tab.removeAttribute("aria-selected");
      if (current) button?.setAttribute("aria-current", "true");
      else button?.removeAttribute("aria-current");
    }
  };
  const observer = new MutationObserver(mend);
  observer.observe(root, {
    childList: true,
    subtree: true,
    attributes: true,
    attributeFilter: ["aria-selected", "role"],
  });
  mend();
  return () => observer.disconnect();
}
