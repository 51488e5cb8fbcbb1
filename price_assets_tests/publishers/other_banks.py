"""Other central banks of Europe."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars(base=1.11, digits=4)
KEPT = len(B)
NEWEST_FIRST = B[::-1]
DE = "%d.%m.%Y"

BANK_OF_ENGLAND = Case(
    "results.csv",
    lines(
        '"DATE","XUDLUSS","XUDLERS"',
        [f'"{b.date("%d %b %Y")}","{b.close}","{b.close * 0.9:.4f}"' for b in B],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(B, "XUDLUSS"),
)
BANK_OF_ENGLAND_TITLES = Case(
    "Bank of England  Database.csv",
    "\ufeff"
    + lines(
        '"Date","Spot exchange rate, US $ into Sterling              [a]             XUDLUSS"',
        [f'"{b.date("%d %b %y")}","{b.close}"' for b in NEWEST_FIRST],
    ),
    kept=KEPT,
    spots=spots(B, "XUDLUSS"),
)
SNB = Case(
    "snb-data-devkum-en-selection-20200203_1430.csv",
    "\ufeff"
    + lines(
        '"CubeId";"devkum"',
        '"PublishingDate";"2020-02-03 14:30"',
        "",
        '"Date";"D0";"D1";"Value"',
        [
            f'"2020-{month:02d}";"{d0}";"{d1}";{value}'
            for month in range(1, 8)
            for d0, d1, value in (
                *(
                    ("M0", "EUR1", f'"{1.07 + month / 1000:.5f}"'),
                    ("M0", "USD1", f'"{0.97 + month / 999:.5f}"'),
                ),
                *(("M1", "EUR1", '"1.06880"'), ("M1", "USD1", "")),
            )
        ],
        end="\r\n",
    ),
    kept=21,
    missing=7,
    symbols=3,
    spots=[("2020-03-01", "M0|EUR1", 1.073)],
)
NORGES_BANK = Case(
    "EXR_norges.csv",
    lines(
        "FREQ;Frequency;BASE_CUR;Base Currency;QUOTE_CUR;Quote Currency;TENOR;Tenor;DECIMALS;CALCULATED;UNIT_MULT;Unit Multiplier;COLLECTION;Collection Indicator;TIME_PERIOD;OBS_VALUE",
        [
            f"B;Business;{c};{n};NOK;Norwegian krone;SP;Spot;4;false;{m};{mn};C;ECB concertation time 14:15 CET;{b.date()};{comma(b.close * k, 4)}"
            for c, n, m, mn, k in (
                ("EUR", "Euro", 0, "Units", 9),
                ("SEK", "Swedish krona", 2, "Hundreds", 85),
            )
            for b in B
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[
        (B[3].date(), "EUR", round(B[3].close * 9, 4)),
        (B[3].date(), "SEK", round(B[3].close * 85, 4)),
    ],
)
RIKSBANK = Case(
    "Riksbanken_2020-02-03.csv",
    "\ufeff"
    + lines(
        "Period;Grupp;Serie;Värde",
        [
            f"{b.date()};Valutor mot svenska kronor;{s};{'n/a' if at == 5 else comma(b.close * k, 4)}"
            for s, k in (("1 EUR", 9.4), ("100 JPY", 7.7))
            for at, b in enumerate(B)
        ],
    ),
    kept=2 * KEPT - 2,
    missing=2,
    symbols=2,
    spots=[(B[3].date(), "1 EUR", round(B[3].close * 9.4, 4))],
)
NBP = Case(
    "archiwum_tab_a_2020.csv",
    lines(
        "data;1THB;1USD;1AUD;100HUF;nr tabeli;pełny numer tabeli;",
        ";bat (Tajlandia);dolar amerykański;dolar australijski;forint (Węgry);;;",
        [
            f"{b.date('%Y%m%d')};{comma(b.close / 9, 4)};{comma(b.close * 3.4, 4)};{comma(b.close * 2.4, 4)};{comma(b.close * 1.1, 4)};{at};{at:03d}/A/NBP/2020;"
            for at, b in enumerate(B, 1)
        ],
        "",
        "kod ISO;THB;USD;AUD;HUF;;;",
        "nazwa waluty;bat (Tajlandia);dolar amerykański;dolar australijski;forint (Węgry);;;",
        "liczba jednostek;1;1;1;100;;;",
        end="\r\n",
    ).encode("cp1250"),
    kept=4 * KEPT,
    symbols=4,
    spots=[(B[3].date(), "dolar amerykański", round(B[3].close * 3.4, 4))],
)
CNB = Case(
    "rok.txt",
    lines(
        "Datum|1 AUD|1 EUR|100 HUF|100 JPY",
        [
            f"{b.date(DE)}|{comma(b.close * 14, 3)}|{comma(b.close * 22, 3)}|{comma(b.close * 7, 3)}|{comma(b.close * 19, 3)}"
            for b in B
        ],
    ),
    kept=4 * KEPT,
    symbols=4,
    spots=[(B[3].date(), "1 EUR", round(B[3].close * 22, 3))],
)
CNB_TWO_BASKETS = Case(
    "rok (1).txt",
    lines(
        "Datum|1 AUD|1 EUR|100 HRK",
        [
            f"{b.date(DE)}|{comma(b.close * 14, 3)}|{comma(b.close * 22, 3)}|{comma(b.close * 290, 3)}"
            for b in B[:6]
        ],
        "Datum|1 AUD|1 EUR|1 ISK",
        [
            f"{b.date(DE)}|{comma(b.close * 14, 3)}|{comma(b.close * 22, 3)}|{comma(b.close * 0.16, 3)}"
            for b in B[6:]
        ],
    ),
    kept=3 * KEPT,
    symbols=4,
    spots=[
        (B[3].date(), "100 HRK", round(B[3].close * 290, 3)),
        (B[8].date(), "1 ISK", round(B[8].close * 0.16, 3)),
    ],
)
TCMB = Case(
    "EVDS.csv",
    lines(
        "Tarih,TP DK USD A YTL,TP DK EUR A YTL,UNIXTIME",
        [
            f"{b.date('%d-%m-%Y')},{b.close * 5.3:.4f},{b.close * 5.9:.4f},{1577912400 + 86400 * at}"
            for at, b in enumerate(B)
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[3].date(), "USD", round(B[3].close * 5.3, 4))],
)
CBR = Case(
    "RC_F01_01_2020_T31_01_2020.csv",
    lines(
        "nominal,data,curs,cdx",
        [
            f"1,{b.time.month}/{b.time.day}/{b.time.year},{b.close * 56:.4f},Доллар США"
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=[(B[3].date(), "*", round(B[3].close * 56, 4))],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
