"""The page of a report in a real browser: what it shows, and what can be done with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from price_assets_tests.report.models import FIFTY, HOSTILE, MODELS, ODD_SYMBOLS, UNKNOWN, page_of
from price_assets_tests.report.models import fifty as model_of_fifty

TABLES_OF_SYMBOLS = ("The next prices of each symbol", "MAE in price units", "The prices that")


@pytest.fixture(scope="module")
def pages(browser, tmp_path_factory):  # noqa: ARG001 - no pages where there is no browser
    folder = tmp_path_factory.mktemp("pages")
    written = {}
    for name in MODELS:
        written[name] = folder / name / "report.html"
        written[name].parent.mkdir()
        written[name].write_text(page_of(name), encoding="utf-8")
    return written


@pytest.fixture
def fifty(page, pages):
    page.goto(pages["fifty"].as_uri())
    return page


def watch(page):
    """Write down what a page asks for and complains of."""
    page.requested, page.complained = [], []
    page.on("request", lambda request: page.requested.append(request.url))
    page.on("console", lambda message: page.complained.append(message.text))
    page.on("pageerror", lambda error: page.complained.append(str(error)))


def shown_names(page):
    """List the symbols of the pictures that are shown, in their order."""
    return page.locator(".cards figure:visible h3").all_text_contents()


def table_named(page, caption):
    return page.locator("table", has=page.locator("caption", has_text=caption)).first


def shown_rows(page, caption):
    return table_named(page, caption).locator("tbody tr:visible")


def column(page, caption, name):
    """List the cells of a column in the order in which they are shown."""
    table = table_named(page, caption)
    place = table.locator("thead th").all_text_contents().index(name)
    return table.locator(f"tbody tr > :nth-child({place + 1})").all_text_contents()


def header(page, caption, name):
    return table_named(page, caption).get_by_role("button", name=name, exact=True)


def as_number(cell):
    found = re.match(r"<?(-?[\d,.]+)", cell)
    return float(found[1].replace(",", "")) if found else None


@pytest.mark.parametrize("name", MODELS)
def test_a_page_asks_for_nothing_but_itself_and_complains_of_nothing(page, pages, name):
    watch(page)
    page.goto(pages[name].as_uri())
    page.mouse.wheel(0, 100_000)
    if name == "fifty":
        page.get_by_role("searchbox").fill("S1")
        page.get_by_role("combobox").select_option(label="symbol")
        header(page, "The next prices", "forecast").click()
    page.wait_for_load_state("networkidle")
    assert page.requested == [pages[name].as_uri()]
    assert page.complained == []


@pytest.mark.parametrize("name", ["two", "odd", "hourly"])
def test_with_twelve_symbols_or_fewer_there_are_no_tools_and_no_script(page, pages, name):
    page.goto(pages[name].as_uri())
    for tool in ("script", "form", "input", "select", "button"):
        expect(page.locator(tool)).to_have_count(0)


def test_the_search_narrows_pictures_and_tables_and_says_how_many_it_finds(fifty):
    expect(fifty.get_by_role("status")).to_have_text("50 symbols")
    fifty.get_by_role("searchbox", name="Search symbols").fill(" s1")
    expect(fifty.get_by_role("status")).to_have_text("10 of 50 symbols")
    found = [f"S1{number}" for number in range(10)]
    assert shown_names(fifty) == found
    for caption in TABLES_OF_SYMBOLS:
        assert shown_rows(fifty, caption).locator("th").all_text_contents() == found
    # A method is no symbol.
    assert shown_rows(fifty, "Methods tried").count() == len(model_of_fifty().candidates)
    fifty.get_by_role("searchbox").fill("nothing of the kind")
    expect(fifty.get_by_role("status")).to_have_text("0 of 50 symbols")
    assert shown_names(fifty) == []


def test_an_empty_search_shows_everything_again(fifty):
    fifty.get_by_role("searchbox").fill("S42")
    assert shown_names(fifty) == ["S42"]
    fifty.get_by_role("searchbox").fill("")
    expect(fifty.get_by_role("status")).to_have_text("50 symbols")
    assert shown_names(fifty) == list(FIFTY)
    for caption in TABLES_OF_SYMBOLS:
        assert shown_rows(fifty, caption).count() == 50


def test_enter_in_the_search_leaves_the_page_as_it_is(fifty):
    before = fifty.url
    fifty.get_by_role("searchbox").fill("S2")
    fifty.keyboard.press("Enter")
    expect(fifty.get_by_role("status")).to_have_text("10 of 50 symbols")
    assert fifty.url == before


def test_the_pictures_can_be_put_in_another_order_and_back(fifty):
    model = model_of_fifty()
    skills = {row.symbol: row.skill for row in model.metrics.symbols if row.skill is not None}
    rises = {step.symbol: step.probability_of_rise for step in model.forecast}
    order = fifty.get_by_role("combobox", name="Sort pictures by")
    order.select_option(label="skill, best first")
    by_skill = sorted(skills, key=skills.get, reverse=True)
    assert by_skill != sorted(by_skill)
    assert shown_names(fifty) == [*by_skill, *UNKNOWN]
    order.select_option(label="probability of a rise")
    assert shown_names(fifty) == sorted(rises, key=rises.get, reverse=True)
    order.select_option(label="symbol")
    assert shown_names(fifty) == list(FIFTY)
    fifty.get_by_role("searchbox").fill("S3")
    order.select_option(label="skill, best first")
    assert shown_names(fifty) == [name for name in [*by_skill, *UNKNOWN] if name[1] == "3"]
    fifty.get_by_role("searchbox").fill("")
    order.select_option(label="order of the file")
    assert shown_names(fifty) == list(FIFTY)


@pytest.mark.parametrize(
    ("caption", "name"),
    [
        ("The next prices", "last price"),
        ("The next prices", "95 % interval"),
        ("The next prices", "rise"),
        ("MAE in price units", "skill"),
        ("MAE in price units", "AUC (95 % interval)"),
        ("Methods tried", "p-value"),
    ],
)
def test_a_click_on_a_header_sorts_by_number_and_a_second_one_the_other_way(fifty, caption, name):
    before = column(fifty, caption, name)
    numbers = sorted(found for cell in before if (found := as_number(cell)) is not None)
    unknown = [None] * before.count("-")
    head = table_named(fifty, caption).locator("th", has_text=name)
    header(fifty, caption, name).click()
    expect(head).to_have_attribute("aria-sort", "ascending")
    assert list(map(as_number, column(fifty, caption, name))) == [*numbers, *unknown]
    header(fifty, caption, name).click()
    expect(head).to_have_attribute("aria-sort", "descending")
    assert list(map(as_number, column(fifty, caption, name))) == [*numbers[::-1], *unknown]
    assert table_named(fifty, caption).locator("[aria-sort]").count() == 1


def test_what_is_sorted_holds_negative_numbers_thousands_and_unknown_ones(fifty):
    prices = column(fifty, "The next prices", "last price")
    assert any(cell.startswith("-") for cell in prices)
    assert any("," in cell for cell in prices)
    assert column(fifty, "MAE in price units", "skill").count("-") == len(UNKNOWN)


def test_rows_stay_whole_when_they_are_sorted_and_names_are_sorted_as_names(fifty):
    def rows():
        return table_named(fifty, "The next prices").locator("tbody tr").all_text_contents()

    before = rows()
    header(fifty, "The next prices", "rise").click()
    assert rows() != before
    header(fifty, "The next prices", "symbol").click()
    assert rows() == before
    header(fifty, "The next prices", "symbol").click()
    assert rows() == before[::-1]


def test_without_script_the_page_shows_all_symbols_and_no_dead_tools(browser, pages):
    page = browser.new_page(java_script_enabled=False)
    page.goto(pages["fifty"].as_uri())
    assert shown_names(page) == list(FIFTY)
    for caption in TABLES_OF_SYMBOLS:
        assert shown_rows(page, caption).count() == 50
    for tool in ("form", "input", "select", "button"):
        assert page.locator(f"{tool}:visible").count() == 0
    page.close()


FOCUSED = """() => {
  const found = document.activeElement;
  const style = getComputedStyle(found);
  return {
    name: found.id || found.getAttribute("aria-label") || found.textContent,
    tag: found.tagName,
    seen: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
  };
}"""


def test_the_keyboard_alone_reaches_everything_and_what_it_has_reached_is_seen(fifty):
    wanted = [
        *fifty.locator("nav a").all_text_contents(),
        *("search", "order"),
        *fifty.locator("thead button").all_text_contents(),
        *(found.get_attribute("aria-label") for found in fifty.locator(".scroll").all()),
    ]
    reached = []
    for _ in range(2 * len(wanted)):
        fifty.keyboard.press("Tab")
        focused = fifty.evaluate(FOCUSED)
        if focused["tag"] == "BODY":
            break
        assert focused["seen"], focused
        reached.append(focused["name"])
    assert sorted(reached) == sorted(wanted)


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_header_is_sorted_by_from_the_keyboard_and_keeps_the_focus(fifty, key):
    button = header(fifty, "The next prices", "rise")
    button.focus()
    fifty.keyboard.press(key)
    rises = list(map(as_number, column(fifty, "The next prices", "rise")))
    assert rises == sorted(rises)
    expect(button).to_be_focused()
    fifty.keyboard.press(key)
    assert list(map(as_number, column(fifty, "The next prices", "rise"))) == rises[::-1]


def test_what_the_keyboard_reaches_is_not_hidden_by_the_search_above_it(fifty):
    fifty.set_viewport_size({"width": 1280, "height": 500})
    fifty.locator("nav a", has_text="Data").focus()
    fifty.keyboard.press("Enter")
    heading = fifty.locator("h2#data")
    expect(heading).to_be_in_viewport()
    tools = fifty.locator(".tools").bounding_box()
    assert heading.bounding_box()["y"] >= tools["y"] + tools["height"]


def test_a_symbol_that_looks_like_html_is_shown_as_text_and_runs_nothing(page, pages):
    page.goto(pages["odd"].as_uri())
    assert shown_names(page) == sorted(ODD_SYMBOLS)
    for symbol in HOSTILE:
        expect(page.get_by_role("heading", name=symbol, exact=True)).to_be_visible()
    assert page.evaluate("window.ran") is None
    page.goto(pages["hourly"].as_uri())
    for symbol in HOSTILE:
        expect(page.locator(".said", has_text=symbol)).to_be_visible()
    assert page.evaluate("window.ran") is None


@pytest.mark.parametrize("name", ["two", "fifty"])
@pytest.mark.parametrize(
    "injected",
    ["<script>window.ran=1</script>", "<img src='data:,' onerror='window.ran=1'>"],
)
def test_what_is_injected_into_a_page_does_not_run(page, pages, tmp_path, name, injected):
    forged = tmp_path / "report.html"
    text = pages[name].read_text(encoding="utf-8")
    forged.write_text(text.replace("<main>", f"<main>{injected}"), encoding="utf-8")
    watch(page)
    page.goto(forged.as_uri())
    page.wait_for_load_state("networkidle")
    assert page.evaluate("window.ran") is None
    assert any("Content Security Policy" in said for said in page.complained)
    # And without the policy it would have: the test can fail.
    forged.write_text(re.sub("<meta http-equiv[^>]*>", "", forged.read_text(encoding="utf-8")))
    page.goto(forged.as_uri())
    page.wait_for_function("window.ran === 1")


def pdf_texts(content: bytes, folder: Path) -> list[str]:
    from pypdf import PdfReader

    path = folder / "report.pdf"
    path.write_bytes(content)
    with PdfReader(path) as reader:
        return [page.extract_text() for page in reader.pages]


def test_the_printed_page_has_the_symbols_and_neither_tools_nor_links(fifty, tmp_path):
    texts = pdf_texts(fifty.pdf(format="A4"), tmp_path)
    assert len(texts) > 1
    whole = "\n".join(texts)
    assert set(FIFTY) <= set(re.findall(r"\bS\d\d\b", whole))
    assert "NOT YET REVIEWED" in whole
    fifty.emulate_media(media="print", color_scheme="dark")
    for part in (".tools", "nav"):
        assert fifty.locator(part).is_hidden()
    background = fifty.evaluate("getComputedStyle(document.body).backgroundColor")
    assert background == "rgb(255, 255, 255)"


@pytest.mark.parametrize("name", MODELS)
def test_nothing_is_cut_off_on_paper(page, pages, name):
    page.emulate_media(media="print")
    # The width of A4 between usual margins.
    page.set_viewport_size({"width": 718, "height": 1000})
    page.goto(pages[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= 718


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("name", MODELS)
def test_on_a_phone_the_page_does_not_scroll_sideways(page, pages, name, width):
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(pages[name].as_uri())
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    table = page.locator(".scroll").first
    table.focus()
    page.keyboard.press("ArrowRight")
    page.wait_for_function("() => document.querySelector('.scroll').scrollLeft > 0")
