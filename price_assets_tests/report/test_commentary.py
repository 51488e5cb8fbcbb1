"""A person's words: kept, tied to a model, shown safely."""

import html
import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from price_assets.checkpoints import PriceAssetsError
from price_assets.forecast import train
from price_assets.report import (
    Commentary,
    ReportSettings,
    make_report,
    read_commentary,
    render_html,
    render_text,
    settle,
)
from price_assets_tests.examples import clean_prices_of

THIS, OTHER = (f"sha256:{letter * 64}" for letter in "ab")
TYPED = ReportSettings(commentary="The strike ended.", author="Ada", reviewed=True)


@pytest.fixture(scope="module")
def model():
    return train(clean_prices_of([float(number % 7) for number in range(60)]))


@pytest.fixture(scope="module")
def later():
    return train(clean_prices_of([float(number % 7) for number in range(67)]))


def seen(page):
    """Return what a reader of the page sees, without tags."""
    body = re.sub(r"<style>.*?</style>", "", page, flags=re.DOTALL)
    return html.unescape(" ".join(re.sub(r"<[^>]+>", " ", body).split()))


def in_both(report):
    return " ".join(report.text.split()), seen(report.html)


def test_without_words_both_say_that_nobody_has_reviewed_the_forecast(model):
    report = make_report(model)
    assert report.commentary is None
    for said in in_both(report):
        assert "NOT YET REVIEWED" in said
        assert "no person has said anything" in said


def test_what_is_typed_is_kept_and_stands_in_the_next_report(model):
    first = make_report(model, TYPED)
    kept = read_commentary(first.commentary, "commentary.md")
    assert kept == Commentary("The strike ended.", "Ada", True, model.checksum)
    second = make_report(model, ReportSettings(), kept)
    assert (second.text, second.html, second.commentary) == (
        first.text,
        first.html,
        first.commentary,
    )
    for said in in_both(second):
        assert "Reviewed by Ada." in said
        assert "The strike ended." in said
        assert "NOT YET REVIEWED" not in said


def test_when_the_model_has_changed_both_say_which_one_the_words_were_about(model, later):
    kept = read_commentary(make_report(model, TYPED).commentary, "commentary.md")
    report = make_report(later, ReportSettings(), kept)
    for said in in_both(report):
        assert "NOT YET REVIEWED: the model has changed since the commentary was written" in said
        assert f"it is about the model {model.checksum}" in said
        assert "The strike ended." in said
    assert report.commentary == kept.to_markdown(), "the words stay tied to their model"


def test_saying_that_the_same_words_hold_ties_them_to_the_new_model(model, later):
    kept = read_commentary(make_report(model, TYPED).commentary, "commentary.md")
    report = make_report(later, ReportSettings(reviewed=True), kept)
    again = read_commentary(report.commentary, "commentary.md")
    assert again == Commentary("The strike ended.", "Ada", True, later.checksum)
    assert "Reviewed by Ada." in report.text


def test_words_that_nobody_has_marked_as_reviewed_are_shown_as_such(model):
    report = make_report(model, ReportSettings(commentary="Looks odd.", author="Bo"))
    for said in in_both(report):
        assert "NOT YET REVIEWED: there is a commentary by Bo, which is not marked" in said
        assert "Looks odd." in said


def test_a_file_written_by_hand_is_about_the_model_of_the_next_report(model, later):
    by_hand = read_commentary("# Oil\n\nCalm.\n", "commentary.md")
    assert by_hand == Commentary("# Oil\n\nCalm.")
    kept = read_commentary(make_report(model, None, by_hand).commentary, "commentary.md")
    assert kept.about == model.checksum
    changed = kept.to_markdown().replace("Calm.", "Stormy.")
    again = read_commentary(changed, "commentary.md")
    assert again.about is None, "words changed since they were tied are about no model yet"
    assert settle(again, ReportSettings(), later.checksum).about == later.checksum


def test_a_header_written_by_hand_needs_no_more_than_its_author(model):
    text = "---\nauthor: Ada\nreviewed: true\n---\nCalm.\n"
    report = make_report(model, None, read_commentary(text, "commentary.md"))
    assert "Reviewed by Ada." in report.text


@given(
    words=st.text(min_size=1).filter(lambda words: words.strip() and "\r" not in words),
    author=st.none() | st.text(max_size=20),
    reviewed=st.booleans(),
    about=st.sampled_from([THIS, OTHER]),
)
@example(words="0", author="\x85", reviewed=False, about=THIS)
def test_a_commentary_survives_its_file(words, author, reviewed, about):
    settings = ReportSettings(commentary=words, author=author, reviewed=reviewed)
    one = settle(None, settings, about)
    assert one.author is None or one.author.isprintable()
    assert read_commentary(one.to_markdown(), "commentary.md") == one
    assert read_commentary(one.to_markdown(), "commentary.md").to_markdown() == one.to_markdown()


@pytest.mark.parametrize("text", ["", " \n", "---\nauthor: Ada\n---\n \n"])
def test_a_file_without_words_is_no_commentary(text):
    assert read_commentary(text, "commentary.md") is None


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("author: [", "cannot be read"),
        ("- Ada", "no list of keys and values"),
        ("autor: Ada", "unknown key 'autor'"),
        ("reviewed: perhaps", "reviewed: 'perhaps'"),
        ("author: 7", "author: 7"),
    ],
)
def test_a_header_that_is_none_is_refused_in_one_line(header, words):
    with pytest.raises(PriceAssetsError, match=words) as error:
        read_commentary(f"---\n{header}\n---\nCalm.\n", "data/commentary.md")
    assert str(error.value).startswith("data/commentary.md: ")
    assert "expected lines 'author: NAME'" in str(error.value)
    assert "\n" not in str(error.value)


def test_a_review_without_words_is_refused(model):
    with pytest.raises(PriceAssetsError, match="there is no commentary; expected words"):
        make_report(model, ReportSettings(reviewed=True))


def test_the_page_renders_markdown_below_its_own_headings(model):
    words = (
        "# Oil\n\n*Calm*, see [the note](https://example.org).\n\n| a | b |\n|--|--|\n| 1 | 2 |\n"
    )
    page = render_html(model, words)
    assert "<h3>Oil</h3>" in page
    assert "<em>Calm</em>" in page
    assert '<a href="https://example.org">the note</a>' in page
    assert "<td>1</td>" in page
    assert page.count("<h1>") == 1


@pytest.mark.parametrize(
    "words",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[click](javascript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        "![picture](https://example.org/p.png)",
        '<a href="javascript:alert(1)">x</a>',
        "`<script>`",
        "\N{RIGHT-TO-LEFT OVERRIDE}evil\x07",
    ],
)
def test_whatever_words_contain_runs_nothing_and_loads_nothing(model, words):
    page = render_html(model, words)
    start = page.index('<div class="said">')
    said = page[start : page.index("</div>", start)]
    assert not re.search(r"<(script|img|iframe|object|style)", said, re.IGNORECASE)
    assert not re.search(r"(src|href)\s*=\s*[\"']?\s*(javascript|data):", said, re.IGNORECASE)
    assert "\N{RIGHT-TO-LEFT OVERRIDE}" not in page
    assert "\x07" not in page


def test_the_text_shows_markdown_as_it_was_written(model):
    text = render_text(model, Commentary("- *one*\n- two", about=model.checksum))
    assert "\n- *one*\n- two\n" in text
