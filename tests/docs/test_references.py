"""What code and tests refer to in docs/ is there, and links between the pages lead somewhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent.parent
DOCS = ROOT / "docs"
ROOMS = ("app", "refundry", "workers", "tests", "bench")
SOURCES = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]

_SPEC = re.compile(r"\bSPEC ([0-9]+(?:\.[0-9]+)?(?:(?:, | and | to |, and )[0-9]+(?:\.[0-9]+)?)*)", re.ASCII)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_BRAINTREE = re.compile(r"(?i)\bbraintree\.md(?:,? section)? ([0-9]+)", re.ASCII)
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def _rules(page: Path) -> set[str]:
    """The numbers of a page's sections ("8") and of the numbered rules in them ("8.5")."""
    found, section = set(), None
    for line in page.read_text().splitlines():
        heading = re.match(r"## ([0-9]+)\. ", line)
        rule = re.match(r"([0-9]+)\. ", line)
        if heading:
            section = heading[1]
            found.add(section)
        elif rule and section:
            found.add(f"{section}.{rule[1]}")
    return found


def _references(pattern: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    for path in SOURCES:
        for match in pattern.finditer(path.read_text()):
            for number in _NUMBER.findall(match[1]):
                yield str(path.relative_to(ROOT)), number


def test_every_rule_that_the_code_refers_to_is_in_the_specification() -> None:
    rules = _rules(DOCS / "specification.md")
    missing = {(path, number) for path, number in _references(_SPEC) if number not in rules}
    assert not missing


def test_every_section_that_the_code_refers_to_is_in_braintree_md() -> None:
    sections = _rules(DOCS / "braintree.md")
    missing = {(path, number) for path, number in _references(_BRAINTREE) if number not in sections}
    assert not missing


@pytest.mark.parametrize("page", sorted([*DOCS.rglob("*.md"), *ROOT.glob("*.md")]), ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    targets = [target for target in _LINK.findall(page.read_text()) if "://" not in target]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing
