"""International organizations."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

import json

from .case import Case, bars, lines

B = bars(base=60.0)
KEPT = len(B)
MONTHS = [f"{year}-{month:02d}" for year in (2018, 2019) for month in range(1, 13)]
VALUES = [round(100 + 0.3 * at + ((at * 7) % 5) / 10, 1) for at in range(len(MONTHS))]
FIRST, LAST = ("2018-01-01", VALUES[0]), ("2019-12-01", VALUES[-1])

WORLD_BANK = Case(
    "API_EP.PMP.SGAS.CD_DS2_en_csv_v2.csv",
    "\ufeff"
    + lines(
        '"Data Source","World Development Indicators",',
        "",
        '"Last Updated Date","2020-01-30",',
        "",
        '"Country Name","Country Code","Indicator Name","Indicator Code",'
        + "".join(f'"{year}",' for year in range(2008, 2020)),
        [
            f'"{name}","{code}","Pump price for gasoline (US$ per liter)","EP.PMP.SGAS.CD",'
            + "".join(
                f'"{k + year % 7 / 10:.2f}",' if year % 2 == 0 else '"",'
                for year in range(2008, 2020)
            )
            for name, code, k in (
                *(("Aruba", "ABW", 1), ("Afghanistan", "AFG", 0.8), ("Angola", "AGO", 0.5)),
                *(("Albania", "ALB", 1.2), ("Korea, Rep.", "KOR", 1.3)),
            )
        ],
        end="\r\n",
    ),
    kept=30,
    missing=30,
    symbols=5,
    spots=[("2010-01-01", "Aruba", 1.1), ("2018-01-01", "Korea, Rep.", 1.5)],
)
WORLD_BANK_JSON = Case(
    "indicator.json",
    json.dumps(
        [
            {"page": 1, "pages": 1, "per_page": 50, "total": 4, "sourceid": "2"},
            [
                {
                    "indicator": {"id": "EP.PMP.SGAS.CD", "value": "Pump price for gasoline"},
                    "country": {"id": "BR", "value": "Brazil"},
                    "countryiso3code": "BRA",
                    "date": str(year),
                    "value": value,
                    "unit": "",
                    "obs_status": "",
                    "decimal": 2,
                }
                for year, value in ((2016, 1.15), (2015, None), (2014, 1.2), (2012, 1.39))
            ],
        ]
    ),
    kept=3,
    missing=1,
    spots=[("2014-01-01", "*", 1.2)],
)
IMF_IFS = Case(
    "IFS_01-30-2020 14-22-15-77_timeSeries.csv",
    lines(
        '"Country Name","Country Code","Indicator Name","Indicator Code","Attribute","2019M1","2019M2","2019M3","2019M10","2019M11",',
        '"Albania","914","Prices, Consumer Price Index, All items, Index","PCPI_IX","Value","118.1","118.9","119.0","118.2","118.6",',
        '"Algeria","612","Prices, Consumer Price Index, All items, Index","PCPI_IX","Value","149.2","148.8","","151.6","152.1",',
        '"Angola","614","Prices, Consumer Price Index, All items, Index","PCPI_IX","Value","270.5","273.6","276.6","303.1","309.1",',
    ),
    kept=14,
    missing=1,
    symbols=3,
    spots=[("2019-10-01", "Albania", 118.2), ("2019-02-01", "Angola", 273.6)],
)
OECD = Case(
    "DP_LIVE_03022020143015.csv",
    "\ufeff"
    + lines(
        '"LOCATION","INDICATOR","SUBJECT","MEASURE","FREQUENCY","TIME","Value","Flag Codes"',
        [
            f'"{place}","HOUSECOST","NOMINAL","IDX2015","Q","{year}-Q{quarter}",{100 + k + 2 * at}.5,'
            for place, k in (("AUS", 0), ("AUT", 10), ("BEL", 20))
            for at, (year, quarter) in enumerate((y, q) for y in (2018, 2019) for q in range(1, 5))
        ],
    ),
    kept=24,
    symbols=3,
    spots=[("2018-04-01", "AUT", 112.5)],
)
OECD_EXPLORER = Case(
    "OECD.SDD.TPS,DSD_PRICES@DF_PRICES_ALL,1.0+.M.N.CPI.csv",
    "\ufeff"
    + lines(
        "STRUCTURE,STRUCTURE_ID,STRUCTURE_NAME,ACTION,REF_AREA,Reference area,FREQ,Frequency of observation,MEASURE,Measure,UNIT_MEASURE,Unit of measure,TIME_PERIOD,Time period,OBS_VALUE,Observation value,OBS_STATUS,Observation status,UNIT_MULT,Unit multiplier,DECIMALS,Decimals",
        [
            f"DATAFLOW,OECD.SDD.TPS:DSD_PRICES@DF_PRICES_ALL(1.0),Consumer price indices (CPIs),I,{area},{name},M,Monthly,CPI,Consumer price index,IX,Index,{month},,{value + k:.1f},,A,Normal value,0,Units,1,One"
            for area, name, k in (("FRA", "France", 0), ("DEU", "Germany", 3))
            for month, value in zip(MONTHS, VALUES, strict=True)
        ],
    ),
    kept=48,
    symbols=2,
    spots=[(FIRST[0], "FRA", FIRST[1]), (LAST[0], "DEU", round(LAST[1] + 3, 1))],
)
EUROSTAT = Case(
    "prc_hicp_midx.tsv",
    lines(
        "freq,unit,coicop,geo\\TIME_PERIOD\t" + "\t".join(f"{month} " for month in MONTHS),
        [
            f"M,I15,{item},{place}\t"
            + "\t".join(
                ": " if at == 3 else f"{value + k:.1f} p" if at == 23 else f"{value + k:.1f} "
                for at, value in enumerate(VALUES)
            )
            for item in ("CP00", "CP01")
            for place, k in (("AT", 0), ("BE", 2), ("DE", 4))
        ],
    ),
    kept=6 * 23,
    missing=6,
    symbols=6,
    spots=[(FIRST[0], "CP00|AT", FIRST[1]), (LAST[0], "CP01|DE", round(LAST[1] + 4, 1))],
)
PINK_SHEET_ANNUAL = Case(
    "CMO-Annual.csv",
    lines(
        "World Bank Commodity Price Data (The Pink Sheet),,,",
        "annual prices in nominal US dollars,,,",
        ",,,",
        ',"Crude oil, Brent","Coal, Australian **","Tea, avg 3 auctions"',
        ",($/bbl),($/mt),($/kg)",
        [
            f"{year},{year - 1940}.5,{'..' if year < 1970 else f'{year - 1930}.25'},2.{year % 100:02d}"
            for year in range(1960, 1980)
        ],
    ),
    kept=50,
    missing=10,
    symbols=3,
    spots=[("1961-01-01", "Brent", 21.5), ("1979-01-01", "Coal", 49.25)],
)
COFFEE = Case(
    "prices-paid-to-growers.csv",
    lines(
        "prices_paid_to_growers," + ",".join(str(year) for year in range(1990, 2019)),
        [
            f"{name},"
            + ",".join(
                "" if (year + k) % 9 == 0 else f"{k + year / 1000:.3f}"
                for year in range(1990, 2019)
            )
            for k, name in enumerate(("Brazil", "Burundi", "Colombia (Arabicas)", "Kenya"), 1)
        ],
    ),
    kept=sum((year + k) % 9 != 0 for k in range(1, 5) for year in range(1990, 2019)),
    missing=sum((year + k) % 9 == 0 for k in range(1, 5) for year in range(1990, 2019)),
    symbols=4,
    spots=[("1992-01-01", "Brazil", 2.992)],
)
LBMA = Case(
    "gold_pm.json",
    json.dumps(
        [
            {"is_cms_locked": 0, "d": b.date(), "v": [b.close * 25, b.close * 20, b.close * 22]}
            for b in B
        ]
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=[(B[2].date(), "*", B[2].close * 25)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
