"""What classic calls send is read into plain values; a body that is built to hurt is refused, in little time."""

from time import perf_counter

import pytest

from app.web.classic.bodies import MOST_DEPTH, MOST_ELEMENTS, Sent, _from_json, read_xml
from app.web.classic.sent import Fields
from app.web.classic.xml import Items, Pages, Symbol, document
from app.web.http.statuses import HttpRefusal


@pytest.mark.parametrize(
    ("body", "value"),
    [
        ("<a/>", ""),
        ("<a></a>", ""),
        ("<a>\n  \n</a>", ""),
        ('<a nil="true"/>', None),
        ("<a> x </a>", " x "),
        ("<a>&lt;&amp;&#233;é</a>", "<&éé"),
        ("<a><![CDATA[<b>]]></a>", "<b>"),
        ('<a type="integer">40</a>', "40"),
        ('<a type="boolean">true</a>', True),
        ('<a type="boolean">false</a>', False),
        ('<a type="datetime">2026-01-31T12:00:00Z</a>', "2026-01-31T12:00:00Z"),
        ("<a>\n <b-c>1</b-c><d/>\n</a>", {"b_c": "1", "d": ""}),
        ('<a type="array"><item>1</item><item>2</item></a>', ["1", "2"]),
        ('<a type="array"/>', []),
        ("<!-- c --><?p i?><a>1</a>", "1"),
    ],
)
def test_xml_is_read(body: str, value: Sent) -> None:
    assert read_xml(body.encode()) == {"a": value}
    assert read_xml(f'<?xml version="1.0" encoding="UTF-8"?>\n{body}\n'.encode()) == {"a": value}


@pytest.mark.parametrize(
    ("given", "value"),
    [
        ({"a": None}, None),
        ({"a": {"b": ["x", 1, True]}}, {"b": ["x", "1", True]}),
        ({"b-c": ""}, None),
    ],
)
def test_json_is_read(given: object, value: Sent) -> None:
    assert _from_json(given).get("a") == value


BOMB = "".join(f'<!ENTITY x{n} "{f"&x{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE = {
    "billion laughs": f'<!DOCTYPE a [<!ENTITY x0 "ha">{BOMB}]><a>&x11;</a>',
    "quadratic blow-up": f'<!DOCTYPE a [<!ENTITY x "{"x" * 50_000}">]><a>{"&x;" * 10_000}</a>',
    "a file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>',
    "an address": '<!DOCTYPE a [<!ENTITY x SYSTEM "http://127.0.0.1:1/">]><a>&x;</a>',
    "a parameter entity": '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1:1/">%x;]><a/>',
    "an external subset": '<!DOCTYPE a SYSTEM "http://127.0.0.1:1/x.dtd"><a/>',
    "an empty doctype": "<!DOCTYPE a><a/>",
    "an unknown entity": "<a>&x;</a>",
    "depth": "<a>" * (MOST_DEPTH + 1) + "</a>" * (MOST_DEPTH + 1),
    "more depth": "<a>" * 30_000,
    "elements": "<a>" + "<b/>" * MOST_ELEMENTS + "</a>",
    "a long name": f"<{'a' * 101}/>",
    "a name of another alphabet": "<é/>",
    "a name twice": "<a><b>1</b><b>2</b></a>",
    "the same name in two spellings": "<a><b-c>1</b-c><b_c>2</b_c></a>",
    "text beside elements": "<a>x<b/></a>",
    "text in an array": '<a type="array">x</a>',
    "two roots": "<a/><a/>",
    "no end": "<a>",
    "a null character": "<a>\0</a>",
    "a control character": "<a>&#1;</a>",
    "half of a pair": "<a>&#xD800;</a>",
    "no XML": "amount=1",
    "two declarations": '<?xml version="1.0"?><?xml version="1.0"?><a/>',
}


@pytest.mark.parametrize("body", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_body_is_refused_soon(body: str) -> None:
    begun = perf_counter()
    with pytest.raises(HttpRefusal):
        read_xml(body.encode())
    assert perf_counter() - begun < 1


@pytest.mark.parametrize("body", [b"<a>\xff</a>", "<a>é</a>".encode("latin-1")])
def test_bytes_that_are_not_utf_8_are_refused(body: bytes) -> None:
    with pytest.raises(HttpRefusal):
        read_xml(body)


def test_a_declared_encoding_chooses_no_decoder() -> None:
    assert read_xml(b'<?xml version="1.0" encoding="UTF-7"?><a>+ADw-</a>') == {"a": "+ADw-"}


@pytest.mark.parametrize("name", ["a><b", "", "1a", "x" * 101, "a b", "é"])
def test_a_name_in_json_is_one_that_xml_can_repeat(name: str) -> None:
    with pytest.raises(HttpRefusal):
        _from_json({name: "1"})


def test_json_has_a_depth_too() -> None:
    nested: object = "x"
    for _ in range(MOST_DEPTH + 1):
        nested = {"a": nested}
    with pytest.raises(HttpRefusal):
        _from_json(nested)


@pytest.mark.parametrize(
    "wrong",
    [
        {"amount": {"value": "1"}},
        {"amount": ["1"]},
        {"amount": "1" * 5_000},
        {"options": "x"},
        {"options": ["x"]},
        {"line_items": "x"},
        {"line_items": ["x"] * 250},
        {"tax_exempt": "perhaps"},
    ],
)
def test_a_field_of_another_form_is_refused_by_its_name(wrong: dict[str, Sent]) -> None:
    sent = Fields.of("transaction", wrong)
    (name,) = wrong
    ask = {"options": sent.object, "tax_exempt": sent.flag}.get(name, sent.text)
    with pytest.raises(HttpRefusal, match=f"^transaction.{name} must be "):
        sent.list(name, 249) if name == "line_items" else ask(name)


def test_xml_is_written() -> None:
    value = {
        "none": None,
        "text": "<é & \x01\r>",
        "count": 3,
        "is_so": True,
        "attribute": Symbol("base"),
        "items": Items(["1"], "error"),
        "nothing": Items([]),
        "page": Pages({"total": 1}, "transaction", [{"id": "x"}]),
    }
    assert document("the_root", value).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<the-root><none nil="true"/><text>&lt;é &amp; \ufffd&#13;&gt;</text><count type="integer">3</count>'
        '<is-so type="boolean">true</is-so><attribute type="symbol">base</attribute>'
        '<items type="array"><error>1</error></items><nothing type="array"/>'
        '<page type="collection"><total type="integer">1</total><transaction><id>x</id></transaction></page></the-root>'
    )
