"""A picture as SVG to stand inside a page: small, without ids of its own, in the page's colours."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from .style import VARIABLES, settings
from .unprintable import without_glyph_warnings

if TYPE_CHECKING:
    from matplotlib.figure import Figure

_SVG = "http://www.w3.org/2000/svg"
_LINK = "{http://www.w3.org/1999/xlink}href"
_NUMBER = re.compile(r"-?\d+\.\d+")
_REFERENCE = re.compile(r"#([\w-]+)")
_FAMILY = re.compile(r"font-family:[^;]*;? ?")
_COLOUR = re.compile("|".join(map(re.escape, VARIABLES)))


def to_svg(figure: Figure, name: str, words: str) -> str:
    """Write a picture as an element of a page.

    Parameters
    ----------
    figure
        Drawn with the colours `SCREEN`.
    name
        Unique within the page: letters, digits and hyphens.
    words
        What a screen reader says in its place.

    Returns
    -------
    str
        An ``svg`` element whose colours are the page's variables ``--ink``, ``--muted`` and so on.
        The same figure gives the same text.
    """
    content = io.BytesIO()
    with settings(), without_glyph_warnings():
        figure.savefig(content, format="svg", metadata={"Date": None})
    root = ET.fromstring(content.getvalue())  # noqa: S314 - it has just been written here
    _drop_what_is_not_drawn(root)
    _rename(root, name)
    for element in root.iter():
        _shorten(element)
    for size in ("width", "height", "version"):
        root.attrib.pop(size, None)
    # Larger than it was laid out a picture gains nothing.
    root.set("style", f"max-width:{1.15 * float(root.attrib['viewBox'].split()[2]):.0f}px")
    root.set("role", "img")
    root.set("aria-label", words)
    # In a page the names of elements stand alone.
    ET.register_namespace("", _SVG)
    text = ET.tostring(root, encoding="unicode")
    return re.sub(r">\s+<", "><", text).replace(f' xmlns="{_SVG}"', "", 1)


def _drop_what_is_not_drawn(root: ET.Element) -> None:
    for parent in list(root.iter()):
        for child in list(parent):
            tag = child.tag.rpartition("}")[2]
            # The style sheet of one picture would hold for the whole page.
            if tag in ("metadata", "style"):
                parent.remove(child)
        parent.tail = None


def _rename(root: ET.Element, name: str) -> None:
    """Keep the ids that something refers to, under names of this picture's own."""
    used: dict[str, str] = {}
    for element in root.iter():
        for key, value in element.attrib.items():
            if key == _LINK or value.startswith("url("):
                for found in _REFERENCE.findall(value):
                    used.setdefault(found, f"{name}-{len(used)}")
    for element in root.iter():
        identity = element.attrib.pop("id", None)
        if identity in used:
            element.set("id", used[identity])
        if _LINK in element.attrib:
            element.set("href", "#" + used[element.attrib.pop(_LINK)[1:]])
        for key, value in element.attrib.items():
            if value.startswith("url("):
                element.set(key, _REFERENCE.sub(lambda found: "#" + used[found[1]], value))


def _shorten(element: ET.Element) -> None:
    for key in ("d", "x", "y", "width", "height", "transform", "points"):
        if key in element.attrib:
            value = _NUMBER.sub(lambda found: f"{float(found[0]):.1f}", element.attrib[key])
            value = " ".join(value.replace(".0 ", " ").split())
            if key == "transform" and value.startswith("rotate(-0"):
                del element.attrib[key]
                continue
            element.set(key, value)
    if "style" in element.attrib:
        style = _FAMILY.sub("", element.attrib["style"])
        element.set("style", _COLOUR.sub(lambda found: VARIABLES[found[0]], style))
