"""Mails to customers about their refunds, in the merchant's words: templates with a few fields."""

from collections.abc import Mapping
from dataclasses import dataclass
from string import Formatter

from app.domain.problems import Condition, Path, Problem, Refused
from app.domain.texts import check_text

FIELDS = ("amount", "orderId", "merchant", "customerName")
"""What a template can name, in braces: {amount} is `10.50 USD`; what is not known is empty."""

LONGEST_SUBJECT, LONGEST_TEXT = 200, 10_000


@dataclass(frozen=True, slots=True)
class Template:
    """A mail in the merchant's words; `text` has its lines and paragraphs as they are."""

    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class CustomerMails:
    """What a merchant's customers are told: None for nothing. A sandbox merchant's only where that is `in_sandbox`."""

    accepted: Template | None = None
    failed: Template | None = None
    in_sandbox: bool = False


def check_template(template: Template, path: Path) -> None:
    """Raises Refused for a subject or a text that is empty, too long, or names what is no field."""
    for name, text, longest in (
        ("subject", template.subject, LONGEST_SUBJECT),
        ("text", template.text, LONGEST_TEXT),
    ):
        where = (*path, name)
        check_text(text, where, longest)
        if not text.strip() or (name == "subject" and not text.isprintable()):
            raise Refused(Problem(Condition.TEXT_INVALID, where))
        if not _names_fields_alone(text):
            fields = ", ".join(f"{{{each}}}" for each in FIELDS)
            expected = {"expected": f"Fields are {fields}; write {{{{ and }}}} for braces."}
            raise Refused(Problem(Condition.TEXT_INVALID, where, expected))


def filled(text: str, values: Mapping[str, str]) -> str:
    """The text with the fields' values; one that no field fits any more stays as it is."""
    return text.format_map({name: values.get(name, "") for name in FIELDS}) if _names_fields_alone(text) else text


def _names_fields_alone(text: str) -> bool:
    try:
        parts = list(Formatter().parse(text))
    except ValueError:
        return False
    return all(
        field is None or (field in FIELDS and not spec and conversion is None) for _, field, spec, conversion in parts
    )
