"""Offices that publish prices of energy."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

import json

from .case import Case, bars, lines, spots

B = bars(base=60.0)
KEPT = len(B)

EIA = Case(
    "Henry_Hub_Natural_Gas_Spot_Price.csv",
    lines(
        "Henry Hub Natural Gas Spot Price",
        "https://www.eia.gov/dnav/ng/hist/rngwhhdD.htm",
        "14:20:20 GMT-0500 (Eastern Standard Time)",
        "Source: U.S. Energy Information Administration",
        "",
        "Day,Henry Hub Natural Gas Spot Price Dollars per Million Btu",
        [f"{b.date('%m/%d/%Y')},{b.close / 30:.2f}" for b in B[::-1]],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close / 30, 2)) for b in B[::5]],
)
EIA_API = Case(
    "eia_v2.json",
    json.dumps(
        {
            "response": {
                "total": KEPT,
                "dateFormat": "YYYY-MM-DD",
                "frequency": "daily",
                "data": [
                    {
                        "period": b.date(),
                        "duoarea": "RGC",
                        "area-name": "NA",
                        "product": "EPG0",
                        "product-name": "Natural Gas",
                        "process": "PS0",
                        "process-name": "Spot Price",
                        "series": "RNGWHHD",
                        "series-description": "Henry Hub Natural Gas Spot Price (Dollars per Million Btu)",
                        "value": None if at == 3 else str(b.close),
                        "units": "$/MMBTU",
                    }
                    for at, b in enumerate(B)
                ],
                "description": "Daily natural gas prices",
            },
            "request": {
                "command": "/v2/natural-gas/pri/fut/data/",
                "params": {"frequency": "daily"},
            },
            "apiVersion": "2.1.7",
        }
    ),
    kept=KEPT - 1,
    missing=1,
    spots=spots(B),
)
EIA_API_OLD = Case(
    "eia_v1.json",
    json.dumps(
        {
            "request": {"command": "series", "series_id": "PET.RWTC.D"},
            "series": [
                {
                    "series_id": "PET.RWTC.D",
                    "name": "Cushing, OK WTI Spot Price FOB, Daily",
                    "units": "Dollars per Barrel",
                    "f": "D",
                    "start": "20200102",
                    "end": "20200117",
                    "updated": "2020-02-03T13:20:05-0500",
                    "data": [[b.date("%Y%m%d"), b.close] for b in B[::-1]],
                }
            ],
        }
    ),
    kept=KEPT,
    spots=spots(B, "PET.RWTC.D"),
)
GASOLINE = Case(
    "PET_PRI_GND_DCUS_NUS_W.csv",
    lines(
        "Date,A1,A2,A3,R1,R2,R3,M1,D1",
        [
            f"{month:02d}/{day:02d}/2020,{','.join(f'{2.5 + at / 100 + k / 10:.3f}' for k in range(7))},{'' if at == 0 else f'{3 + at / 100:.3f}'}"
            for at, (month, day) in enumerate(
                ((1, 6), (1, 13), (1, 20), (1, 27), (2, 3), (2, 10), (2, 17), (2, 24))
            )
        ],
    ),
    kept=63,
    missing=1,
    symbols=8,
    spots=[("2020-01-13", "R1", 2.81), ("2020-02-10", "A1", 2.55)],
)
OIL_BULLETIN = Case(
    "oil_bulletin.csv",
    lines(
        "Date;Country Name;Product Name;Currency Code;Prices Unit;Euro price;EURO_EXCHANGE_RATE",
        [
            f'{day}/01/2020;{land};{fuel};{cur};1000 L;"{1000 + k + at * 5},{k % 90 + 10}";{rate}'
            for at, day in enumerate(("06", "13", "20", "27"))
            for land, cur, rate, k in (
                ("Austria", "EUR", "1", 200),
                ("Czechia", "CZK", "25,2", 250),
            )
            for fuel in ("Euro-super 95", "Gas oil automobile")
        ],
    ),
    kept=16,
    symbols=4,
    spots=[("2020-01-13", "Austria|Gas oil", 1205.3)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
