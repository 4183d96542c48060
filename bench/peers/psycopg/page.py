"""Pages of transactions by one query, written by hand: python page.py DATABASE_URL SECONDS < filters

Reads a JSON list of filters and answers one after the other until the time is over, and each at least once; the first
answer to each is printed, with how many answers there were. PostgreSQL builds the whole JSON.
"""

import json
import sys
from itertools import cycle
from time import perf_counter

import psycopg

CONDITIONS = {
    "statuses": "t.status = ANY(%(statuses)s)",
    "since": "t.created_at >= %(since)s::timestamptz",
    "until": "t.created_at <= %(until)s::timestamptz",
    "least": "t.amount >= %(least)s::numeric * 100",
    "most": "t.amount <= %(most)s::numeric * 100",
    "order": "t.order_id = %(order)s",
}

PAGE = """
WITH page AS (
    SELECT t.id, t.legacy_id, t.order_id, t.created_at, t.status, t.amount, t.currency,
        row_number() OVER (ORDER BY t.created_at DESC, t.id DESC) AS place
    FROM transactions t
    WHERE t.merchant_id = %(merchant)s {conditions}
    ORDER BY t.created_at DESC, t.id DESC
    LIMIT 51
),
events AS (
    SELECT e.transaction_id, json_agg(json_build_object(
        '__typename', replace(initcap(replace(e.status, '_', ' ')), ' ', '') || 'Event',
        'status', e.status,
        'terminal', e.status IN ('AUTHORIZATION_EXPIRED', 'FAILED', 'GATEWAY_REJECTED', 'PROCESSOR_DECLINED', 'SETTLED',
            'SETTLEMENT_DECLINED', 'VOIDED'),
        'timestamp', to_char(e.at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'amount', json_build_object('value', to_char(e.amount / 100.0, 'FM999999990.00'), 'currencyCode', e.currency)
    ) ORDER BY e.id DESC) AS history
    FROM status_events e JOIN page ON page.id = e.transaction_id
    GROUP BY e.transaction_id
),
given_back AS (
    SELECT r.transaction_id, json_agg(json_build_object(
        'id', rtrim(encode(convert_to('refund_' || r.legacy_id, 'UTF8'), 'base64'), '='),
        'legacyId', r.legacy_id,
        'createdAt', to_char(r.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'status', r.status,
        'amount', json_build_object('value', to_char(r.amount / 100.0, 'FM999999990.00'), 'currencyCode', r.currency)
    ) ORDER BY r.id DESC) AS refunds
    FROM refunds r JOIN page ON page.id = r.transaction_id
    GROUP BY r.transaction_id
)
SELECT json_build_object('data', json_build_object('transactions', json_build_object(
    'edges', coalesce(json_agg(json_build_object('node', json_build_object(
        'id', rtrim(encode(convert_to('transaction_' || p.legacy_id, 'UTF8'), 'base64'), '='),
        'legacyId', p.legacy_id,
        'orderId', p.order_id,
        'createdAt', to_char(p.created_at, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        'status', p.status,
        'amount', json_build_object('value', to_char(p.amount / 100.0, 'FM999999990.00'), 'currencyCode', p.currency),
        'statusHistory', coalesce(h.history, '[]'),
        'refunds', coalesce(g.refunds, '[]')
    )) ORDER BY p.place) FILTER (WHERE p.place <= 50), '[]'),
    'pageInfo', json_build_object('hasNextPage', count(*) > 50)
)))::text
FROM page p LEFT JOIN events h ON h.transaction_id = p.id LEFT JOIN given_back g ON g.transaction_id = p.id
"""


def main(address: str, seconds: float) -> None:
    filters = json.load(sys.stdin)
    answers = []
    with psycopg.connect(address, autocommit=True) as connection:
        merchant = connection.execute("SELECT id FROM merchants").fetchone()[0]
        began, made = perf_counter(), 0
        for wanted in cycle(filters):
            conditions = "".join(f" AND {CONDITIONS[name]}" for name in wanted)
            row = connection.execute(PAGE.format(conditions=conditions), {"merchant": merchant, **wanted}).fetchone()
            if made < len(filters):
                answers.append(row[0])
            made += 1
            if made >= len(filters) and perf_counter() - began >= seconds:
                break
    print(json.dumps({"made": made, "seconds": perf_counter() - began, "answers": answers}))


if __name__ == "__main__":
    main(sys.argv[1], float(sys.argv[2]))
