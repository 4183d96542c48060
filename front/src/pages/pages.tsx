/** Which page stands at an address. */

import type { ReactNode } from "react";

import { OrderPage } from "./order_page";
import { Page } from "./page";

/** Null for the address of GraphiQL. */
export function pageAt(path: string): ReactNode {
  const [, first = "", ...rest] = path.split("/");
  const id = decoded(rest.join("/"));
  if (first === "orders" && id) return <OrderPage orderId={id} />;
  if (first === "" || first === "graphql") return null;
  return (
    <Page heading="There is no such page">
      <p>The list above has all pages of the desk.</p>
    </Page>
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
