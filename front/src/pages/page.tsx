/** The frame of a page: its heading, which a screen reader says first, and its title in the browser's tab. */

import { useEffect, useRef, type ReactNode } from "react";

interface PageProps {
  heading: string;
  /** An id at the heading's end. */
  id?: string;
  children: ReactNode;
}

export function Page({ heading, id, children }: PageProps) {
  const element = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading}${id ? ` ${id}` : ""} · Refundry`;
    // Whoever came by a link inside of the desk goes on from the heading; a page that was just loaded begins at its top.
    if (document.activeElement !== document.body || history.state === "moved") element.current?.focus();
  }, [heading, id]);
  return (
    <main className="page">
      <h2 ref={element} tabIndex={-1}>
        {heading} {id && <span className="id">{id}</span>}
      </h2>
      {children}
    </main>
  );
}
