"""What the benchmarks measure with: the load, the statements read in PostgreSQL's log, the table."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import repeat
from threading import Thread

import pytest

from bench.client import NotAnswered, ask, post
from bench.recorded import NotTheSame, Recorded, Sent, statements_in, written
from bench.results import FULL, Row, markdown, ratio, table

LOG = """\
2026-11-22 00:00:00.000 UTC|7|shop|LOG:  statement: BEGIN;
2026-11-22 00:00:00.001 UTC|7|shop|LOG:  execute s1: INSERT INTO notes (text, at)
\tVALUES ($1, $2)
2026-11-22 00:00:00.001 UTC|7|shop|DETAIL:  Parameters: $1 = 'it''s
\ttwo lines', $2 = NULL
2026-11-22 00:00:00.002 UTC|8|other|LOG:  statement: SELECT 1
2026-11-22 00:00:00.003 UTC|7|shop|LOG:  statement: COMMIT;
"""


@contextmanager
def answering(answer: bytes) -> Iterator[int]:
    """A port of 127.0.0.1 where each of two connections gets `answer` to whatever it sends."""

    def answer_all(connection: socket.socket) -> None:
        with connection, suppress(ConnectionResetError):
            while connection.recv(65_536):
                connection.sendall(answer)

    with socket.create_server(("127.0.0.1", 0)) as listener:

        def accept() -> None:
            for _ in range(2):
                Thread(target=answer_all, args=(listener.accept()[0],), daemon=True).start()

        accepting = Thread(target=accept)
        accepting.start()
        yield listener.getsockname()[1]
        accepting.join()


def answer_of(body: bytes) -> bytes:
    return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


def test_every_request_is_answered_once_and_waited_for() -> None:
    with answering(answer_of(b'{"data":{}}')) as port:
        answered = ask([port], repeat(post(b"{}"), 51), connections=2)
    assert len(answered.waits) == 51
    assert 0 < answered.percentile(50) <= answered.percentile(99) <= answered.seconds


@pytest.mark.parametrize("answer", [answer_of(b'{"errors":[{}]}'), b"HTTP/1.1 503 No\r\nContent-Length: 0\r\n\r\n"])
def test_an_answer_that_is_none_counts_for_nothing(answer: bytes) -> None:
    with answering(answer) as port, pytest.raises(NotAnswered):
        ask([port], repeat(post(b"{}"), 2), connections=2)


def test_statements_are_read_as_they_were_sent() -> None:
    assert list(statements_in(LOG, "shop")) == [
        Sent("BEGIN;", ()),
        Sent("INSERT INTO notes (text, at)\nVALUES ($1, $2)", ("it's\ntwo lines", None)),
        Sent("COMMIT;", ()),
    ]


def test_transactions_that_overlap_are_no_script() -> None:
    overlapping = LOG.replace("|8|other|", "|8|shop|")
    with pytest.raises(NotTheSame):
        list(statements_in(overlapping, "shop"))


def test_a_script_does_to_another_sale_what_was_recorded_of_two() -> None:
    insert = "INSERT INTO refunds (sale, key, note) VALUES ($1, $2, $3) RETURNING id"
    attempt = "INSERT INTO attempts (refund, key) VALUES ($1, $2);"

    def recorded(sale: str, refund: str, key: str) -> Recorded:
        sent = [Sent(insert, (sale, f"key-{key}", "a:b")), Sent(attempt, (refund, f"key-{key}"))]
        return Recorded(int(sale), sent, {})

    kinds, given = [["int8", "text", "text"], ["int8", "text"]], [{"id": "77"}, {}]
    script = written(recorded("1001", "77", "4c"), recorded("1003", "78", "9f"), kinds, given, ":first + :i")
    assert script.splitlines() == [
        "\\set sale :first + :i",
        "\\set made_0 random(1, 1000000000000000)",
        "INSERT INTO refunds (sale, key, note) VALUES (:sale::int8, ('key-' || :made_0::text)::text, E'a\\x3ab'::text)"
        " RETURNING id \\gset s0_",
        "INSERT INTO attempts (refund, key) VALUES (:s0_id::int8, ('key-' || :made_0::text)::text);",
    ]


def test_the_table_says_what_was_reached_and_what_was_not_measured() -> None:
    rows = [Row("work", "peer", ratio([(1, 2), (3, 4), (9, 10)]), 0.8), Row("wait", "peer", 1.2, 1.0, at_most=True)]
    assert [row.reached for row in rows] == [False, False]
    assert "NOT MEASURED: memory: why" in table(rows, ["memory: why"])
    written = markdown(rows, [], FULL, "12.5%  app/what/took/long")
    assert "| work | peer | 0.75 | at least 0.8 | no |" in written
    assert "12.5%  app/what/took/long" in written
