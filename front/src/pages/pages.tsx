/** Which page stands at an address, and which of them stand in the list at the top. */

import type { ReactNode } from "react";
import { Link, useLocation } from "wouter";

import { useSaved } from "../desk_context";
import { KeysPage, PasswordPage, PeoplePage, ReasonsPage, SettingsPage } from "./administration";
import { ApprovalsPage, ChangesPage, CustomersPage, OrdersPage, PaymentsPage, QueuePage } from "./lists";
import { BulkPage } from "../refund/bulk_page";
import { OrderPage } from "./order_page";
import { Page } from "./page";
import { PaymentPage } from "./payment_page";
import { ReportPage } from "./report_page";
import { WebhooksPage } from "./webhooks_page";

const LISTS: Record<string, () => ReactNode> = {
  orders: () => <OrdersPage />,
  payments: () => <PaymentsPage />,
  customers: () => <CustomersPage />,
  queue: () => <QueuePage />,
  approvals: () => <ApprovalsPage />,
  reports: () => <ReportPage />,
  reasons: () => <ReasonsPage />,
  people: () => <PeoplePage />,
  keys: () => <KeysPage />,
  settings: () => <SettingsPage />,
  webhooks: () => <WebhooksPage />,
  changes: () => <ChangesPage />,
  password: () => <PasswordPage />,
};

/** Null for the address of GraphiQL. */
export function pageAt(path: string): ReactNode {
  const [, first = "", ...rest] = path.split("/");
  const id = decoded(rest.join("/"));
  if (first === "" || first === "graphql") return null;
  if (first === "orders" && id) return <OrderPage key={id} orderId={id} />;
  if (first === "refunds") return <BulkPage runId={id} />;
  if (first === "payments" && id) return <PaymentPage key={id} id={id} />;
  return (
    LISTS[first]?.() ?? (
      <Page heading="There is no such page">
        <p>The list above has all pages of the desk.</p>
      </Page>
    )
  );
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The pages that the person has a right to; `file` is the saved operation with the same right. */
const LINKS: { to: string; name: string; file?: string }[] = [
  { to: "/", name: "All tasks" },
  { to: "/orders", name: "Orders", file: "find_order" },
  { to: "/payments", name: "Payments", file: "find_order" },
  { to: "/refunds", name: "Refund many", file: "refund_order" },
  { to: "/customers", name: "Customers", file: "find_customers" },
  { to: "/queue", name: "Queue", file: "queue_waiting" },
  { to: "/approvals", name: "Approvals", file: "approvals" },
  { to: "/reports", name: "Reports", file: "report" },
  { to: "/reasons", name: "Reasons", file: "reasons" },
  { to: "/people", name: "People", file: "people" },
  { to: "/keys", name: "Keys", file: "keys" },
  { to: "/changes", name: "Changes", file: "changes" },
  { to: "/settings", name: "Settings", file: "settings" },
  { to: "/webhooks", name: "Webhooks", file: "webhooks" },
  { to: "/password", name: "Password" },
];

export function PageLinks() {
  const saved = useSaved();
  const [path] = useLocation();
  const first = path.split("/")[1] ?? "";
  return (
    <nav className="page-links" aria-label="Pages">
      {LINKS.filter(({ file }) => !file || saved(file)).map(({ to, name }) => (
        <Link key={to} href={to} aria-current={to === `/${first}` ? "page" : undefined}>
          {name}
        </Link>
      ))}
    </nav>
  );
}
