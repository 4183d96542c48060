"""Makes a mail message of a letter: UTF-8, plain text beside HTML, and no header that a value could add."""

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from app.domain.history.notices import is_mail_address
from app.mail.letter import Letter
from app.mail.parts import one_line

ENCODED_WORD = "=?"
"""The start of an encoded word (RFC 2047). A mail program would decode it, so that a value could show any text."""


class UnfitAddress(ValueError):
    """The recipient is not a mail address. No mail server is asked to deliver to it."""


def compose(letter: Letter, *, sender: Address, recipient: str, message_id: str, at: datetime) -> EmailMessage:
    """The message for a letter: the same bytes each time. Raises UnfitAddress if `recipient` is not a mail address."""
    if not is_mail_address(recipient):
        raise UnfitAddress("not a mail address")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = one_line(letter.subject).replace(ENCODED_WORD, "= ?")
    message["Date"] = at.astimezone(UTC)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    # Not 8 bit: a server on the way may not accept it.
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", charset="utf-8", cte="quoted-printable")
    message.set_boundary(f"=_{message_id.strip('<>').partition('@')[0]}")
    return message
