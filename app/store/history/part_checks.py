"""What is looked at of partial captures and their authorizations, to see whether the promises about them are kept."""

PARTS = """
SELECT 'transaction_' || t.legacy_id AS id, t.parts_amount <> coalesce(held.amount, 0) OR t.parts_amount > t.amount
    OR t.parts_amount > 0 AND (t.part_of IS NOT NULL OR t.reserved_amount > 0) AS wrong
FROM transactions t
LEFT JOIN (
    SELECT part_of, sum(amount) AS amount FROM transactions
    WHERE part_of IS NOT NULL AND status = ANY (CAST(:reserving AS text[])) GROUP BY part_of
) held ON held.part_of = t.id
WHERE t.parts_amount > 0 OR t.parts IS NOT NULL OR held.part_of IS NOT NULL
"""
