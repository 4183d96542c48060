"""The XML of a webhook, read without its doctypes and entities."""

from xml.parsers import expat

LARGEST = 256 * 1024
"""In bytes."""

DEEPEST = 16
"""Elements within each other."""


class NotXml(ValueError):
    """A text is no XML of the plain kind that webhooks are."""


def texts(document: bytes) -> dict[str, str]:
    """The text of each element by its path, "notification/kind"; of several on a path the first.

    Raises NotXml, also for a doctype: with it come entities that blow up or read files.
    """
    if len(document) > LARGEST:
        raise NotXml("too large")
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.text
    parser.StartDoctypeDeclHandler = reader.doctype
    try:
        parser.Parse(document.strip(), True)
    except (expat.ExpatError, UnicodeError) as error:
        raise NotXml("no XML") from error
    return reader.found


class _Reader:
    def __init__(self) -> None:
        self.found: dict[str, str] = {}
        self._names: list[str] = []
        self._texts: list[list[str]] = []

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if len(self._names) >= DEEPEST:
            raise NotXml("too deep")
        self._names.append(name)
        self._texts.append([])

    def end(self, name: str) -> None:
        self.found.setdefault("/".join(self._names), "".join(self._texts.pop()).strip())
        self._names.pop()

    def text(self, data: str) -> None:
        if self._texts:
            self._texts[-1].append(data)

    def doctype(self, *given: object) -> None:
        raise NotXml("a doctype")
