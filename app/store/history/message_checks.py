"""The promise about messages to webhook endpoints, as a question to our own tables; see `checks`."""

MESSAGES = """
WITH listening AS (
    -- An endpoint that was being made at the same time need not have been told.
    SELECT merchant_id, min(created_at) + interval '1 minute' AS since FROM webhook_endpoints
    WHERE deleted_at IS NULL GROUP BY merchant_id
), told AS (
    SELECT m.type, m.facts->>'object' AS kind, m.facts->>'legacy_id' AS legacy_id, m.facts->>'status' AS status,
        CAST(m.facts->>'sequence' AS bigint) AS sequence, row_number() OVER (
            PARTITION BY m.endpoint_id, m.facts->>'object', m.facts->>'legacy_id', m.facts->>'sequence' ORDER BY m.id
        ) AS times
    FROM webhook_messages m WHERE m.type <> 'ping'
)
SELECT 'refund_' || r.legacy_id AS id, coalesce(o.sequence, 0) = 0 AS wrong
FROM listening l JOIN refunds r ON r.merchant_id = l.merchant_id
    JOIN status_events e ON e.refund_id = r.id AND e.status = r.status AND e.at > l.since
    LEFT JOIN webhook_objects o ON o.kind = 'refund' AND o.row_id = r.id
WHERE r.status IN (
    'SUBMITTED_FOR_SETTLEMENT', 'SETTLED', 'PROCESSOR_DECLINED', 'SETTLEMENT_DECLINED', 'FAILED', 'VOIDED'
)
UNION ALL
SELECT 'transaction_' || t.legacy_id, coalesce(o.sequence, 0) = 0
FROM listening l JOIN transactions t ON t.merchant_id = l.merchant_id
    JOIN status_events e ON e.transaction_id = t.id AND e.status = t.status AND e.at > l.since
    LEFT JOIN webhook_objects o ON o.kind = 'transaction' AND o.row_id = t.id
WHERE t.status IN ('VOIDED', 'SETTLED') AND t.gateway_id IS NULL
UNION ALL
SELECT m.kind || '_' || m.legacy_id, m.times > 1 OR m.sequence > coalesce(o.sequence, 0)
    OR m.type NOT IN ('refund.queued', 'refund.needs_attention', 'approval.requested', 'approval.decided')
        AND NOT EXISTS (SELECT FROM status_events e WHERE e.refund_id = r.id AND e.status = m.status)
FROM told m LEFT JOIN refunds r ON r.legacy_id = m.legacy_id
    LEFT JOIN webhook_objects o ON o.kind = 'refund' AND o.row_id = r.id
WHERE m.kind = 'refund'
UNION ALL
SELECT m.kind || '_' || m.legacy_id, m.times > 1 OR m.sequence > coalesce(o.sequence, 0) OR CASE m.type
    WHEN 'transaction.disputed' THEN t.dispute_state IS NULL
    ELSE NOT EXISTS (SELECT FROM status_events e WHERE e.transaction_id = t.id AND e.status = m.status)
END
FROM told m LEFT JOIN transactions t ON t.legacy_id = m.legacy_id
    LEFT JOIN webhook_objects o ON o.kind = 'transaction' AND o.row_id = t.id
WHERE m.kind = 'transaction'
UNION ALL
SELECT m.kind || '_' || m.legacy_id, m.times > 1 OR m.sequence > coalesce(o.sequence, 0) OR CASE m.type
    WHEN 'order.cancelled' THEN NOT d.cancelled
    ELSE NOT EXISTS (SELECT FROM order_refunds f WHERE f.order_row_id = d.id AND f.in_effect)
END
FROM told m LEFT JOIN orders d ON d.legacy_id = m.legacy_id
    LEFT JOIN webhook_objects o ON o.kind = 'order' AND o.row_id = d.id
WHERE m.kind = 'order'
"""
"""A change before which an endpoint was there has given its object a number; each number is told once to each endpoint;
what a message says has happened. A gateway's own payments may have been settled before they came in: no endpoint is
told that.
"""
