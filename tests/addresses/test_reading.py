"""Addresses of PostgreSQL and Redis are read once; what can't be honoured is refused by the part's name alone."""

from pathlib import Path

import pytest
import trustme

from app.addresses.postgresql import Keepalive, PostgresAddress, read_postgresql
from app.addresses.redis import read_redis

CANARY = "hush%21hush"


@pytest.mark.parametrize(
    ("address", "host", "user", "password", "database"),
    [
        ("postgresql://u:p@h/d", ("h", 5432), "u", "p", "d"),
        ("postgres://u:p%40%2F%3A%25@h:5433/d/", ("h", 5433), "u", "p@/:%", "d"),
        ("postgresql+asyncpg://u:a:b@[::1]:6/d", ("::1", 6), "u", "a:b", "d"),
        ("postgresql://u:a@b@h/d", ("h", 5432), "u", "a@b", "d"),
        ("postgresql:///d?host=/run/pg&port=6&user=u&password=p", ("/run/pg", 6), "u", "p", "d"),
        ("postgresql://u@/d?host=/run/pg", ("/run/pg", 5432), "u", None, "d"),
        ("postgresql://%2Frun%2Fpg/d", ("/run/pg", 5432), None, None, "d"),
        ("postgresql:///?dbname=a%2Fb", ("localhost", 5432), None, None, "a/b"),
        ("postgresql://h/a%2Fb", ("h", 5432), None, None, "a/b"),
    ],
)
def test_where_a_database_is(
    address: str, host: tuple[str, int], user: str | None, password: str | None, database: str
) -> None:
    read = read_postgresql(address)
    assert (read.hosts, read.user, read.password, read.database) == ((host,), user, password, database)


@pytest.mark.parametrize(
    ("address", "hosts"),
    [
        ("postgresql://one,two:5433,three/d", [("one", 5432), ("two", 5433), ("three", 5432)]),
        ("postgresql://one,two/d?port=5433", [("one", 5433), ("two", 5433)]),
        ("postgresql:///d?host=one,two&port=1,2", [("one", 1), ("two", 2)]),
        ("postgresql:///d?host=one:1&host=two:2", [("one", 1), ("two", 2)]),
        ("postgresql://u:p@[::1]:1,/d", [("::1", 1)]),
    ],
)
def test_several_hosts(address: str, hosts: list[tuple[str, int]]) -> None:
    assert list(read_postgresql(address).hosts) == hosts


def test_what_is_honoured_beside_the_place() -> None:
    read = read_postgresql(
        "postgresql://h/d?sslmode=require&target_session_attrs=read-write&options=-c%20search_path%3Dx"
        "&application_name=a%26b&connect_timeout=2&keepalives_idle=5&keepalives_count=2&tcp_user_timeout=900"
        "&gssencmode=disable&channel_binding=prefer&sslsni=1"
    )
    assert read == PostgresAddress(
        hosts=(("h", 5432),),
        database="d",
        user=None,
        password=None,
        passfile=None,
        target="read-write",
        tls={"sslmode": "require"},
        session={"options": "-c search_path=x", "application_name": "a&b"},
        connect_timeout=2,
        keepalive=Keepalive(idle=5, interval=10, count=2, user_timeout=900),
    )
    assert read_postgresql("postgresql://h/d?keepalives=0").keepalive.idle is None
    assert read_postgresql("postgresql://h/d?ssl=true").tls == {"sslmode": "require"}


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (f"mysql://u:{CANARY}@h/d", "Should be an address like postgresql://"),
        (f"postgresql://u:{CANARY}@h", "Should end with the name of a database"),
        (f"postgresql://u:{CANARY}@h//", "Should end with the name of a database"),
        (f"postgresql://u:{CANARY}@h/a/b", "several names of a database"),
        (f"postgresql://u:{CANARY}/x@h/d", "a port that is no number from 1 to 65535"),
        (f"postgresql://u:{CANARY}#x@h/d", "a # in it"),
        (f"postgresql://u:{CANARY}100%@h/d", "a % in its password"),
        (f"postgresql://u:{CANARY}%ff@h/d", "escapes in its password that are no UTF-8"),
        (f"postgresql://u:{CANARY}%00@h/d", "a null character in its password"),
        (f"postgresql://u:{CANARY}@h:0/d", "a port that is no number"),
        (f"postgresql://u:{CANARY}@h:99999/d", "a port that is no number"),
        (f"postgresql://u:{CANARY}@a:b:c/d", "a host with several colons"),
        (f"postgresql://u:{CANARY}@[::1/d", "a host whose [ has no ]"),
        (f"postgresql://u:{CANARY}@h/d?host=other", "the host twice"),
        (f"postgresql://u:{CANARY}@h/d?user=other", "the user twice"),
        (f"postgresql://u:{CANARY}@h/d?dbname=other", "the name of the database twice"),
        (f"postgresql://u:{CANARY}@one,two/d?port=1,2,3", "another number of ports than of hosts"),
        (f"postgresql://u:{CANARY}@h/d?sslmode=on", "a sslmode that can't be honoured. It may be disable, allow"),
        (f"postgresql://u:{CANARY}@h/d?sslmode=require&sslmode=disable", "sslmode twice"),
        (f"postgresql://u:{CANARY}@h/d?sslmode=verify-full", "an sslmode that needs an sslrootcert"),
        (f"postgresql://u:{CANARY}@h/d?sslrootcert=system", "needs sslmode=verify-full"),
        (f"postgresql://u:{CANARY}@h/d?sslrootcert=/nowhere.pem", "a sslrootcert that is no file"),
        (f"postgresql://u:{CANARY}@h/d?sslkey={__file__}", "an sslkey without an sslcert"),
        (f"postgresql://u:{CANARY}@h/d?sslrootcert={__file__}", "no file of certificates (PEM)"),
        (f"postgresql://u:{CANARY}@h/d?sslnegotiation=direct", "needs an sslmode of require"),
        (f"postgresql://u:{CANARY}@h/d?target_session_attrs=leader", "a target_session_attrs that can't be honoured"),
        (f"postgresql://u:{CANARY}@h/d?channel_binding=require", "a channel_binding that can't be honoured"),
        (f"postgresql://u:{CANARY}@h/d?gssencmode=require", "a gssencmode that can't be honoured"),
        (f"postgresql://u:{CANARY}@h/d?connect_timeout=0", "a connect_timeout that is no number from 1 to 60"),
        (f"postgresql://u:{CANARY}@h/d?statement_timeout=5s", "does not take: statement_timeout"),
        (f"postgresql://u:{CANARY}@h/d?{CANARY}", "one whose name can't be shown"),
        (f"postgresql://u:{CANARY}@h/d?service=x", "does not take: service"),
        (f"postgresql://u:{CANARY}@h/d?hostaddr=1.2.3.4", "does not take: hostaddr"),
    ],
)
def test_what_an_address_of_a_database_is_refused_for(address: str, names: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 -- the message is looked at below
        read_postgresql(address)
    assert names in str(refused.value)
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(
    ("address", "hosts", "database", "master"),
    [
        ("redis://h", [("h", 6379)], 0, None),
        ("redis://h/", [("h", 6379)], 0, None),
        ("redis://u:p%40@h:1/3/", [("h", 1)], 3, None),
        ("rediss://h?db=4", [("h", 6379)], 4, None),
        ("unix:///run/s.sock?db=2", [], 2, None),
        ("redis+sentinel://:p@one,two:2/main/5/", [("one", 26379), ("two", 2)], 5, "main"),
        ("rediss+sentinel://one/main", [("one", 26379)], 0, "main"),
    ],
)
def test_where_redis_is(address: str, hosts: list[tuple[str, int]], database: int, master: str | None) -> None:
    read = read_redis(address)
    assert (list(read.hosts), read.database, read.master) == (hosts, database, master)
    made = read.connections(1.0, 2.0).connection_kwargs
    assert (made["db"], made["socket_connect_timeout"], made["socket_timeout"]) == (database, 1.0, 2.0)


@pytest.mark.parametrize(
    ("address", "names"),
    [
        (f"memcached://u:{CANARY}@h", "Should be an address like redis://"),
        (f"redis+cluster://u:{CANARY}@h", "one server, or Sentinels"),
        (f"redis://u:{CANARY}@one,two", "several hosts"),
        (f"redis://u:{CANARY}@h/zero", "a database that is no number"),
        (f"redis://u:{CANARY}@h/1?db=2", "the number of the database twice"),
        (f"redis://u:{CANARY}@h?ssl_ca_certs=/x", "does not take: ssl_ca_certs"),
        (f"redis://u:{CANARY}@h?protocol=3", "does not take: protocol"),
        (f"rediss://u:{CANARY}@h?ssl_ca_certs=/nowhere", "an ssl_ca_certs that is no file"),
        (f"rediss://u:{CANARY}@h?ssl_ca_certs={__file__}", "an ssl_ca_certs that is no file of certificates"),
        (f"rediss://u:{CANARY}@h?ssl_cert_reqs=optional", "a ssl_cert_reqs that can't be honoured"),
        (f"redis+sentinel://u:{CANARY}@h", "the master's name"),
        ("redis://:1", "Should be an address like redis://"),
        ("unix://h/socket", "Should be an address like redis://"),
    ],
)
def test_what_an_address_of_redis_is_refused_for(address: str, names: str) -> None:
    with pytest.raises(ValueError) as refused:  # noqa: PT011 -- the message is looked at below
        read_redis(address)
    assert names in str(refused.value)
    assert "hush" not in str(refused.value)


def test_certificates_are_read_at_the_start(tmp_path: Path) -> None:
    authority, other = trustme.CA(), trustme.CA()
    root, certificate, key = tmp_path / "root.pem", tmp_path / "client.pem", tmp_path / "client.key"
    authority.cert_pem.write_to_path(root)
    issued = authority.issue_cert("client.example")
    issued.cert_chain_pems[0].write_to_path(certificate)
    issued.private_key_pem.write_to_path(key)
    address = f"postgresql://h/d?sslmode=verify-full&sslrootcert={root}&sslcert={certificate}&sslkey={key}"
    assert set(read_postgresql(address).tls) == {"sslmode", "sslrootcert", "sslcert", "sslkey"}
    read_redis(f"rediss://h?ssl_ca_certs={root}&ssl_certfile={certificate}&ssl_keyfile={key}")
    other.issue_cert("client.example").private_key_pem.write_to_path(key)
    with pytest.raises(ValueError, match="do not belong together"):
        read_postgresql(address)
    with pytest.raises(ValueError, match="do not belong together"):
        read_redis(f"rediss://h?ssl_ca_certs={root}&ssl_certfile={certificate}&ssl_keyfile={key}")
