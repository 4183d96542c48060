"""From a letter to a message that mail servers take: UTF-8, plain text beside HTML, and headers that stay headers."""

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP

from app.domain.history.notices import is_mail_address
from app.mail.letter import Letter, one_line

ENCODED_WORD = "=?"
"""How an encoded word begins (RFC 2047). Inside of a value it would be decoded, to whatever its writer wished."""


class UnfitAddress(ValueError):
    """What should be a mail address is none, so that no server is asked to write to it."""


def compose(letter: Letter, *, sender: Address, recipient: str, message_id: str, at: datetime) -> EmailMessage:
    """The message, the same bytes each time. Raises UnfitAddress for a recipient that nobody could be."""
    if not is_mail_address(recipient):
        raise UnfitAddress("this is no mail address")
    message = EmailMessage(policy=SMTP)
    message["From"] = sender
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = one_line(letter.subject).replace(ENCODED_WORD, "= ?")
    message["Date"] = at.astimezone(UTC)
    message["Message-ID"] = message_id
    message["Auto-Submitted"] = "auto-generated"
    # Not 8 bit: a server on the way may not take it.
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", charset="utf-8", cte="quoted-printable")
    message.set_boundary(f"=_{message_id.strip('<>').partition('@')[0]}")
    return message
