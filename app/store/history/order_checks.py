"""The promises about orders as questions to the service's own tables, in the form of those in `checks`."""

_COUNTS = """(
    EXISTS (
        SELECT FROM refunds given WHERE given.order_refund_id = p.order_refund_id
            AND given.transaction_id = p.transaction_id AND given.status = ANY (CAST(:reserving AS text[]))
    )
    OR EXISTS (
        SELECT FROM operations void JOIN transactions paid ON paid.id = void.transaction_id
        WHERE void.order_refund_id = p.order_refund_id AND void.transaction_id = p.transaction_id
            AND void.kind = 'VOID' AND (
                void.state = ANY (CAST(:open AS text[]))
                OR (
                    paid.status = 'VOIDED'
                    AND (
                        void.state IN ('SUCCEEDED', 'CANCELLED') OR EXISTS (
                            SELECT FROM changes c WHERE c.transaction_id = void.transaction_id
                                AND c.kind = 'VOID_RECORDED_ANYWAY' AND c.at >= void.requested_at
                        )
                    )
                    AND NOT EXISTS (
                        SELECT FROM changes c WHERE c.transaction_id = void.transaction_id
                            AND c.kind = 'VOID_MARK_UNDONE' AND c.at >= void.requested_at
                    )
                )
            )
            AND NOT EXISTS (
                SELECT FROM operations later
                WHERE later.transaction_id = void.transaction_id AND later.kind = 'VOID' AND later.id > void.id
            )
    )
)"""
"""Whether the part `p` of an order's refund takes effect, or is about to."""

_PARTS = """
SELECT DISTINCT ON (order_refund_id, transaction_id) order_refund_id, transaction_id, amount, currency, merchant_id
FROM (
    SELECT order_refund_id, transaction_id, amount, currency, merchant_id, id AS first
    FROM operations WHERE order_refund_id IS NOT NULL AND kind IN ('VOID', 'REFUND')
    UNION ALL
    SELECT order_refund_id, transaction_id, amount, currency, merchant_id, NULL FROM refunds
    WHERE order_refund_id IS NOT NULL
) AS made
ORDER BY order_refund_id, transaction_id, first NULLS LAST
"""
"""Each payment's part of each order's refund, as it was reserved."""

_ORDERS = """
WITH latest AS (
    SELECT DISTINCT ON (order_row_id) order_row_id, balance_due FROM order_refunds WHERE in_effect
    ORDER BY order_row_id, id DESC
), cancelling AS (
    SELECT DISTINCT order_row_id FROM order_refunds WHERE in_effect AND cancels_order
), told AS (
    SELECT DISTINCT order_row_id FROM changes WHERE order_row_id IS NOT NULL AND kind = 'ORDER_CANCELLED'
), strangers AS (
    SELECT DISTINCT t.belongs_to FROM transactions t JOIN orders o ON o.id = t.belongs_to
    WHERE (t.currency, t.merchant_id, t.order_id) IS DISTINCT FROM (o.currency, o.merchant_id, o.order_id)
), unheeded AS (
    SELECT DISTINCT r.order_row_id FROM ({parts}) p JOIN order_refunds r ON r.id = p.order_refund_id
    WHERE NOT r.in_effect AND {counts} AND NOT EXISTS (
        SELECT FROM operations o WHERE o.order_refund_id = p.order_refund_id AND o.transaction_id = p.transaction_id
            AND o.state = 'RUNNING'
    )
)
SELECT 'order_' || o.legacy_id AS id,
    o.balance_due < 0
    OR coalesce(latest.balance_due, 0) <> o.balance_due
    OR (cancelling.order_row_id IS NOT NULL AND NOT o.cancelled)
    OR (o.cancelled AND told.order_row_id IS NULL)
    OR strangers.belongs_to IS NOT NULL
    OR unheeded.order_row_id IS NOT NULL AS wrong
FROM orders o
LEFT JOIN latest ON latest.order_row_id = o.id
LEFT JOIN cancelling ON cancelling.order_row_id = o.id
LEFT JOIN told ON told.order_row_id = o.id
LEFT JOIN strangers ON strangers.belongs_to = o.id
LEFT JOIN unheeded ON unheeded.order_row_id = o.id
"""

_ORDER_REFUNDS = """
WITH parts AS MATERIALIZED ({parts}), portions AS (
    SELECT order_refund_id, transaction_id, sum(amount) AS amount FROM line_item_refunds GROUP BY 1, 2
), itemized AS (
    SELECT DISTINCT order_refund_id FROM line_item_refunds
), unlike AS (
    SELECT order_refund_id FROM parts JOIN itemized USING (order_refund_id)
    FULL JOIN portions USING (order_refund_id, transaction_id)
    WHERE parts.amount IS DISTINCT FROM portions.amount
), astray AS (
    SELECT p.order_refund_id FROM parts p
    JOIN order_refunds r ON r.id = p.order_refund_id JOIN transactions t ON t.id = p.transaction_id
    WHERE t.belongs_to IS DISTINCT FROM r.order_row_id AND {counts}
    UNION
    SELECT l.order_refund_id FROM line_item_refunds l
    JOIN order_refunds r ON r.id = l.order_refund_id JOIN order_line_items i ON i.id = l.line_item_id
    WHERE i.order_row_id <> r.order_row_id
)
SELECT 'order_' || o.legacy_id AS id,
    sum(p.amount) IS DISTINCT FROM max(r.amount)
    OR bool_or((p.currency, p.merchant_id) IS DISTINCT FROM (o.currency, o.merchant_id))
    OR r.id IN (SELECT order_refund_id FROM unlike)
    OR r.id IN (SELECT order_refund_id FROM astray) AS wrong
FROM order_refunds r
JOIN orders o ON o.id = r.order_row_id
LEFT JOIN parts p ON p.order_refund_id = r.id
GROUP BY r.id, o.id
"""

_LINE_ITEMS = """
WITH given AS (
    SELECT p.line_item_id, p.order_refund_id, max(p.quantity) AS quantity,
        coalesce(sum(p.amount) FILTER (WHERE {counts}), 0) AS amount, bool_and({counts}) AS all_count
    FROM line_item_refunds p GROUP BY p.line_item_id, p.order_refund_id
), given_back AS (
    SELECT line_item_id, sum(amount) AS amount, coalesce(sum(quantity) FILTER (WHERE all_count), 0) AS quantity
    FROM given GROUP BY line_item_id
)
SELECT 'order_' || o.legacy_id AS id,
    coalesce(
        g.amount > coalesce(i.total_amount, i.quantity * (i.unit_amount + coalesce(i.tax_amount, 0)))
            - i.discount_amount - i.order_discount
        OR g.quantity > i.quantity
        OR (i.removed AND (g.amount > 0 OR g.quantity > 0))
        OR (i.kind IN ('DISCOUNT', 'GIFT_CARD') AND g.amount > 0),
        false
    ) OR i.discount_amount + i.order_discount
        > coalesce(i.total_amount, i.quantity * (i.unit_amount + coalesce(i.tax_amount, 0))) AS wrong
FROM order_line_items i
JOIN orders o ON o.id = i.order_row_id
LEFT JOIN given_back g ON g.line_item_id = i.id
"""

ORDERS = _ORDERS.format(parts=_PARTS, counts=_COUNTS)
ORDER_REFUNDS = _ORDER_REFUNDS.format(parts=_PARTS, counts=_COUNTS)
LINE_ITEMS = _LINE_ITEMS.format(counts=_COUNTS)
