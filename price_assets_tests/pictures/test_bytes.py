"""The same values give the same bytes, whatever else the process has set."""

import hashlib
import json

import matplotlib as mpl
import matplotlib.style
import pytest

from price_assets.pictures import PRINT, SCREEN, draw_symbol, to_png, to_svg
from price_assets_tests.examples import run_python

from .values import PICTURES, a_history, all_svg

OTHER_SETTINGS = {
    "lines.linewidth": 9.0,
    "font.size": 30.0,
    "font.family": ["monospace"],
    "svg.fonttype": "path",
    "svg.hashsalt": "other",
    "text.parse_math": True,
    "axes.unicode_minus": False,
    "axes.formatter.limits": [0, 0],
    "axes.xmargin": 0.4,
    "path.simplify": False,
    "timezone": "Asia/Tokyo",
    "date.autoformatter.month": "%m",
    "savefig.bbox": "tight",
    "figure.dpi": 33.0,
    "savefig.dpi": 44.0,
    "savefig.transparent": True,
    "savefig.pad_inches": 2.0,
    "xtick.labelsize": 22.0,
    "axes.grid": True,
    "figure.autolayout": True,
}
DIGESTS = """
import hashlib, json
{before}
from price_assets.pictures import PRINT, to_png
from price_assets_tests.pictures.values import PICTURES, all_svg
digest = lambda content: hashlib.sha256(content).hexdigest()
pngs = {{name: digest(to_png(PICTURES[name](PRINT))) for name in {pngs}}}
print(json.dumps({{"svg": digest(all_svg().encode()), **pngs}}))
"""


@pytest.fixture(scope="module")
def digests():
    pngs = {name: digest(to_png(draw(PRINT))) for name, draw in PICTURES.items()}
    return {"svg": digest(all_svg().encode()), **pngs}


def digest(content):
    return hashlib.sha256(content).hexdigest()


@pytest.mark.parametrize("name", PICTURES)
def test_the_same_values_give_the_same_bytes(name, digests):
    draw = PICTURES[name]
    assert to_svg(draw(SCREEN), name, "words") == to_svg(draw(SCREEN), name, "words")
    assert digest(to_png(draw(PRINT))) == digests[name]


def test_one_figure_is_written_twice_with_the_same_bytes():
    figure = PICTURES["symbol-1"](SCREEN)
    assert to_svg(figure, "one", "words") == to_svg(figure, "one", "words")


def test_a_fresh_process_with_another_hash_seed_zone_and_locale_gives_the_same_bytes(digests):
    environment = {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C", "MPLBACKEND": "pdf"}
    found = digests_of_a_process("", pngs=list(PICTURES), **environment)
    assert found == digests


def test_where_a_process_counts_days_from_another_day_the_dates_stay_right(digests):
    # The first date that a process asks for settles where its dates are counted from.
    before = """
import matplotlib.dates
matplotlib.rcParams["date.epoch"] = "0000-12-31T00:00:00"
matplotlib.dates.get_epoch()
"""
    # Days counted from so long ago are rounded, which moves a point by a millionth of a pixel.
    assert digests_of_a_process(before) == {"svg": digests["svg"]}


def digests_of_a_process(before, pngs=(), **environment):
    done = run_python(DIGESTS.format(before=before, pngs=list(pngs)), **environment)
    assert done.returncode == 0, done.stderr[-2000:]
    return json.loads(done.stdout)


@pytest.mark.parametrize("style", ["dark_background", "seaborn-v0_8-poster"])
def test_no_style_shows_in_a_picture_and_the_style_stays_set(style, digests):
    with mpl.style.context(style), mpl.rc_context(OTHER_SETTINGS):
        before = dict(mpl.rcParams)
        assert digest(all_svg().encode()) == digests["svg"]
        assert digest(to_png(PICTURES["symbol-1"](PRINT))) == digests["symbol-1"]
        assert dict(mpl.rcParams) == before


@pytest.mark.parametrize("name", PICTURES)
def test_the_settings_of_the_process_are_unchanged_afterwards(name):
    before = dict(mpl.rcParams)
    figure = PICTURES[name](SCREEN)
    assert dict(mpl.rcParams) == before
    to_svg(figure, name, "words")
    to_png(figure)
    assert dict(mpl.rcParams) == before


def test_the_settings_of_the_process_are_unchanged_after_an_error():
    before = dict(mpl.rcParams)
    with pytest.raises(IndexError):
        draw_symbol(a_history(), [], None, SCREEN)
    assert dict(mpl.rcParams) == before
