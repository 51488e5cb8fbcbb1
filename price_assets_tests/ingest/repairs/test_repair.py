from __future__ import annotations

import csv
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from price_assets.ingest.repairs.repair import mend_rows
from price_assets.ingest.repairs.row_pieces import cut

REAL = Path(__file__).parents[4] / "shared" / "data" / "real"
HEADER = ["date", "symbol", "name", "price", "currency", "volume", "remark"]
NAMES = ["Apple", "Royal Dutch Shell", "Coca-Cola", "Nestle", "Exxon Mobil", "Samsung", "Toyota"]
SYMBOLS = ["AAPL", "RDSA", "KO", "NESN", "XOM", "SMSN", "TM"]


def prices(count: int = 60, seed: int = 1) -> list[list[str]]:
    """Rows of many kinds of columns, without a comma or a quote in any cell."""
    dice = random.Random(seed)  # noqa: S311
    rows = []
    for number in range(count):
        which = dice.randrange(len(NAMES))
        rows.append(
            [
                f"2024-{1 + number // 28 % 12:02d}-{1 + number % 28:02d}",
                SYMBOLS[which],
                NAMES[which],
                f"{dice.lognormvariate(5, 0.8):.2f}",
                dice.choice(["USD", "EUR"]),
                str(int(dice.lognormvariate(12, 0.7))),
                dice.choice(["", "", "", "Ex dividend today", "Late trade reported by venue"]),
            ]
        )
    return rows


def mend(rows: list[list[str]], *lines: str, width: int = 7) -> dict[int, tuple[list[str], str]]:
    """Mend lines that stand below good rows; by their place among the lines."""
    table = rows + [[piece.text for piece in cut(line, ",").pieces] for line in lines]
    raw = {len(rows) + number: line for number, line in enumerate(lines)}
    found = mend_rows(table, width, ",", HEADER, raw)
    assert all(number >= len(rows) for number in found), "a row that fits was changed"
    return {number - len(rows): (mended.cells, mended.what) for number, mended in found.items()}


GOOD = ["2024-03-04", "KO", "Coca-Cola", "59.31", "USD", "251207", ""]


@pytest.mark.parametrize(
    ("line", "what"),
    [
        (",2024-03-04,KO,Coca-Cola,59.31,USD,251207,", "too many taken out before 'date'"),
        ("2024-03-04,KO,Coca-Cola,,59.31,USD,251207,", "too many taken out before 'price'"),
        ("2024-03-04KO,Coca-Cola,59.31,USD,251207,", "put in between 'date' and 'symbol'"),
        ("2024-03-04,KO,Coca-Cola59.31,USD,251207,", "put in between 'name' and 'price'"),
        ("2024-03-04,KO,Coca-Cola,59.31USD,251207,", "put in between 'price' and 'currency'"),
        ("2024-03-04,KO,Coca-Cola,59.31,USD251207,", "put in between 'currency' and 'volume'"),
        ("2024-03-04,KO,Coca-Cola,59.31,USD,251207", "the last field is absent"),
        ("2024-03-04;KO;Coca-Cola;59.31;USD;251207;", "read with ';' in place of ','"),
        ("2024-03-04 KO Coca-Cola 59.31 USD 251207 ", "read with a blank in place of ','"),
        ('2024-03-04,KO,"Coca-Cola"59.31,USD,251207,', "put in between 'name' and 'price'"),
    ],
)
def test_a_row_with_one_error_gets_its_cells_back(line: str, what: str) -> None:
    cells, said = mend(prices(), line)[0]
    assert cells == GOOD
    assert what in said


def test_a_thousands_separator_without_quotes_stays_in_its_number() -> None:
    line = "2024-03-04,KO,Coca-Cola,1,059.31,USD,1,251,207,"
    cells, said = mend(prices(), line)[0]
    assert cells == ["2024-03-04", "KO", "Coca-Cola", "1,059.31", "USD", "1,251,207", ""]
    assert "',' read as a part of 'price'" in said


def test_a_comma_in_a_text_without_quotes_stays_in_the_text() -> None:
    cells, _ = mend(prices(), "2024-03-04,KO,Coca-Cola, Preferred,59.31,USD,251207,")[0]
    assert cells == ["2024-03-04", "KO", "Coca-Cola, Preferred", *GOOD[3:]]


def test_a_row_of_another_delimiter_keeps_the_blanks_of_its_texts() -> None:
    line = "2024-03-04 RDSA Royal Dutch Shell 59.31 USD 251207 Ex dividend today"
    cells, _ = mend(prices(), line)[0]
    assert cells == ["2024-03-04", "RDSA", "Royal Dutch Shell", *GOOD[3:6], "Ex dividend today"]


def test_a_lost_separator_and_a_comma_in_the_text_behind_it_make_up_for_each_other() -> None:
    line = '2024-03-04,KO,Coca-Cola,59.31,USD,251207"Late trade, reported"'
    assert len(cut(line, ",").pieces) == 7
    cells, _ = mend(prices(), line)[0]
    assert cells == [*GOOD[:6], "Late trade, reported"]


def test_quoted_fields_that_touch_are_two() -> None:
    rows = [[row[0], row[2], row[6] or "Nothing to report", row[3]] for row in prices()]
    line = '2024-03-04,"Coca-Cola, A""Late, as ever",59.31'
    cells, _ = mend(rows, line, width=4)[0]
    assert cells == ["2024-03-04", "Coca-Cola, A", "Late, as ever", "59.31"]


@pytest.mark.parametrize(
    "line",
    [
        # Where 353 ends and 2176 begins, nobody knows.
        "2024-03-04,3532176,16",
        # Either column may be the one without a number.
        "2024-03-04,353,16",
        # A field more, of which nothing is known.
        "2024-03-04,353,2176,16,late",
        "2024-03-04,353,2176,16,5",
        # One number with a thousands separator, or two numbers.
        "2024-03-04,353,2176,5,200",
    ],
)
def test_a_row_that_can_be_read_in_two_ways_is_left_as_it_is(line: str) -> None:
    dice = random.Random(4)  # noqa: S311
    rows = [
        [f"2024-02-{1 + n % 28:02d}", *(str(int(dice.lognormvariate(m, 1))) for m in (5, 7, 3))]
        for n in range(80)
    ]
    assert mend(rows, line, width=4) == {}


def test_two_numbers_that_touch_are_cut_where_their_forms_say_so_alone() -> None:
    dice = random.Random(6)  # noqa: S311
    days = [f"2024-02-{1 + n % 28:02d}" for n in range(60)]
    fixed = [[day, f"{dice.gauss(95, 9):.2f}", f"{dice.gauss(95, 9):.2f}"] for day in days]
    assert mend(fixed, "2024-03-01,95.20101.31", width=3)[0][0] == ["2024-03-01", "95.20", "101.31"]
    # Its decimals are as many as the float needs, mostly sixteen digits in all.
    free = [
        [day, repr(dice.lognormvariate(11, 0.8)), repr(dice.lognormvariate(11, 0.8))]
        for day in days
    ]
    glued = [f"{day},{first}{second}" for day, first, second in free[:30]]
    assert mend(free[30:], *glued, width=3) == {}


def test_a_price_that_is_absent_among_others_like_it_is_not_placed() -> None:
    rows = [
        [
            f"2024-02-{1 + n % 28:02d}",
            *(f"{price + n % 2}.00" for price in (100, 102, 98, 100)),
            "0",
        ]
        for n in range(400)
    ]
    # No high was ever 98, yet the next one may be.
    assert mend(rows, "2024-03-01,100.00,98.00,101.00,0", width=6) == {}


def test_of_two_blanks_among_prices_none_is_known_to_be_the_one_too_many() -> None:
    dice = random.Random(8)  # noqa: S311
    rows = [
        [f"R{n}", *(f"{dice.gauss(95 + 2 * at, 0.5):.2f}" for at in range(20))] for n in range(30)
    ]
    for row in rows[:10]:
        row[1:4] = ["", "", ""]
    # The likeliest of two places is the wrong one: the prices of this row are no average ones.
    row = ["R99", "", "", "", *(f"{99 + 2 * at}.10" for at in range(9)), "", *rows[20][13:]]
    assert mend(rows, ",".join(row), width=21) == {}


def test_a_comma_between_two_texts_is_in_neither_of_them() -> None:
    texts = ["strong demand", "port closed by strike", "rain in the north", "quota raised", "frost"]
    pairs = [f"{first} and {second}".capitalize() for first in texts for second in texts]
    rows = [[row[0], pairs[n], pairs[n * 7 % 25], row[3]] for n, row in enumerate(prices(25))]
    assert mend(rows, "2024-03-04,Frost expected,Quota lowered,Rain again,59.31", width=4) == {}


def test_a_row_of_other_columns_is_not_made_to_fit() -> None:
    assert mend(prices(), ",KO,2024-03-04,Coca-Cola,USD,59.31,251207,") == {}


def test_an_absent_cell_that_only_one_column_can_miss_is_left_empty_there() -> None:
    cells, said = mend(prices(), "2024-03-04,KO,Coca-Cola,USD,251207,")[0]
    assert cells == ["2024-03-04", "KO", "Coca-Cola", "", "USD", "251207", ""]
    assert said == "'price' is absent and left empty"


def test_a_cell_is_not_absent_where_it_stands_glued_to_the_next() -> None:
    rows = [[row[0], f"{row[1]}{n}X", f"{row[2]} {n}", row[3]] for n, row in enumerate(prices(9))]
    assert mend(rows, "2024-03-04,KOXCoca-Cola,59.31", width=4) == {}


def test_a_number_that_lost_its_end_is_not_taken_for_the_whole_one() -> None:
    assert mend(prices(), "2024-03-04,KO,Coca-Cola,59.3") == {}


def test_a_remark_below_the_table_is_no_row_cut_short() -> None:
    assert mend(prices(), "Source: the exchange", "Total", "") == {}


def test_too_few_rows_teach_nothing() -> None:
    assert mend(prices(3), ",2024-03-04,KO,Coca-Cola,59.31,USD,251207,") == {}


def test_where_most_rows_do_not_fit_the_width_is_wrong_and_not_the_rows() -> None:
    rows = prices(20)
    longer = [[*row[:3], "", *row[3:]] for row in prices(30)]
    assert mend_rows([*rows, *longer], 7, ",") == {}


def test_numbers_of_rows_with_a_new_column_are_not_joined() -> None:
    rows = [row[:6] for row in prices(200)]
    dice = random.Random(3)  # noqa: S311
    more = [[*row[:5], str(dice.randrange(1, 999)), str(dice.randrange(5, 2000))] for row in rows]
    assert mend_rows([*rows, *more[:60]], 6, ",") == {}


def test_the_first_line_of_a_row_of_several_lines_is_not_taken_for_the_row() -> None:
    rows = prices(40)
    whole = [*rows[7][:6], "Late trade\nreported by the venue"]
    rows[7] = [*whole[:4], "", *whole[4:]]
    raw = {7: ",".join(rows[7][:7]) + ',"Late trade'}
    assert mend_rows(rows, 7, ",", HEADER, raw)[7].cells == whole


def test_a_row_far_too_long_or_many_wrong_rows_cost_no_more_than_a_look() -> None:
    rows = prices(40)
    rows[5] = rows[5] * 3000
    rows[6] = ["x,y " * 50_000]
    assert mend_rows(rows, 7, ",") == {}
    wide = [[f"{n}.{c}" for c in range(5000)] for n in range(6)]
    wide[2].insert(9, "")
    assert mend_rows(wide, 5000, ",") == {}


@pytest.mark.parametrize("width", [0, 1])
def test_a_table_without_columns_is_left_alone(width: int) -> None:
    assert mend_rows([["a", "b"], [], ["c"]], width, ",") == {}


cells_of_any_kind = st.one_of(
    st.text(alphabet='ab1,." ', max_size=6),
    st.sampled_from(["", "12.50", "1,234", "2024-01-02", "AAPL", "a b"]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(cells_of_any_kind, max_size=6), max_size=6),
    st.integers(min_value=2, max_value=5),
)
def test_whatever_is_mended_has_the_width_and_loses_no_character(
    bad: list[list[str]], width: int
) -> None:
    rows = [row[:width] for row in prices(12)] + bad
    for number, mended in mend_rows(rows, width, ",").items():
        assert len(mended.cells) == width
        assert mended.what
        kept, had = (
            Counter("".join(cells).replace(",", "").replace('"', "").replace(" ", ""))
            for cells in (mended.cells, rows[number])
        )
        assert kept == had


@settings(max_examples=20, deadline=None)
@given(st.integers(min_value=0, max_value=10_000), st.integers(min_value=0, max_value=7))
def test_a_separator_too_many_is_always_found(seed: int, place: int) -> None:
    rows = prices(40, seed)
    line = ",".join([*rows[0][:place], "", *rows[0][place:]])
    assert mend(rows[1:], line)[0][0] == rows[0]


def published(name: str) -> list[list[str]]:
    path = REAL / name
    if not path.is_file():
        pytest.skip("the published price files are not beside the project")
    with path.open(newline="", encoding="utf-8-sig") as file:
        return list(csv.reader(file))[1:]


@pytest.mark.parametrize("name", ["generated", "EURUSD60.csv", "stocks.csv", "ticksample.csv"])
@pytest.mark.parametrize("damage", ["missing", "extra", "absent", "surplus"])
def test_no_row_of_a_price_file_is_mended_wrongly(name: str, damage: str) -> None:
    rows = prices(300) if name == "generated" else published(name)[:300]
    width = len(rows[0])
    dice = random.Random(11)  # noqa: S311
    damaged, truth = [list(row) for row in rows], {}
    for number in dice.sample(range(len(rows)), 15):
        place = dice.randrange(1, width)
        row, truth[number] = damaged[number], list(rows[number])
        if damage == "missing":
            row[place - 1 : place + 1] = [row[place - 1] + row[place]]
        elif damage == "extra":
            row.insert(place, "")
        elif damage == "absent":
            truth[number][place] = ""
            del row[place]
        else:
            row.append(dice.choice(["7", "1234.5", "x"]))
            del truth[number]
    mended = mend_rows(damaged, width, ",")
    assert {n: m.cells for n, m in mended.items() if m.cells != truth.get(n)} == {}
    if damage == "extra":
        assert len(mended) == len(truth)
