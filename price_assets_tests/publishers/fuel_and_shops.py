"""Prices of fuel stations and shops, of houses and funds."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, comma, lines

HOUSES = Case(
    "kc_house_data.csv",
    lines(
        '"id","date","price","bedrooms","bathrooms","sqft_living","zipcode","lat","long"',
        [
            f'"71293005{at:02d}","201410{at % 20 + 10}T000000",{221900 + 7010 * at},{at % 4 + 1},1.5,{1180 + at},"98{at % 7:03d}",47.{5112 + at},-122.257'
            for at in range(18)
        ],
    ),
    kept=18,
    spots=[("2014-10-10", "*", 221900.0)],
)
TANKERKOENIG = Case(
    "2020-01-01-prices.csv",
    lines(
        "date,station_uuid,diesel,e5,e10,dieselchange,e5change,e10change",
        [
            f"2020-01-01 00:{at:02d}:06+01,{uuid},{1.2 + at / 1000:.3f},{1.35 + at / 1000:.3f},{1.3 + at / 1000:.3f},{at % 2},1,1"
            for at in range(8)
            for uuid in (
                "2ae0e4dc-319b-4d59-9c4a-30d5d8f2bd2c",
                "cc1ac4f2-4f4e-4d5b-9bcd-7b2bcc6ad5d0",
            )
        ],
    ),
    kept=48,
    symbols=6,
    spots=[("2019-12-31T23:02:06Z", "diesel|2ae0e4dc", 1.202)],
)
ITALIAN_FUEL = Case(
    "prezzo_alle_8.csv",
    lines(
        "Estrazione del 2020-01-03",
        "idImpianto;descCarburante;prezzo;isSelf;dtComu",
        [
            f"{station};{fuel};{1.4 + k + at / 1000:.3f};1;{at + 1:02d}/01/2020 20:30:27"
            for station in (3464, 15141)
            for fuel, k in (("Benzina", 0.2), ("Gasolio", 0.0))
            for at in (0, 1, 13)
        ],
    ),
    kept=12,
    symbols=4,
    spots=[("2020-01-02T20:30:27", "Benzina|3464", 1.601)],
)
BRAZILIAN_FUEL = Case(
    "ca-2020-01.csv",
    "\ufeff"
    + lines(
        "Regiao - Sigla;Estado - Sigla;Municipio;Revenda;CNPJ da Revenda;Produto;Data da Coleta;Valor de Venda;Valor de Compra;Unidade de Medida;Bandeira",
        [
            f"SE;SP;GUARULHOS;{shop}; {cnpj};{item};{day:02d}/01/2020;{comma(4.2 + k + day / 1000, 3)};;R$ / litro;BRANCA"
            for day in (6, 13, 20)
            for shop, cnpj in (
                ("AUTO POSTO SAKAMOTO LTDA", "49.051.667/0001-02"),
                ("POSTO LENE LTDA", "61.532.198/0001-02"),
            )
            for item, k in (("GASOLINA", 0.2), ("ETANOL", -1.2), ("DIESEL", -0.5))
        ],
    ),
    kept=18,
    symbols=6,
    spots=[("2020-01-13", "ETANOL", 3.013)],
)
DEFRA = Case(
    "fruitvegprices.csv",
    lines(
        "category,item,variety,date,price,unit",
        [
            f"fruit,{item},{variety},2020-01-{day},{k + day / 100:.2f},kg"
            for day in (31, 24, 17, 10)
            for item, variety, k in (
                ("apples", "bramleys_seedling", 1.1),
                ("apples", "coxs_orange_group", 0.9),
                ("pears", "conference", 0.7),
            )
        ],
    ),
    kept=12,
    symbols=3,
    spots=[("2020-01-17", "apples|coxs", 1.07)],
)
SUPERMARKET = Case(
    "prices_2020-01-02.csv",
    lines(
        "Product ID,Product Name,Category,Date,Price",
        [
            f'{1000 + at},"{name}",Dairy,02-Jan-2020,£{1 + at / 10:.2f}'
            for at, name in enumerate(
                ("Milk, 2 pints", "Butter 250g", "Cheddar", "Yogurt", "Cream")
            )
        ],
    ),
    kept=5,
    symbols=5,
    spots=[("2020-01-02", "*", 1.2)],
)
FUND = Case(
    "fund_nav.csv",
    lines(
        "Scheme Code;ISIN Div Payout/ISIN Growth;ISIN Div Reinvestment;Scheme Name;Net Asset Value;Date",
        "",
        "Open Ended Schemes(Debt Scheme - Banking and PSU Fund)",
        "",
        "Aditya Birla Sun Life Mutual Fund",
        "",
        "119551;INF209KA12Z1;INF209KA13Z9;Aditya Birla Sun Life Banking & PSU Debt Fund - DIRECT - IDCW;152.6251;31-Jan-2020",
        "119552;INF209K01YM2;-;Aditya Birla Sun Life Banking & PSU Debt Fund - DIRECT - MONTHLY IDCW;115.4571;31-Jan-2020",
        "",
        "Axis Mutual Fund",
        "",
        "120437;-;INF846K01CR6;Axis Banking & PSU Debt Fund - Direct Plan - Daily IDCW;1035.5811;31-Jan-2020",
        "120438;INF846K01CU0;-;Axis Banking & PSU Debt Fund - Direct Plan - Growth Option;N.A.;31-Jan-2020",
    ),
    kept=3,
    missing=3,
    symbols=3,
    spots=[("2020-01-31", "*", 115.4571)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
