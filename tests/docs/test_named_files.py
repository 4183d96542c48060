"""What the documents name is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_tests_that_a_document_names_are_there(document: Path) -> None:
    named = set(re.findall(r"`(tests/[\w/]+(?:\.py)?)`?", document.read_text(encoding="utf-8")))
    assert sorted(name for name in named if not (ROOT / name).exists()) == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_the_files_that_a_document_leads_to_are_there(document: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text(encoding="utf-8"))
    local = {link for link in links if "://" not in link}
    assert sorted(link for link in local if not (document.parent / link).exists()) == []


def test_every_attack_stands_in_the_threat_model() -> None:
    model = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    attacks = [str(path.relative_to(ROOT)) for path in sorted((ROOT / "tests" / "attacks").glob("test_*.py"))]
    assert [attack for attack in attacks if f"`{attack}`" not in model] == []
