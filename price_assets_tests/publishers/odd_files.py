"""Files that people have made worse: by hand, by a spreadsheet, or by a broken script."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars()
KEPT = len(B)
DE = "%d.%m.%Y"

TOTALS = Case(
    "totals.csv",
    lines(
        "Date,Item,Price",
        [f"{b.date()},Wheat,{b.close}" for b in B],
        f"Total,,{sum(b.close for b in B):.2f}",
    ),
    kept=KEPT,
    spots=spots(B, "Wheat"),
)
REPEATED_HEADER = Case(
    "appended.csv",
    lines(
        "Date,Close,Volume",
        [f"{b.date()},{b.close},{b.volume}" for b in B[:6]],
        "Date,Close,Volume",
        [f"{b.date()},{b.close},{b.volume}" for b in B[6:]],
    ),
    kept=KEPT,
    spots=spots(B),
)
TWICE = Case(
    "twice.csv",
    lines(
        "Date,Close",
        [f"{b.date()},{b.close}" for b in B],
        [f"{b.date()},{b.close}" for b in B[-3:]],
    ),
    kept=KEPT + 3,
    spots=spots(B),
)
CUT_OFF = Case(
    "cut_off.csv",
    lines("Date,Open,Close", [f"{b.date()},{b.open},{b.close}" for b in B], "2020-01-2"),
    kept=KEPT,
    rejected=1,
    spots=spots(B),
)
QUOTES_IN_NAMES = Case(
    "quotes.csv",
    lines(
        "date,name,price",
        [f'{b.date()},"19"" monitor, ""wide""",{b.close}' for b in B],
    ),
    kept=KEPT,
    spots=[(B[0].date(), '19" monitor, "wide"', B[0].close)],
)
NEGATIVE = Case(
    "negative.csv",
    lines(
        "Date;Price (EUR/MWh)",
        [f"{b.date(DE)};{'-' if at % 3 == 0 else ''}{comma(b.close)}" for at, b in enumerate(B)],
        f"20.01.2020;({comma(3.5)})",
    ),
    kept=KEPT + 1,
    spots=[(B[0].date(), "*", -B[0].close), ("2020-01-20", "*", -3.5)],
)
CURRENCY_SIGNS = Case(
    "signs.csv",
    lines(
        "Date,Ticker,Price,52w High",
        [
            f'{b.date()},{t},"${b.close * k:,.2f}","${b.high * k:,.2f}"'
            for b in B
            for t, k in (("BRK.A", 3000), ("F", 0.1))
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[2].date(), "BRK.A", round(B[2].close * 3000, 2))],
)
MIXED_DATES = Case(
    "mixed_dates.csv",
    lines(
        "Date,Close",
        [f"{b.date() if at % 2 else b.date('%b %d, %Y')},{b.close}" for at, b in enumerate(B)],
        "not a date,12.5",
        "2020-02-30,12.5",
    ),
    kept=KEPT,
    rejected=2,
    spots=spots(B),
)
BAD_PRICES = Case(
    "bad_prices.csv",
    lines(
        "Date,Close",
        [f"{b.date()},{b.close}" for b in B],
        "2020-01-21,abc",
        "2020-01-22,#REF!",
        "2020-01-23,",
        "2020-01-24,inf",
    ),
    kept=KEPT,
    missing=2,
    rejected=2,
    spots=spots(B),
)
COMMENTS = Case(
    "commented.csv",
    lines(
        "# exported by feed 2.1",
        "# currency: USD",
        "date,price",
        [f"{b.date()},{b.close}" for b in B[:6]],
        "# gap in the feed",
        [f"{b.date()},{b.close}" for b in B[6:]],
        "# end",
    ),
    kept=KEPT,
    spots=spots(B),
)
OLD_MAC = Case(
    "old_mac.csv",
    lines("Date\tClose", [f"{b.date()}\t{b.close}" for b in B], end="\r").encode("mac-roman"),
    kept=KEPT,
    spots=spots(B),
)
BLANK_LINES = Case(
    "double_spaced.csv",
    lines([f"{line}\n" for line in ("Date,Close", *(f"{b.date()},{b.close}" for b in B))]),
    kept=KEPT,
    spots=spots(B),
)
EMPTY_COLUMNS = Case(
    "empty_columns.csv",
    lines(",,,,", ",Date,,Close,", [f",{b.date()},,{b.close}," for b in B], ",,,,"),
    kept=KEPT,
    spots=spots(B),
)
SWISS = Case(
    "schweiz.csv",
    lines(
        "Datum;Kurs",
        [f"{b.date(DE)};{f'{b.close * 110:,.2f}'.replace(',', chr(0x2019))}" for b in B],
    ),
    kept=KEPT,
    spots=[(B[2].date(), "*", round(B[2].close * 110, 2))],
)
FRENCH_SPACES = Case(
    "cours.csv",
    lines(
        "Date;Cours (€)",
        [
            f"{b.date('%d/%m/%Y')};{f'{b.close * 110:,.2f}'.replace(',', chr(0x202F)).replace('.', ',')}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=[(B[2].date(), "*", round(B[2].close * 110, 2))],
)
INDIAN = Case(
    "sensex.csv",
    lines(
        "Date,Close",
        [f'{b.date("%d-%b-%y")},"1,{b.time.day:02d},{b.volume % 900 + 100}.50"' for b in B],
    ),
    kept=KEPT,
    spots=[(B[0].date(), "*", float(f"1{B[0].time.day:02d}{B[0].volume % 900 + 100}.5"))],
)
SCIENTIFIC = Case(
    "small_coin.csv",
    lines("time,price", [f"{b.date()}T00:00:00Z,{b.close / 1e9:.6E}" for b in B]),
    kept=KEPT,
    spots=[(B[2].date(), "*", float(f"{B[2].close / 1e9:.6E}"))],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
