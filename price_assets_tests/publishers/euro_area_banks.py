"""Central banks of the euro area, with titles, codes and units above and notes below."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars(base=1.11, digits=4)
KEPT = len(B)
NEWEST_FIRST = B[::-1]
DE = "%d.%m.%Y"
FR = "%d/%m/%Y"

BUNDESBANK = Case(
    "BBEX3.D.XAU.USD.EA.AC.C06.csv",
    lines(
        '"",BBEX3.D.XAU.USD.EA.AC.C06,BBEX3.D.XAU.USD.EA.AC.C06_FLAGS',
        '"",Price of gold in London / morning fixing *) / 1 ounce of fine gold = USD ... / United States,',
        "unit,USD (US dollar),",
        "unit multiplier,one,",
        "last update,2020-02-03 12:00:00,",
        [f"{b.date()},{b.close:.3f}," for b in B],
        "2020-01-18,.,No value available",
        "2020-01-19,.,No value available",
        '"",Comment: From 20 March 2015 LBMA Gold Price.,',
    ),
    kept=KEPT,
    missing=2,
    spots=[(b.date(), "*", round(b.close, 3)) for b in B[::5]],
)
BUNDESBANK_DE = Case(
    "BBEX3.D.USD.EUR.BB.AC.000.csv",
    lines(
        '"";BBEX3.D.USD.EUR.BB.AC.000;BBEX3.D.USD.EUR.BB.AC.000_FLAGS',
        '"";Euro-Referenzkurs der EZB / 1 EUR = ... USD / Vereinigte Staaten;',
        "Einheit;USD;",
        "Dimension;Eins;",
        "Stand vom;03.02.2020 15:55:04 Uhr;",
        [f"{b.date()};{comma(b.close, 4)};" for b in B],
        "2020-01-18;.;Kein Wert vorhanden",
    ),
    kept=KEPT,
    missing=1,
    spots=spots(B),
)
ECB_SDMX = Case(
    "EXR.csv",
    lines(
        "KEY,FREQ,CURRENCY,CURRENCY_DENOM,EXR_TYPE,EXR_SUFFIX,TIME_PERIOD,OBS_VALUE,OBS_STATUS,OBS_CONF,OBS_PRE_BREAK,OBS_COM,TIME_FORMAT,BREAKS,COLLECTION,DECIMALS,SOURCE_AGENCY,TITLE,TITLE_COMPL,UNIT,UNIT_MULT",
        [
            f'EXR.D.{c}.EUR.SP00.A,D,{c},EUR,SP00,A,{b.date()},{b.close * k:.4f},A,F,,,P1D,,A,4,4F0,{n}/Euro,"ECB reference exchange rate, {n}/Euro, 2:15 pm (C.E.T.)",{c},0'
            for c, n, k in (("USD", "US dollar", 1), ("JPY", "Japanese yen", 100))
            for b in B
        ],
        end="\r\n",
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[*spots(B, "USD"), (B[3].date(), "JPY", round(B[3].close * 100, 4))],
)
ECB_OLD = Case(
    "data.csv",
    lines(
        "Data Source in SDW: null",
        ",EXR.D.USD.EUR.SP00.A,EXR.D.GBP.EUR.SP00.A",
        ',"ECB reference exchange rate, US dollar/Euro, 2:15 pm (C.E.T.)","ECB reference exchange rate, UK pound sterling/Euro, 2:15 pm (C.E.T.)"',
        "Collection:,Average of observations through period (A),Average of observations through period (A)",
        "Period\\Unit:,[US dollar ],[UK pound sterling ]",
        [f"{b.date()},{b.close},{b.close * 0.76:.5f}" for b in NEWEST_FIRST],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[
        (B[1].date(), "US dollar", B[1].close),
        (B[1].date(), "UK pound", round(B[1].close * 0.76, 5)),
    ],
)
ECB_PORTAL = Case(
    "ECB Data Portal_20200203.csv",
    lines(
        '"DATE","TIME PERIOD","US dollar/Euro (EXR.D.USD.EUR.SP00.A)"',
        [f'"{b.date()}","{b.date("%d %b %Y")}","{b.close}"' for b in B],
    ),
    kept=KEPT,
    spots=spots(B, "US dollar/Euro"),
)
ECB_TODAY = Case(
    "eurofxref.csv",
    "Date, USD, JPY, BGN, CZK, DKK, GBP, HUF, \n"
    "02 January 2020, 1.1193, 121.75, 1.9558, 25.411, 7.4719, 0.84828, 329.98, \n",
    kept=7,
    symbols=7,
    spots=[("2020-01-02", "USD", 1.1193), ("2020-01-02", "HUF", 329.98)],
)
BANK_OF_SPAIN = Case(
    "tc_1_1.csv",
    lines(
        '"CÓDIGO DE LA SERIE","DTCCBCEUSDEUR.B","DTCCBCEJPYEUR.B"',
        '"NÚMERO SECUENCIAL","561923","561926"',
        '"ALIAS DE LA SERIE","TC_1_1.1","TC_1_1.4"',
        '"DESCRIPCIÓN DE LA SERIE","Tipo de cambio. Dólares estadounidenses por euro (USD/EUR).","Tipo de cambio. Yenes japoneses por euro (JPY/EUR)."',
        '"DESCRIPCIÓN DE LAS UNIDADES","Dólares de Estados Unidos por Euro","Yenes Japoneses por Euro"',
        '"FRECUENCIA","LABORABLE","LABORABLE"',
        [
            f'"{b.date("%d")} ENE {b.date("%Y")}","{b.close}","{"_" if at == 4 else round(b.close * 109, 2)}"'
            for at, b in enumerate(B)
        ],
        '"FUENTE","Banco Central Europeo","Banco Central Europeo"',
        '"NOTAS","",""',
    ).encode("cp1252"),
    kept=2 * KEPT - 1,
    missing=1,
    symbols=2,
    spots=[(B[3].date(), "USD", B[3].close)],
)
BANQUE_DE_FRANCE = Case(
    "webstat.csv",
    lines(
        "Titre :;Dollar des Etats-Unis (USD);Yen japonais (JPY)",
        "Code série :;EXR.D.USD.EUR.SP00.A;EXR.D.JPY.EUR.SP00.A",
        "Unité :;Dollar des Etats-Unis (USD);Yen (JPY)",
        "Magnitude :;Unités (0);Unités (0)",
        "Méthode d'observation :;Moyenne (A);Moyenne (A)",
        "Source :;BCE (Banque Centrale Européenne) (4F0);BCE (Banque Centrale Européenne) (4F0)",
        [f"{b.date(FR)};{comma(b.close, 4)};{comma(b.close * 109)}" for b in NEWEST_FIRST],
        "01/01/2020;-;-",
        end="\r\n",
    ),
    kept=2 * KEPT,
    missing=2,
    symbols=2,
    spots=[(B[3].date(), "USD", B[3].close)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
