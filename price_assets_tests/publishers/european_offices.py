"""Statistics offices of Europe and of New Zealand: flat tables, periods across, periods apart."""

from __future__ import annotations

from .case import Case, comma, lines

GERMAN = (
    *("Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September"),
    *("Oktober", "November", "Dezember"),
)
MONTHS = range(1, 13)

DESTATIS = Case(
    "61111-0002.csv",
    lines(
        "Verbraucherpreisindex: Deutschland, Monate;;",
        "Verbraucherpreisindex;;",
        "Deutschland;;",
        ";;Verbraucherpreisindex",
        ";;2015=100",
        [
            f"{year};{month};{comma(98 + at / 10, 1)}"
            for year in (2018, 2019)
            for at, month in enumerate(GERMAN)
        ],
        "__________",
        "© Statistisches Bundesamt (Destatis), 2020 | Stand: 03.02.2020 / 14:00:01",
    ).encode("cp1252"),
    kept=24,
    spots=[("2018-03-01", "*", 98.2), ("2019-12-01", "*", 99.1)],
)
INE = Case(
    "50902.csv",
    "\ufeff"
    + lines(
        "Grupos ECOICOP;Tipo de dato;Periodo;Total",
        [
            f"{group};Índice;2019M{month:02d};{comma(base + month / 8, 3)}"
            for group, base in (("Índice general", 100), ("01 Alimentos", 102))
            for month in MONTHS[::-1]
        ],
    ),
    kept=24,
    symbols=2,
    spots=[("2019-02-01", "01 Alimentos", 102.25)],
)
CBS = Case(
    "83131NED_TypedDataSet.csv",
    lines(
        '"ID";"Bestedingscategorieen";"Perioden";"CPI_1"',
        [f'{at};"T001112  ";"2019MM{at + 1:02d}";"{100 + at / 8:.2f}"' for at in range(12)],
    ),
    kept=12,
    spots=[("2019-03-01", "*", 100.25)],
)
INSEE = Case(
    "valeurs_mensuelles.csv",
    lines(
        '"Libellé";"Prix moyens de vente - Gazole";"Codes"',
        '"idBank";"000442588";""',
        '"Dernière mise à jour";"31/01/2020 08:45";""',
        '"Période";"";""',
        [f'"2019-{month:02d}";"1.{40 + month}";"A"' for month in MONTHS[::-1]],
    ),
    kept=12,
    spots=[("2019-02-01", "Gazole", 1.42)],
)
INSEE_ACROSS = Case(
    "valeurs_mensuelles_lignes.csv",
    lines(
        '"Libellé";"idBank";"Dernière mise à jour";"Période";'
        + ";".join(f'"2019-{month:02d}"' for month in MONTHS),
        '"Prix moyens de vente - Gazole";"000442588";"31/01/2020 08:45";"";'
        + ";".join(f'"1.{40 + month}"' for month in MONTHS),
        '"Codes";"";"";"";' + ";".join('"A"' for _ in MONTHS),
    ),
    kept=12,
    rejected=12,
    spots=[("2019-02-01", "Gazole", 1.42)],
)
STATS_NZ = Case(
    "consumers-price-index-selected-price-indexes.csv",
    lines(
        "Series_reference,Period,Data_value,STATUS,UNITS,Subject,Group,Series_title_1",
        [
            f"{key},2019.{month:02d},{base + month / 10:.2f},FINAL,Dollars,"
            f'Consumers Price Index,Selected price indexes,"{name}"'
            for key, name, base in (
                ("CPIM.SAP0100", "Oranges, 1kg", 3.5),
                ("CPIM.SAP0200", "Milk, 2 litres", 3.9),
            )
            for month in MONTHS
        ],
    ),
    kept=24,
    symbols=2,
    spots=[("2019-10-01", "CPIM.SAP0200", 4.9)],
)
SCB = Case(
    "000000KR.csv",
    lines(
        '"varugrupp";' + ";".join(f'"2019M{month:02d}"' for month in MONTHS),
        [
            f'"{name}";' + ";".join(comma(base + month / 10) for month in MONTHS)
            for name, base in (("Bröd", 20), ("Mjölk", 10), ("Kaffe", 50))
        ],
    ).encode("cp1252"),
    kept=36,
    symbols=3,
    spots=[("2019-02-01", "Mjölk", 10.2)],
)
FISH = Case(
    "fish_auction.csv",
    lines(
        "DATE,SPECIES,SIZE,AREA,PRICE/KG,LANDED KG",
        [
            f"{day:02d}/02/2020,{name},{size},Peterhead,£{base + day / 10:.2f},{100 * day}"
            for day in (13, 14, 17)
            for name, size, base in (("Cod", 1, 3), ("Cod", 2, 2), ("Haddock", 1, 2.5))
        ],
    ),
    kept=9,
    symbols=3,
    spots=[("2020-02-14", "Cod", 4.4), ("2020-02-14", "Haddock", 3.9)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
