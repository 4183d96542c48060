-- What a reversal needs and no more: fewer columns, indexes and checks than the service's own tables have.
CREATE SCHEMA peer;

CREATE TABLE peer.transactions (
    id bigint PRIMARY KEY,
    status text NOT NULL,
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    reserved bigint NOT NULL DEFAULT 0 CHECK (reserved BETWEEN 0 AND amount)
);
CREATE TABLE peer.refunds (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id bigint NOT NULL REFERENCES peer.transactions,
    currency text NOT NULL,
    amount bigint NOT NULL CHECK (amount > 0),
    status text NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON peer.refunds (transaction_id);
CREATE TABLE peer.attempts (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id bigint NOT NULL REFERENCES peer.transactions,
    refund_id bigint REFERENCES peer.refunds,
    kind text NOT NULL,
    key text NOT NULL UNIQUE,
    amount bigint NOT NULL,
    state text NOT NULL,
    started_at timestamptz NOT NULL DEFAULT now(),
    finished_at timestamptz
);
CREATE TABLE peer.events (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    transaction_id bigint NOT NULL REFERENCES peer.transactions,
    refund_id bigint REFERENCES peer.refunds,
    status text NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX ON peer.events (transaction_id);
-- The sandbox's own journal, which knows nothing of the tables above.
CREATE TABLE peer.journal (
    seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    key text NOT NULL UNIQUE,
    kind text NOT NULL,
    transaction text NOT NULL,
    amount bigint NOT NULL,
    at timestamptz NOT NULL DEFAULT now()
);
INSERT INTO peer.transactions (id, status, currency, amount) SELECT id, status, currency, amount FROM public.transactions;
