"""Sites of France and Germany that hand out the history of one stock."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars()
KEPT = len(B)
NEWEST_FIRST = B[::-1]
DE = "%d.%m.%Y"
FR = "%d/%m/%Y"

BOURSORAMA = Case(
    "AIRBUS_2020-02-03.txt",
    lines(
        "date\touv\thaut\tbas\tclot\tvol\tdevise\t",
        [
            f"{b.date(FR)} 00:00\t{b.open}\t{b.high}\t{b.low}\t{b.close}\t{b.volume}\tEUR\t"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
ABC_BOURSE = Case(
    "Cotations20200103.csv",
    lines(
        [
            f"{isin};{b.date('%d/%m/%y')};{comma(b.open * k)};{comma(b.high * k)};{comma(b.low * k)};{comma(b.close * k)};{b.volume}"
            for b in B
            for isin, k in (("FR0000120404", 1), ("FR0000120073", 2), ("NL0000235190", 3))
        ],
        end="\r\n",
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=[*spots(B, "FR0000120404"), (B[1].date(), "FR0000120073", round(B[1].close * 2, 2))],
)
EURONEXT = Case(
    "BNP PARIBAS ACT.A_2020-02-03.csv",
    lines(
        '"Historical Data"',
        '"From 2020-01-02 to 2020-01-31"',
        '"FR0000131104"',
        '"Date";"Open";"High";"Low";"Last";"Close";"Number of Shares";"Number of Trades";"Turnover";"vwap"',
        [
            f'"{b.date(FR)}";"{b.open}";"{b.high}";"{b.low}";"{b.close}";"{b.close}";"{b.volume}";"{b.volume // 90}";"{b.volume * 48}";"{b.close - 0.01:.4f}"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
ARIVA = Case(
    "wkn_716460_historic.csv",
    lines(
        "Datum;Erster;Hoch;Tief;Schlusskurs;Stuecke;Volumen  ",
        [
            f"{b.date()};{comma(b.open)};{comma(b.high)};{comma(b.low)};{comma(b.close)};{comma(b.volume, 0)};{comma(b.volume * 100, 0)}  "
            for b in NEWEST_FIRST
        ],
        "",
    ),
    kept=KEPT,
    spots=spots(B),
)
ONVISTA = Case(
    "history_onvista.csv",
    (
        lines(
            "Datum;Eröffnung;Hoch;Tief;Schluss;Volumen",
            [
                f"{b.date(DE)};{comma(b.open * 30)};{comma(b.high * 30)};{comma(b.low * 30)};{comma(b.close * 30)};{comma(b.volume, 0)}"
                for b in NEWEST_FIRST
            ],
            end="\r\n",
        )
    ).encode("cp1252"),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 30, 2)) for b in B[::5]],
)
COMDIRECT = Case(
    "wkn_865985_historic.csv",
    (
        lines(
            '"APPLE (WKN: 865985 Börse: Xetra)"',
            "",
            '"Datum";"Eröffnung";"Hoch";"Tief";"Schluss";"Volumen"',
            [
                f'"{b.date(DE)}";"{comma(b.open)}";"{comma(b.high)}";"{comma(b.low)}";"{comma(b.close)}";"{b.volume}"'
                for b in NEWEST_FIRST
            ],
        )
    ).encode("cp1252"),
    kept=KEPT,
    spots=spots(B),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
