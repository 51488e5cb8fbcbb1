"""One site in many languages, and other sites of several lands."""

# ruff: noqa: E501, RUF001 - the files' own lines

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars()
KEPT = len(B)
NEWEST_FIRST = B[::-1]
US = "%m/%d/%Y"
DE = "%d.%m.%Y"
FR = "%d/%m/%Y"

INVESTING = Case(
    "AAPL Historical Data.csv",
    "\ufeff"
    + lines(
        '"Date","Price","Open","High","Low","Vol.","Change %"',
        [
            f'"{b.date("%b %d, %Y")}","{b.close}","{b.open}","{b.high}","{b.low}","{b.volume / 1000:.2f}M","-0.43%"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
INVESTING_DE = Case(
    "DAX Historische Daten.csv",
    "\ufeff"
    + lines(
        '"Datum","Zuletzt","Eröffn.","Hoch","Tief","Vol.","+/- %"',
        [
            f'"{b.date(DE)}","{comma(b.close * 130)}","{comma(b.open * 130)}","{comma(b.high * 130)}","{comma(b.low * 130)}","{comma(b.volume / 1000)}M","-0,43%"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 130, 2)) for b in B[::5]],
)
INVESTING_ES = Case(
    "IBEX 35 - Datos históricos.csv",
    "\ufeff"
    + lines(
        '"Fecha","Último","Apertura","Máximo","Mínimo","Vol.","% var."',
        [
            f'"{b.date(DE)}","{comma(b.close * 90)}","{comma(b.open * 90)}","{comma(b.high * 90)}","{comma(b.low * 90)}","{comma(b.volume / 1000)}M","1,10%"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 90, 2)) for b in B[::5]],
)
INVESTING_FR = Case(
    "CAC 40 - Données Historiques.csv",
    "\ufeff"
    + lines(
        '"Date","Dernier","Ouv."," Plus Haut","Plus Bas","Vol.","Variation %"',
        [
            f'"{b.date(FR)}","{comma(b.close)}","{comma(b.open)}","{comma(b.high)}","{comma(b.low)}","{comma(b.volume / 1000)}K","1,10%"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
INVESTING_TR = Case(
    "BIST 100 Geçmiş Verileri.csv",
    "\ufeff"
    + lines(
        '"Tarih","Şimdi","Açılış","Yüksek","Düşük","Hac.","Fark %"',
        [
            f'"{b.date(DE)}","{comma(b.close * 12)}","{comma(b.open * 12)}","{comma(b.high * 12)}","{comma(b.low * 12)}","2,34B","-0,71%"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 12, 2)) for b in B[::5]],
)
INVESTING_IT = Case(
    "Dati Storici - ENI.csv",
    "\ufeff"
    + lines(
        '"Data","Ultimo","Apertura","Massimo","Minimo","Vol.","Var. %"',
        [
            f'"{b.date(FR)}","{comma(b.close / 9, 3)}","{comma(b.open / 9, 3)}","{comma(b.high / 9, 3)}","{comma(b.low / 9, 3)}","{comma(b.volume / 1000)}M","-0,71%"'
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close / 9, 3)) for b in B[::5]],
)
STOOQ = Case(
    "aapl.us.txt",
    lines(
        "<TICKER>,<PER>,<DATE>,<TIME>,<OPEN>,<HIGH>,<LOW>,<CLOSE>,<VOL>,<OPENINT>",
        [
            f"AAPL.US,D,{b.date('%Y%m%d')},000000,{b.open},{b.high},{b.low},{b.close},{b.volume},0"
            for b in B
        ],
        end="\r\n",
    ),
    kept=KEPT,
    spots=spots(B, "AAPL.US"),
)
STOOQ_PL = Case(
    "wig20_d.csv",
    lines(
        "Data,Otwarcie,Najwyzszy,Najnizszy,Zamkniecie,Wolumen",
        [f"{b.date()},{b.open},{b.high},{b.low},{b.close},{b.volume}" for b in B],
        end="\r\n",
    ),
    kept=KEPT,
    spots=spots(B),
)
FINAM = Case(
    "SBER_200102_200131.txt",
    lines(
        "<TICKER>;<PER>;<DATE>;<TIME>;<OPEN>;<HIGH>;<LOW>;<CLOSE>;<VOL>",
        [
            f"SBER;60;{b.date('%Y%m%d')};{b.time.day % 10 + 10}0000;{b.open:.7f};{b.high:.7f};{b.low:.7f};{b.close:.7f};{b.volume}"
            for b in B
        ],
        end="\r\n",
    ),
    kept=KEPT,
    spots=[(f"{b.date()}T{b.time.day % 10 + 10}:00:00", "SBER", b.close) for b in B[::5]],
)
FINAM_SHORT = Case(
    "GAZP_200101_200131.csv",
    lines(
        "<DATE>,<TIME>,<CLOSE>,<VOL>",
        [f"{b.date('%d/%m/%y')},10:00,{b.close:.7f},{b.volume}" for b in B],
    ),
    kept=KEPT,
    spots=[(f"{b.date()}T10:00:00", "*", b.close) for b in B[::5]],
)
MOEX = Case(
    "history.csv",
    lines(
        "history",
        "",
        "BOARDID;TRADEDATE;SHORTNAME;SECID;NUMTRADES;VALUE;OPEN;LOW;HIGH;LEGALCLOSEPRICE;WAPRICE;CLOSE;VOLUME;MARKETPRICE2;ADMITTEDQUOTE",
        [
            f"TQBR;{b.date()};Сбербанк;SBER;{b.volume};{b.volume * 250};{b.open};{b.low};{b.high};{b.close};{b.close + 0.1:.2f};{b.close};{b.volume};;"
            for b in B
        ],
        "",
        "history.cursor",
        "",
        "INDEX;TOTAL;PAGESIZE",
        "0;12;100",
        "",
    ).encode("cp1251"),
    kept=KEPT,
    spots=spots(B, "*"),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
