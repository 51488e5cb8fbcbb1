"""Whether everybody can read the page of a report: accessibility, colour schemes, contrast."""

from __future__ import annotations

import pytest
from axe_playwright_python.sync_playwright import Axe

from price_assets_tests.report.models import MODELS, page_of

# Fourteen symbols have all that fifty have, and take axe a fraction of the time.
PAGES = [name for name in MODELS if name != "fifty"]
SCHEMES = ("light", "dark")
# All rules of axe-core that are no experiment, with the one that it leaves out by default.
RULES = {"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations", "incomplete"]}
# What stands in a picture is read out by its name alone; its contrast is measured below.
BUT_INSIDE_PICTURES = {"exclude": [["svg > *"]]}
LEAST_TEXT, LEAST_LINE = 4.5, 3.0
COLOURS = """(names) => {
  const probe = document.createElement("i");
  document.body.append(probe);
  const found = {};
  for (const name of names) {
    probe.style.color = `var(--${name})`;
    found[name] = getComputedStyle(probe).color;
  }
  probe.remove();
  return found;
}"""
DRAWN = """() => {
  const found = {stroke: {}, fill: {}};
  for (const element of document.querySelectorAll("svg [style]")) {
    for (const key of ["stroke", "fill"]) {
      const [said, computed] = [element.style[key], getComputedStyle(element)[key]];
      if (said.startsWith("var(")) (found[key][said] ??= new Set()).add(computed);
    }
  }
  for (const key of ["stroke", "fill"])
    for (const said in found[key]) found[key][said] = [...found[key][said]];
  return found;
}"""
TEXTS = """() => {
  const found = new Set();
  for (const text of document.querySelectorAll("svg text")) found.add(getComputedStyle(text).fill);
  return [...found];
}"""
NAMES = ("paper", "ink", "muted", "grid", "forecast", "inner", "outer", "warning")


@pytest.fixture(scope="module")
def pages(browser, tmp_path_factory):  # noqa: ARG001 - no pages where there is no browser
    folder = tmp_path_factory.mktemp("pages")
    for name in PAGES:
        (folder / f"{name}.html").write_text(page_of(name), encoding="utf-8")
    return folder


@pytest.fixture
def opened(page, pages, request):
    page.goto((pages / f"{request.param}.html").as_uri())
    return page


def every_page(test):
    return pytest.mark.parametrize("opened", PAGES, indirect=True)(test)


@every_page
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_nothing_that_keeps_anybody_out(opened, scheme, width):
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 900})
    found = Axe().run(opened, context=BUT_INSIDE_PICTURES, options=RULES).response
    assert {rule["id"]: rule["nodes"][0]["html"] for rule in found["violations"]} == {}
    # On a phone it cannot tell what is behind the columns that are scrolled out of sight.
    assert {rule["id"] for rule in found["incomplete"]} <= {"color-contrast"}
    assert {"region", "svg-img-alt", "target-size"} <= {rule["id"] for rule in found["passes"]}


@every_page
def test_the_pictures_follow_the_colour_scheme(opened):
    drawn = {}
    for scheme in SCHEMES:
        opened.emulate_media(color_scheme=scheme)
        colours = opened.evaluate(COLOURS, NAMES)
        drawn[scheme] = opened.evaluate(DRAWN)
        for said in drawn[scheme].values():
            assert {"var(--forecast)", "var(--muted)"} & set(said)
            for variable, computed in said.items():
                assert computed == [colours[variable[6:-1]]]
    for key in ("stroke", "fill"):
        light, dark = drawn["light"][key], drawn["dark"][key]
        assert light.keys() == dark.keys()
        assert all(light[variable] != dark[variable] for variable in light)


@pytest.mark.parametrize("opened", ["odd"], indirect=True)
@pytest.mark.parametrize("scheme", SCHEMES)
def test_words_and_lines_stand_out_from_the_page(opened, scheme):
    opened.emulate_media(color_scheme=scheme)
    colours = opened.evaluate(COLOURS, NAMES)
    for name in ("ink", "muted", "forecast", "warning"):
        assert contrast(colours[name], colours["paper"]) >= LEAST_TEXT
    # What axe cannot tell, because there are lines behind it.
    texts = opened.evaluate(TEXTS)
    assert texts
    for colour in texts:
        assert contrast(colour, colours["paper"]) >= LEAST_TEXT
    # The forecast's line crosses its intervals.
    for name in ("inner", "outer"):
        assert contrast(colours["forecast"], colours[name]) >= LEAST_LINE


def contrast(one: str, other: str) -> float:
    """Compare two colours as WCAG 2.2 does."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255.0 for part in colour.removeprefix("rgb(").rstrip(")").split(",")]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
