/** A double click on an id copies all of it, and not the part between two hyphens. */

const SHOWN_FOR = 1500;

export function copyIdsWhole(): void {
  document.addEventListener("dblclick", (event) => {
    const element = event.target instanceof Element ? event.target.closest<HTMLElement>(".id") : null;
    if (!element) return;
    getSelection()?.selectAllChildren(element);
    // The browser's clipboard is not there for pages without TLS; what is selected can be copied by hand.
    void navigator.clipboard?.writeText(element.textContent ?? "").then(
      () => {
        element.dataset.copied = "";
        setTimeout(() => delete element.dataset.copied, SHOWN_FOR);
      },
      () => undefined,
    );
  });
}
