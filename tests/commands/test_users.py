"""`refundry users`: how an operator lets people in (SPEC 8.4)."""

import subprocess

from sqlalchemy import text

from app.domain.people.people import ALL_RIGHTS, Right, SessionKind
from app.flows.people.set_up import create_merchant
from app.flows.people.sign_in import actor_of_session, sign_in
from app.settings import Settings, as_environment
from app.store.database import Store
from tests.support import forkserver
from tests.support.staff import PASSWORD

ANOTHER = "another sixteen geese"


def refundry(settings: Settings, *arguments: str, typed: str) -> subprocess.CompletedProcess[str]:
    return forkserver.run("users", *arguments, environment=as_environment(settings), typed=typed)


async def test_an_operator_makes_the_first_administrator_and_helps_who_forgot(settings: Settings) -> None:
    store = Store(settings.database_url, pool_size=1)
    try:
        await create_merchant(store, "Acme", sandbox=True)
        create = ("create", "Kim@example.com", "--merchant", "acme", "--name", "Kim")
        weak = refundry(settings, *create, "--admin", typed="password1234\n")
        assert (weak.returncode, weak.stdout) == (1, "")
        assert weak.stderr.startswith("refundry: password: This password is not allowed.")
        assert "Traceback" not in weak.stderr
        assert "password1234" not in weak.stderr

        made = refundry(settings, *create, "--admin", typed=PASSWORD + "\n")
        assert (made.returncode, made.stdout) == (0, "Kim@example.com\n"), made.stderr
        session = await sign_in(store, "kim@example.com", PASSWORD, SessionKind.BEARER, None)
        assert session is not None
        assert session.person.rights == ALL_RIGHTS

        again = refundry(settings, *create, "--right", "VIEW", typed=PASSWORD)
        assert again.returncode == 1
        assert "email" in again.stderr

        helped = refundry(settings, "set-password", "kim@example.com", typed=ANOTHER)
        assert helped.returncode == 0, helped.stderr
        assert await actor_of_session(store, session.token, SessionKind.BEARER, None) is None
        assert await sign_in(store, "kim@example.com", PASSWORD, SessionKind.BEARER, None) is None
        assert await sign_in(store, "kim@example.com", ANOTHER, SessionKind.BEARER, None) is not None

        await create_merchant(store, "Bolt", sandbox=True)
        same = ("create", "kim@example.com", "--merchant", "bolt", "--name", "Kim", "--right", "VIEW")
        assert refundry(settings, *same, typed=ANOTHER).returncode == 0, "another merchant's"
        which = refundry(settings, "set-password", "kim@example.com", typed=PASSWORD)
        assert (which.returncode, which.stderr) == (1, "refundry: Choose a merchant with --merchant: acme, bolt.\n")
        there = refundry(settings, "set-password", "kim@example.com", "--merchant", "bolt", typed=PASSWORD)
        assert there.returncode == 0, there.stderr
        for password, merchant in ((ANOTHER, "acme"), (PASSWORD, "bolt")):
            kim = await sign_in(store, "kim@example.com", password, SessionKind.BEARER, None)
            assert kim is not None
            assert kim.person.merchant == merchant

        agent = ("create", "sam@example.com", "--merchant", "acme", "--name", "Sam", "--right", "VIEW")
        assert refundry(settings, *agent, "--right", "VOID", typed=PASSWORD).returncode == 0
        sam = await sign_in(store, "sam@example.com", PASSWORD, SessionKind.COOKIE, None)
        assert sam is not None
        assert sam.person.rights == {Right.VIEW, Right.VOID}

        async with store.session() as reading:
            kept = (await reading.execute(text("SELECT DISTINCT left(password_hash, 31) FROM users"))).scalars().all()
        assert [*kept] == ["$argon2id$v=19$m=65536,t=3,p=4$"], "as hard to guess as RFC 9106 recommends"
    finally:
        await store.close()
