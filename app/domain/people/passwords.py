"""Which passwords are taken, and how long guessing has to wait."""

from datetime import timedelta

from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.texts import check_text

SHORTEST_PASSWORD = 12
LONGEST_PASSWORD = 1000
FEWEST_DIFFERENT = 5
"""Characters; "121212121212" has two."""

_FIRST_TRIED = """
000000000000 012345678910 0123456789abcdef 111111111111 123123123123 123456123456 123456654321 123456789012
1234567890123 12345678901234 123456789abc 1234567890qwerty 1234qwerasdfzxcv 1q2w3e4r5t6y 1qaz2wsx3edc
1qaz2wsx3edc4rfv abc123abc123 abcd12345678 abcdefghijkl abcdefghijklmnop administrator administrator1
asdfghjkl123 changemechangeme changeme1234 correcthorsebatterystaple iloveyou1234 iloveyouiloveyou
letmein12345 letmeinletmein password1234 password12345 password123456 passwordpassword p@ssw0rd1234 p@ssword1234
q1w2e3r4t5y6 qazwsxedcrfv qazwsxedcrfvtgb qwerty123456 qwertyqwerty qwertyuiop12 qwertyuiop123 qwertyuiop[]
qwertyuiopasdfghjkl refundrefund secret123456 superman1234 trustno1trustno1 welcome12345 welcomewelcome
zaq12wsxcde3 zaq1zaq1zaq1 zxcvbnm12345 zxcvbnmasdfgh
"""
COMMONEST = frozenset(_FIRST_TRIED.split())
"""What is tried first, of those that are long enough."""

FREE_BY_ACCOUNT, LONGEST_WAIT_BY_ACCOUNT = 5, timedelta(minutes=1)
FREE_BY_ADDRESS, LONGEST_WAIT_BY_ADDRESS = 20, timedelta(minutes=5)
"""Failed sign-ins before there is a wait, and the longest wait; many people may share one address."""

LEAST_LOOKED_AT, MOST_LOOKED_AT = 2, 10
"""How many passwords are compared when somebody signs in who names no merchant. As much is worked where fewer accounts
have the address: how long it takes tells none from one from two. Who has an eleventh names its merchant."""

FAILURES_COUNT_FOR = timedelta(hours=1)
"""After the last of them."""


def check_password(password: str, email: str, path: Path) -> str:
    """The same password, if it can be taken for the person with that address.

    Raises Refused at `path`: PASSWORD_INVALID, or TEXT_INVALID for characters that no text may have.
    """
    check_text(password, path, LONGEST_PASSWORD, Condition.PASSWORD_INVALID)
    plain = password.casefold()
    if len(password) < SHORTEST_PASSWORD:
        raise _invalid(path, f"at least {SHORTEST_PASSWORD} characters")
    if plain in {email.casefold(), email.casefold().partition("@")[0]}:
        raise _invalid(path, "one that is not the e-mail address")
    if plain in COMMONEST or len(set(plain)) < FEWEST_DIFFERENT:
        raise _invalid(path, "one that is harder to guess: this is among the first that are tried")
    return password


def wait_after(failures: int, free: int, longest: timedelta) -> timedelta:
    """How long nothing is looked at after that many failures in a row: not at all up to `free`, then 2, 4, 8 … s."""
    if failures <= free:
        return timedelta(0)
    return min(longest, timedelta(seconds=2 ** min(failures - free, 16)))


def _invalid(path: Path, expected: str) -> Refused:
    return Refused(Problem(Condition.PASSWORD_INVALID, path, {"expected": expected}))
