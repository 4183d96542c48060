"""Whatever is handed in as mail is caught, listed and shown, or refused; none of it breaks the page for the rest."""

import asyncio
import base64
import mailbox
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from app.demo.mail_page import FOLDER, MOST_OF_A_MESSAGE
from app.demo.processes import listen
from app.desk.mail import CUT, MOST_OF_A_HEADER
from app.desk.mail import MOST_OF_A_MESSAGE as MOST_SHOWN
from tests.mail.test_catcher import browser, catching, send

Sent = Callable[[bytes], None]

HEADERS = b"From: a@example.com\r\nTo: b@example.com\r\nSubject: Fine\r\n"


def nested(depth: int) -> bytes:
    """A message whose only text stands in `depth` multiparts."""
    parts = [
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (number, number) for number in range(depth)
    ]
    return b"".join(parts) + b"\r\ndeep\r\n"


MALFORMED = {
    "nothing": b"",
    "a line without an end": b"x",
    "no headers": b"just text\r\nmore of it\r\n",
    "no text": HEADERS,
    "a header that never ends": b"Subject: " + b"x" * 300_000,
    "very many headers": b"X: y\r\n" * 50_000 + b"\r\ntext",
    "an encoding that there is not": b"Subject: =?no-such-charset?q?x?=\r\n\r\ntext",
    "an encoded word that is none": b"Subject: =?utf-8?b?!!!!?= =?utf-8?q?=ZZ?= =?utf-8?x?y?=\r\n\r\ntext",
    "base64 of a length that there is not": b"Subject: =?utf-8?b?Zm9vZ?=\r\n\r\ntext",
    "bytes in a header": b"Subject: \xff\xfe gr\xc3\xb6\xc3\x9fer\r\nFrom: \x80@\x80\r\nDate: \xff\r\n\r\ntext",
    "controls in a header": b"Subject: a\x00b\x1b[31mc\xe2\x80\xaed\r\n\r\ntext",
    "a date that is none": b"Date: yesterday, 99 Foo 99999999999999 99:99:99 +999999\r\n\r\ntext",
    "addresses that are none": b'From: "((((<<<>>>@@@\r\nTo: ' + b"(" * 5_000 + b"\r\n\r\ntext",
    "an image": HEADERS + b"\r\n" + bytes(range(256)) * 200,
    "zeros": b"\0" * 100_000,
    "a charset that there is not": HEADERS + b"Content-Type: text/plain; charset=no-such\r\n\r\n\xff\xfe",
    "broken base64": HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\n!!!=\xff===\r\n",
    "broken uuencode": HEADERS + b"Content-Transfer-Encoding: x-uuencode\r\n\r\nbegin 666 x\r\n\xff\xff\r\n",
    "an encoding of its own": HEADERS + b"Content-Transfer-Encoding: \xff\xff\r\n\r\ntext",
    "no boundary": HEADERS + b"Content-Type: multipart/mixed\r\n\r\n--x\r\ntext",
    "a type that is none": HEADERS + b"Content-Type: ;;;=\xff/////\r\n\r\ntext",
    "a broken parameter": HEADERS
    + b"Content-Type: text/plain; name*0*=\xff''%; name*x=y\r\nContent-Disposition: \xff*=''\r\n\r\nt",
    "messages in messages": b"Content-Type: message/rfc822\r\n\r\n" * 3_000 + b"text",
    "parts in parts": nested(2_000),
    "very many parts": HEADERS + b"Content-Type: multipart/mixed; boundary=b\r\n\r\n" + b"--b\r\n\r\nx\r\n" * 20_000,
    "a page of its own": b"Subject: <script>alert(1)</script>\r\n\r\n</pre><script>alert(1)</script>",
}


async def shown(folder: Path, *messages: bytes) -> list[str]:
    """The pages of these messages, the newest first, as they are reached from the list."""
    box = mailbox.Maildir(folder / FOLDER, create=True)
    for message in messages:
        name = box.add(b"")
        (folder / FOLDER / "new" / name).write_bytes(message)
    async with browser(folder) as client:
        listing = await client.get("/mail")
        assert listing.status_code == 200
        addresses = [part.split('"')[0] for part in listing.text.split('<a href="')[1:]]
        assert len(addresses) == len(messages)
        pages = [await client.get(address) for address in addresses]
    assert {page.status_code for page in pages} == {200}
    for text in (listing.text, *(page.text for page in pages)):
        assert "<script" not in text
        assert not set(text) & set(map(chr, [*range(9), *range(11, 32), *range(127, 160), 0x202E]))
    return [page.text for page in pages]


async def test_a_malformed_message_breaks_no_page(tmp_path: Path) -> None:
    pages = await shown(tmp_path, HEADERS + b"\r\nfirst", *MALFORMED.values(), HEADERS + b"\r\nlast")
    assert "<pre>last</pre>" in pages[0]
    assert "<pre>first</pre>" in pages[-1]


@pytest.mark.parametrize("what", MALFORMED)
async def test_one_malformed_message_is_shown(what: str, tmp_path: Path) -> None:
    began = time.process_time()
    (page,) = await shown(tmp_path, MALFORMED[what])
    assert time.process_time() - began < 10
    assert len(page) < 20 * MOST_SHOWN


async def test_what_can_be_read_is_read(tmp_path: Path) -> None:
    encoded = HEADERS + b"Content-Transfer-Encoding: base64\r\n\r\n" + base64.b64encode("zwölf".encode())
    pages = await shown(tmp_path, MALFORMED["bytes in a header"], encoded, nested(5), MALFORMED["no headers"])
    for page, text in zip(
        reversed(pages), ("größer", "<pre>zwölf</pre>", "deep", "just text\nmore of it"), strict=True
    ):
        assert text in page


async def test_a_long_message_is_cut(tmp_path: Path) -> None:
    (page,) = await shown(tmp_path, b"Subject: " + b"s" * 5000 + b"\r\n\r\n" + b"x" * MOST_SHOWN * 4)
    assert CUT.strip() in page
    assert len(page) < 2 * MOST_SHOWN
    assert "s" * (MOST_OF_A_HEADER + 1) not in page


FRAGMENTS = st.sampled_from(
    [
        *(b"Subject: ", b"From: ", b"Content-Type: ", b"Content-Transfer-Encoding: ", b"Content-Disposition: "),
        *(b"multipart/mixed; boundary=b", b"message/rfc822", b"text/plain; charset=", b"base64", b"quoted-printable"),
        *(b"=?utf-8?", b"q?", b"b?", b"?=", b"--b", b"--b--", b"*0*=", b"''", b'"', b";", b"=", b"x"),
        *(b"\r\n", b"\n ", b"\n\n", b"\xff", b"\0"),
    ]
)


@given(st.one_of(st.binary(max_size=400), st.lists(FRAGMENTS, max_size=60).map(b"".join)))
@example(b"Subject: =?unknown-8bit?q?=FF?=\n\n")
def test_whatever_bytes_are_a_message(content: bytes) -> None:
    with TemporaryDirectory() as folder:
        asyncio.run(shown(Path(folder), content))


async def test_a_message_that_goes_away_meanwhile_is_not_listed(tmp_path: Path) -> None:
    box = mailbox.Maildir(tmp_path / FOLDER, create=True)
    (tmp_path / FOLDER / "new" / box.add(b"")).unlink()
    (tmp_path / FOLDER / "new" / "1.M1P1Q1.gone").symlink_to(tmp_path / "nowhere")
    async with browser(tmp_path) as client:
        assert "No mail has been sent yet" in (await client.get("/mail")).text
        assert (await client.get("/mail/1.M1P1Q1.gone")).status_code == 404


async def test_the_catcher_takes_whatever_comes_and_goes_on(tmp_path: Path) -> None:
    refused = b"\xff\xfe\x00 what is this\r\n" * 3 + b"A" * 5000 + b"\r\n" + b"MAIL FROM:\xff<\r\nRCPT\r\nDATA\r\n"
    begin = b"EHLO x\r\nMAIL FROM:<a@example.com>\r\nRCPT TO:<b@example.com>\r\nDATA\r\n"
    with listen("127.0.0.1", 0) as listening:
        async with catching(tmp_path, listening) as port:
            for said in (refused, begin + bytes(range(14, 256)) * 3 + b"\r\n.\r\n", begin + b"cut off"):
                reader, writer = await asyncio.open_connection("127.0.0.1", port)
                writer.write(said + (b"QUIT\r\n" if said != begin + b"cut off" else b""))
                writer.write_eof()
                await asyncio.wait_for(reader.read(), 20)
                writer.close()
            await send(port, "Still here", "text")
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"EHLO x\r\nMAIL FROM:<a@example.com> SIZE=%d\r\nQUIT\r\n" % (MOST_OF_A_MESSAGE + 1))
            assert b"552" in await asyncio.wait_for(reader.read(), 20)
            writer.close()
    async with browser(tmp_path) as client:
        assert "Still here" in (await client.get("/mail")).text
