"""The pages that people read, and the blocks that stand in them."""

import re
import shlex
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
README = ROOT / "README.md"
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])

_BLOCK = re.compile(r"^( *)```(\w+)\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Command:
    """One command line of a `console` block; a line that ends in a backslash goes on in the next one."""

    page: Path
    text: str

    @property
    def words(self) -> list[str]:
        """The command and its arguments, without comments, redirections and what is set for it."""
        words = shlex.split(self.text, comments=True)
        while words and re.fullmatch(r"[A-Z_]+=.*", words[0]):
            del words[0]
        ends = [index for index, word in enumerate(words) if word in {"&", ">", "|"}]
        return words[: ends[0]] if ends else words

    def __str__(self) -> str:
        return f"{self.page.name}: {self.text[:60]}"


def blocks(page: Path, language: str) -> list[str]:
    """The page's fenced blocks of that language, without the indentation that they have as part of a list."""
    found = _BLOCK.findall(page.read_text(encoding="utf-8"))
    return [re.sub(rf"^{indent}", "", text, flags=re.MULTILINE) for indent, name, text in found if name == language]


def commands(page: Path) -> list[Command]:
    """The command lines of the page's `console` blocks, in order."""
    lines = [line for text in blocks(page, "console") for line in text.replace("\\\n", " ").splitlines()]
    return [Command(page, line) for line in lines if line.strip()]


ALL_COMMANDS = [command for page in PAGES for command in commands(page)]


def of_refundry(command: Command) -> bool:
    return command.words[:1] == ["refundry"]
