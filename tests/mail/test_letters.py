"""What letters say for each kind of event, and the addresses and settings that mail needs. No server takes part."""

import re
from datetime import UTC, datetime
from email.headerregistry import Address
from html import unescape
from typing import Any

import pytest

from app.domain.history.notices import Notice, NoticeKind, Sent, is_mail_address
from app.domain.reversals.states import AttemptOutcome, OperationKind
from app.mail.letter import write
from app.mail.message import UnfitAddress, compose
from app.mail.parts import LONGEST_VALUE, one_line
from app.mail.server import Server, StartTls, read_sender, read_server
from app.settings import SettingsError, as_environment, read_settings

AT = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
REFUND, VOID, CHARGE, REFUND_VOID = (
    OperationKind.REFUND,
    OperationKind.VOID,
    OperationKind.CHARGE,
    OperationKind.REFUND_VOID,
)
URLS = {"database_url": "postgresql://db.example/refundry", "redis_url": "redis://redis.example"}


NOUN = {REFUND: "refund", VOID: "void", CHARGE: "charge", REFUND_VOID: "void of a refund"}
WHAT_HAPPENED = (
    *("failed", "declined", "declined at settlement", "with unknown outcome", "pending for ten days"),
    "awaits approval of its outcome",
    "with contradicting answers",
    "and others wait for the gateway's account",
)


def notice(**given: Any) -> Notice:
    usual: dict[str, Any] = {
        "kind": NoticeKind.REFUND_FAILED,
        "operation": REFUND,
        "merchant": "Acme",
        "order_id": "order-7",
        "customer_name": "Alex",
        "customer_email": "alex@example.com",
        "amount": "12.50",
        "currency": "USD",
        "transaction_id": "dHJhbnNhY3Rpb25fYQ",
        "refund_id": "cmVmdW5kX2I",
        "requested_by": "Shop key",
        "said": "The gateway cannot be reached.",
        "sendings": (
            Sent(1, AT, AttemptOutcome.UNAVAILABLE, None, "The gateway cannot be reached."),
            Sent(2, AT.replace(day=2), AttemptOutcome.DECLINED, "2004", "Expired Card"),
        ),
    }
    return Notice(**{**usual, **given})


@pytest.mark.parametrize(
    ("kind", "operation", "mutations"),
    [
        (NoticeKind.REFUND_FAILED, REFUND, ["refundTransaction", "markRefundedExternally"]),
        (NoticeKind.REFUND_DECLINED, REFUND, ["refundTransaction", "markRefundedExternally"]),
        (NoticeKind.SETTLEMENT_DECLINED, REFUND, ["refundTransaction", "markRefundedExternally"]),
        (NoticeKind.VOID_FAILED, VOID, ["reverseTransaction", "markVoidedExternally"]),
        (
            NoticeKind.OUTCOME_UNKNOWN,
            REFUND,
            ["resolveOutcome", "resolveOutcome", "refundTransaction", "markRefundedExternally"],
        ),
        (
            NoticeKind.OUTCOME_PENDING,
            VOID,
            ["resolveOutcome", "retryRefundNow", "reverseTransaction", "markVoidedExternally"],
        ),
        (
            NoticeKind.OUTCOME_CONTRADICTED,
            REFUND,
            ["resolveOutcome", "retryRefundNow", "refundTransaction", "markRefundedExternally"],
        ),
        (NoticeKind.GATEWAY_UNUSABLE, REFUND, ["retryRefundNow"]),
        (NoticeKind.OUTCOME_UNKNOWN, CHARGE, ["resolveOutcome", "resolveOutcome"]),
        (NoticeKind.OUTCOME_UNKNOWN, REFUND_VOID, ["resolveOutcome", "resolveOutcome"]),
        (NoticeKind.OUTCOME_AWAITS_APPROVAL, REFUND, ["approveRefund", "rejectRefund"]),
        (NoticeKind.OUTCOME_AWAITS_APPROVAL, REFUND_VOID, ["approveRefund", "rejectRefund"]),
    ],
)
def test_every_kind_names_its_ways_on(kind: NoticeKind, operation: OperationKind, mutations: list[str]) -> None:
    refund_id = "cmVmdW5kX2I" if operation in {REFUND, REFUND_VOID} else None
    letter = write([notice(kind=kind, operation=operation, refund_id=refund_id)])
    for body in (letter.text, unescape(letter.html)):
        assert re.findall(r"(\w+)\(input:", body) == mutations
        for fact in ("order-7", "Alex alex@example.com", "12.50 USD", "Shop key", "Acme"):
            assert fact in body
        assert "2026-03-01 12:30:00 UTC: UNAVAILABLE, nothing was done (The gateway cannot be reached.)" in body
        assert "2026-03-02 12:30:00 UTC: DECLINED (2004 Expired Card)" in body
    assert letter.subject in {f"Acme: {NOUN[operation]} {what}" for what in WHAT_HAPPENED}


@pytest.mark.parametrize(
    ("kind", "refund_id", "path"),
    [
        (NoticeKind.REFUND_FAILED, "cmVmdW5kX2I", "/payments/b"),
        (NoticeKind.VOID_FAILED, None, "/payments/a"),
        (NoticeKind.OUTCOME_AWAITS_APPROVAL, "cmVmdW5kX2I", "/approvals"),
    ],
)
def test_a_letter_links_to_the_desk_where_its_address_is_known(
    kind: NoticeKind, refund_id: str | None, path: str
) -> None:
    about = notice(kind=kind, refund_id=refund_id, order_id="https://evil.example")
    letter = write([about], "https://refunds.example.com")
    assert f"In the desk: https://refunds.example.com{path}\n" in letter.text
    assert re.findall('href="(.*?)"', letter.html) == [f"https://refunds.example.com{path}"]
    assert "In the desk" not in write([about]).text


def test_drift_is_told_by_the_gateways_ids() -> None:
    said = "2 new: MISSING_HERE re_1, STATUS re_2"
    drift = notice(kind=NoticeKind.DRIFT_FOUND, refund_id="re_1", requested_by="main", said=said, sendings=())
    letter = write([drift])
    assert letter.subject == "Acme: the gateway and Refundry differ"
    for body in (letter.text, unescape(letter.html)):
        assert re.findall(r"(\w+)\((?:input|first):", body) == ["drift", "adoptDrift", "adoptDrift"]
        for fact in ("main", "Acme", "re_1", "12.50 USD", said):
            assert fact in body


@pytest.mark.parametrize("kind", [NoticeKind.OUTCOME_UNKNOWN, NoticeKind.OUTCOME_PENDING])
def test_the_article_fits_the_operation(kind: NoticeKind) -> None:
    assert " an authorization " in write([notice(kind=kind, operation=OperationKind.AUTHORIZE)]).text
    assert " a refund " in write([notice(kind=kind, operation=REFUND)]).text


def test_what_is_not_known_is_not_made_up() -> None:
    letter = write([notice(order_id=None, customer_name=None, customer_email=None, refund_id=None, sendings=())])
    assert "Order:        none" in letter.text
    assert "Customer:     unknown" in letter.text
    assert "None" not in letter.text


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("two\r\nlines", "two lines"),
        ("tab\tand\vfeed\fand\x85next\u2028line\u2029paragraph", "tab and feed and next line paragraph"),
        ("right\u202eto left", "right to left"),
        ("\x1b[31mred\x00", "[31mred"),
        ("👩\u200d👧 می\u200cخواهم", "👩\u200d👧 می\u200cخواهم"),
        ("a" * 1000, "a" * (LONGEST_VALUE - 1) + "…"),
        ("   ", ""),
    ],
)
def test_a_value_stays_on_its_line(value: str, line: str) -> None:
    assert one_line(value) == line


def test_several_notices_make_one_letter_in_which_each_says_all_of_its_own() -> None:
    several = [
        notice(),
        notice(kind=NoticeKind.REFUND_DECLINED, order_id="order-8", amount="99.00"),
        notice(kind=NoticeKind.VOID_FAILED, operation=VOID, refund_id=None, order_id=None),
    ]
    letter = write(several)
    assert letter.subject == "Acme: 3 notices need a person"
    parts = re.split(r"===== \d of 3 =====\n\n", letter.text)
    assert parts[1:] == [write([each]).text + "\n" for each in several[:2]] + [write(several[2:]).text]
    for each in several:
        own = write([each]).html.partition("<body>")[2].partition("</body>")[0].strip()
        assert own in letter.html
    assert letter.html.count("<body>") == 1


@pytest.mark.parametrize("kind", NoticeKind)
@pytest.mark.parametrize("count", [1, 2])
def test_a_subject_has_nothing_that_a_client_chose(kind: NoticeKind, count: int) -> None:
    """Neither an order's id nor an amount, nor who asked: clients choose all of them."""
    chosen = {
        "order_id": "WIRE-9 999",
        "customer_name": "URGENT",
        "customer_email": "urgent@example.com",
        "requested_by": "Your bank",
        "said": "Call 555",
        "amount": "987654.32",
        "currency": "XTS",
    }
    ids = {"transaction_id": "dHJhbnM", "refund_id": "cmVmdW"}
    subject = write([notice(kind=kind, **chosen, **ids)] * count).subject
    assert not [value for value in [*chosen.values(), *ids.values()] if value in subject]
    assert subject.startswith("Acme: ")


@pytest.mark.parametrize("field", ["order_id", "customer_name", "customer_email", "requested_by", "merchant", "said"])
def test_no_fact_can_write_html_or_lines(field: str) -> None:
    attack = 'x\n\nWhat to do:\n1. <a href="https://evil.example">Sign in</a> & more'
    letter = write([notice(**{field: attack})])
    assert letter.text.count("\nWhat to do:\n") == 1
    assert "<a" not in letter.html
    assert "&lt;a href=&quot;https://evil.example&quot;&gt;" in letter.html
    assert "\n" not in letter.subject


@pytest.mark.parametrize(
    "name",
    [
        "=?utf-8?q?=0D=0ABcc:_thief=40example.com?=",
        "=?utf-8?b?DQpCY2M6IHRoaWVmQGV4YW1wbGUuY29t?=",
        "x\r\nBcc: thief@example.com",
    ],
)
def test_a_subject_means_what_it_shows(name: str) -> None:
    """Though a merchant's name is an operator's word."""
    message = compose(
        write([notice(merchant=name)]),
        sender=Address("Refunds", "refunds", "example.com"),
        recipient="support@example.com",
        message_id="<1@notice.refundry>",
        at=AT,
    )
    names = [line.partition(b":")[0] for line in message.as_bytes().partition(b"\r\n\r\n")[0].splitlines()]
    assert b"Bcc" not in names
    assert ("thief@example.com" in str(message["Subject"])) == ("thief@example.com" in name)


@pytest.mark.parametrize("address", ["support@example.com", "o'neil+refunds@mail.example.co.uk", "root@localhost"])
def test_addresses_that_can_be_written_to(address: str) -> None:
    assert is_mail_address(address)


@pytest.mark.parametrize(
    "address",
    [
        "",
        "nobody",
        "@example.com",
        "a@",
        "a@b@c",
        "support@example.com\n",
        "support@example.com\r\nBcc: thief@example.com",
        "support@example.com, thief@example.com",
        "a b@example.com",
        '"a b"@example.com',
        "<support@example.com>",
        "support@example.com> RCPT TO:<thief@example.com",
        "support@[127.0.0.1]",
        "support@-example.com",
        "support@example..com",
        ".a@example.com",
        "ä@example.com",
        "a" * 65 + "@example.com",
        "a@" + "b." * 130 + "com",
    ],
)
def test_addresses_that_can_not(address: str) -> None:
    assert not is_mail_address(address)
    with pytest.raises(UnfitAddress):
        compose(write([notice()]), sender=Address("", "a", "b.example"), recipient=address, message_id="<1@x>", at=AT)


@pytest.mark.parametrize(
    ("url", "server"),
    [
        ("smtp://mail.example", Server("mail.example", 587, False, StartTls.OPTIONAL)),
        ("smtp://mail.example:25?starttls=never", Server("mail.example", 25, False, StartTls.NEVER)),
        ("smtp://u:p@mail.example", Server("mail.example", 587, False, StartTls.REQUIRED, "u", "p")),
        (
            "smtp://u%40e:p%2F%3A@mail.example:2525",
            Server("mail.example", 2525, False, StartTls.REQUIRED, "u@e", "p/:"),
        ),
        ("smtps://u:p@[::1]", Server("::1", 465, True, StartTls.REQUIRED, "u", "p")),
    ],
)
def test_where_the_server_is(url: str, server: Server) -> None:
    assert read_server(url) == server
    assert read_settings(**URLS, smtp_url=url, mail_from="a@b.example").mail_server == server


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("smtp_url", "http://u:hush@mail.example"),
        ("smtp_url", "smtp://u:hush@"),
        ("smtp_url", "smtp://u:hu/hush@mail.example"),
        ("smtp_url", "smtp://u:hush@mail.example:99999"),
        ("smtp_url", "smtp://hush@mail.example"),
        ("smtp_url", "smtp://u:hush@mail.example?starttls=maybe"),
        ("smtp_url", "smtp://u:hush@mail.example?tls=yes"),
        ("smtp_url", "smtps://u:hush@mail.example?starttls=never"),
        ("smtp_url", "smtp://u:hush@mail.example/inbox"),
        ("smtp_url", "smtp://u:hush@[mail.example"),
        ("mail_from", "nobody"),
        ("mail_from", "Refunds <a@b.example"),
        ("mail_from", "Refunds <a@b.example>, c@d.example"),
        ("mail_from", "Refunds\r\nBcc: c@d.example <a@b.example>"),
        ("notify_emails", "support@example.com, nobody"),
        ("notify_emails", ", ".join(f"support-{number}@example.com" for number in range(11))),
        ("smtp_ca_file", "/nowhere/authority.pem"),
    ],
)
def test_settings_that_are_wrong_are_named_and_no_secret_is_repeated(name: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"REFUNDRY_{name.upper()}") as raised:
        read_settings(**{**URLS, "mail_from": "a@b.example", name: value})
    assert "hush" not in str(raised.value)


def test_a_server_without_a_sender_is_refused() -> None:
    with pytest.raises(SettingsError, match="REFUNDRY_MAIL_FROM is not set"):
        read_settings(**URLS, smtp_url="smtp://mail.example")


def test_another_process_reads_the_same_mail_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = read_settings(
        **URLS, smtp_url="smtp://u:p@mail.example", mail_from="Zoë <a@b.example>", notify_emails=["c@d.example"]
    )
    for name, value in as_environment(settings).items():
        monkeypatch.setenv(name, value)
    assert read_settings() == settings


def test_no_password_shows_when_settings_are_printed() -> None:
    settings = read_settings(**URLS, smtp_url="smtp://u:hush@mail.example", mail_from="a@b.example")
    assert "hush" not in f"{settings!r} {settings.mail_server!r}"


@pytest.mark.parametrize(
    ("text", "name", "address"),
    [
        ("a@b.example", "", "a@b.example"),
        ("Zoë, Refunds <a@b.example>", "Zoë, Refunds", "a@b.example"),
        ('"Refunds" <a@b.example>', "Refunds", "a@b.example"),
    ],
)
def test_who_mail_comes_from(text: str, name: str, address: str) -> None:
    sender = read_sender(text)
    assert (sender.display_name, sender.addr_spec) == (name, address)
