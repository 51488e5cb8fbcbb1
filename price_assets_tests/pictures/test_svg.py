"""Pictures as parts of a page: names, references, colours and words."""

import html
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.pictures import SCREEN, draw_files, draw_skill, to_svg
from price_assets.pictures.names import short
from price_assets.pictures.style import new_figure
from price_assets_tests.examples import a_source

from .values import ODD_NAMES, PICTURES, all_svg, an_accuracy, texts_of

REFERENCE = re.compile(r"""(?:href="#|url\(#)([^")]+)""")
IDENTITY = re.compile(r'\bid="([^"]+)"')
COLOUR = re.compile(r"(?:fill|stroke): ([^;\"]+)")


def test_no_two_elements_of_a_page_have_one_name_and_each_reference_finds_its_element():
    page = all_svg()
    names, references = IDENTITY.findall(page), set(REFERENCE.findall(page))
    assert len(names) == len(set(names))
    assert references
    assert references == set(names)


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_names_only_what_it_refers_to_and_by_its_own_name(name):
    svg = to_svg(PICTURES[name](SCREEN), name, "words")
    names = IDENTITY.findall(svg)
    assert set(names) == set(REFERENCE.findall(svg))
    assert all(re.fullmatch(rf"{name}-\d+", found) for found in names)


@pytest.mark.parametrize("name", PICTURES)
def test_every_colour_of_a_picture_is_one_of_the_page(name):
    svg = to_svg(PICTURES[name](SCREEN), name, "words")
    colours = set(COLOUR.findall(svg))
    assert "var(--muted)" in colours
    assert all(re.fullmatch(r"var\(--[a-z]+\)|none", colour) for colour in colours), colours
    assert "#0000" not in svg


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_loads_nothing_and_brings_no_style_for_the_page(name):
    svg = to_svg(PICTURES[name](SCREEN), name, "words")
    tags = {element.tag for element in ET.fromstring(svg).iter()}  # noqa: S314
    assert tags <= {"svg", "g", "defs", "path", "use", "text", "tspan", "clipPath", "rect"}
    assert "http" not in svg


@given(st.text())
@settings(max_examples=10, deadline=None)
def test_the_words_for_screen_readers_stand_in_the_element(words):
    assert aria_label(to_svg(new_figure(10, 10), "empty", words)) == words


def aria_label(svg):
    tag = svg[: svg.index(">")]
    assert 'role="img"' in tag
    return html.unescape(re.search(r'aria-label="([^"]*)"', tag)[1])


def test_a_picture_is_as_wide_as_it_was_laid_out_and_scales_down():
    tag = to_svg(PICTURES["drift"](SCREEN), "drift", "words").split(">", 1)[0]
    assert 'viewBox="0 0 400 220"' in tag
    assert "max-width:460px" in tag
    assert not re.search(r"\b(width|height)=", tag)


def test_symbols_stand_in_a_picture_letter_by_letter():
    rows = [an_accuracy(symbol=symbol) for symbol in ODD_NAMES]
    texts = texts_of(to_svg(draw_skill(rows, SCREEN), "skill", "words"))
    assert {short(symbol).strip() for symbol in ODD_NAMES} <= {text.strip() for text in texts}


@given(st.text(min_size=1))
@settings(max_examples=10, deadline=None)
def test_a_file_of_any_name_can_be_drawn(name):
    svg = to_svg(draw_files([a_source(name, 7)], SCREEN), "files", "words")
    assert "7" in texts_of(svg)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("OIL", "OIL"),
        ("x" * 18, "x" * 18),
        ("x" * 19, "x" * 17 + "…"),
        ("a\nb\u2028c\u202ed\x00e\ufffef", "a b c d e f"),
    ],
)
def test_names_are_cut_to_what_an_axis_has_room_for(name, shown):
    assert short(name) == shown
