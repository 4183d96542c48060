/** The frame of a page: its heading, which a screen reader says first, and its title in the browser's tab. */

import { useEffect, useRef, type ReactNode } from "react";

interface PageProps {
  heading: string;
  children: ReactNode;
}

export function Page({ heading, children }: PageProps) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading} · Refundry`;
    // Whoever came by a link inside of the desk goes on from the heading; a page that was just loaded begins at its top.
    if (document.activeElement !== document.body || history.state === "moved") element.current?.focus();
  }, [heading]);
  return (
    <main className="page">
      <h2 ref={element} tabIndex={-1}>
        {heading}
      </h2>
      {children}
    </main>
  );
}
