"""Seeded mutators of what is no tree: bytes, lines, the members of a zip, the elements of XML."""

from __future__ import annotations

import io
import zipfile
from random import Random

from lxml import etree

from tests.fuzz.trees import WRONG

SNIPPETS = (
    b"\0", b"\xff", b"\xef\xbb\xbf", b"\xff\xfe", b"\r", b"\n\n", b"\t", b"\x1b", b"\xed\xa0\x80", b"\xef\xb7\x90",
    b"\xe2\x80\xae", b"\xf0\x9f\x91\xa9", b"\xcc\x81" * 40, b"---\n", b"...\n", b"&a ", b"*a ", b"<<: ", b"!!python/x ",
    b"%TAG ! x\n", b"\"\\x00\"", b"'", b"\"", b"{", b"}", b"[", b"]", b": ", b"- ", b"? ", b"| ", b">-\n", b"#", b",",
    b";", b"0x1F", b"1e999", b"-0.0", b".nan", b"~", b"{{ ", b" }}", b"{% for a in range(999) %}", b"{% endfor %}",
    b"{{ figures }}", b"{{ ().__class__ }}", b"```exhibit x\n```\n", b"```", b"[@a:3]", b"[](x)", b"**", b"=1+1", b"\\",
    b"<!DOCTYPE a [<!ENTITY b SYSTEM '/etc/passwd'>]>", b"&b;", b"../../x", b"/etc/passwd", b"[" * 300, b"{a: " * 99,
)  # fmt: skip
TALL = 3_000  # elements within one another


def bent(data: bytes, chance: Random) -> bytes:
    """The bytes with one to eight changes: some lost, doubled, moved, of another value, or put in."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 8))):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.choice((1, 1, 4, 30, 400)))
        match chance.randrange(6):
            case 0:
                del made[start:end]
            case 1:
                made[start:start] = made[start:end]
            case 2:
                part = made[start:end]
                del made[start:end]
                to = chance.randrange(len(made) + 1)
                made[to:to] = part
            case 3 if made:
                made[min(start, len(made) - 1)] = chance.randrange(256)
            case 4 if chance.random() < 0.2:
                del made[start:]
            case _:
                made[start:start] = chance.choice(SNIPPETS)
    return bytes(made)


def lines_bent(text: str, chance: Random) -> bytes:
    """A text with lines taken out, doubled, moved, set in or out, and at times with its bytes bent."""
    lines = text.splitlines(keepends=True)
    for _ in range(chance.choice((1, 2, 4))):
        at, to = chance.randrange(len(lines)), chance.randrange(len(lines))
        match chance.randrange(5):
            case 0 if len(lines) > 1:
                del lines[at]
            case 1:
                lines[to:to] = lines[at : at + chance.choice((1, 3, 9))]
            case 2:
                lines.insert(to, lines.pop(at))
            case 3:
                lines[at] = chance.choice(("  ", "    ", "- ", "\t")) + lines[at]
            case _:
                lines[at] = lines[at].lstrip()
    data = "".join(lines).encode()
    return bent(data, chance) if chance.random() < 0.6 else data


def unpacked(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_bent(members: dict[str, bytes], chance: Random) -> bytes:
    """The members zipped, after one to three changes to them, or to the zip itself."""
    made = dict(members)
    for _ in range(chance.choice((1, 1, 2, 3))):
        name, other = chance.choice(sorted(made)), chance.choice(sorted(made))
        match chance.randrange(10):
            case 0 if len(made) > 1:
                del made[name]
            case 1:
                made[name] = made[other]
            case 2:
                made[chance.choice((name.upper(), f"../{name}", f"/{name}", "a\\b", name + "x"))] = made[name]
            case 3:
                made[name] = chance.choice(
                    (b"", b"<a/>", b"\0" * 99, b"<" + b"a" * 9_999, b"<a>" * TALL + b"</a>" * TALL)
                )
            case 4:
                made[name] = bent(made[name], chance)
            case _:
                made[name] = xml_bent(made[name], chance)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", chance.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for name, data in made.items():
            archive.writestr(name, data)
    return bent(out.getvalue(), chance) if chance.random() < 0.1 else out.getvalue()


def xml_bent(data: bytes, chance: Random) -> bytes:
    """XML with an element taken out, doubled, moved or renamed, an attribute of another value; else bytes bent."""
    try:
        root = etree.fromstring(data)
    except (etree.XMLSyntaxError, ValueError):
        return bent(data, chance)
    elements = [element for element in root.iter() if isinstance(element.tag, str)]
    for _ in range(chance.choice((1, 1, 3))):
        one, other = chance.choice(elements), chance.choice(elements)
        word = str(chance.choice(WRONG)).translate(dict.fromkeys(range(32)))
        match chance.randrange(7):
            case 0 if one.getparent() is not None:
                one.getparent().remove(one)
            case 1 if other is not root:
                one.append(etree.fromstring(etree.tostring(other)))
            case 2:
                one.tag = chance.choice(("{x}y", other.tag))
            case 3:
                one.text = word
            case 4 if one.attrib:
                del one.attrib[chance.choice(sorted(one.attrib))]
            case 5 if one.attrib and other.attrib:
                one.attrib[chance.choice(sorted(one.attrib))] = other.attrib[chance.choice(sorted(other.attrib))]
            case _ if one.attrib:
                one.attrib[chance.choice(sorted(one.attrib))] = word
    return etree.tostring(root)
