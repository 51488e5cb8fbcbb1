"""Power exchanges and grid operators: hours, areas and times by the clock of the place."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from datetime import timedelta

from .case import Case, bars, comma, lines, spots

H = bars(48, 42.0, start="2020-01-01", step=timedelta(hours=1))
HOUR = timedelta(hours=1)
KEPT = len(H)

ENTSOE = Case(
    "Day-ahead Prices_202001010000-202101010000.csv",
    lines(
        '"MTU (CET/CEST)","Day-ahead Price [EUR/MWh]","Currency","BZN|DE-LU"',
        [
            f'"{b.date("%d.%m.%Y %H:%M")} - {(b.time + HOUR).strftime("%d.%m.%Y %H:%M")}","{b.close}","EUR",""'
            for b in H
        ],
        '"03.01.2020 00:00 - 03.01.2020 01:00","-","",""',
        '"03.01.2020 01:00 - 03.01.2020 02:00","n/e","",""',
    ),
    kept=KEPT,
    missing=2,
    spots=spots(H),
)
ENTSOE_NEW = Case(
    "GUI_ENERGY_PRICES_202501010000-202601010000.csv",
    lines(
        '"MTU (UTC)","Area","Sequence","Day-ahead Price (EUR/MWh)","Intraday Period (UTC)","Intraday Price (EUR/MWh)"',
        [
            f'"{b.date("%d/%m/%Y %H:%M:%S")} - {(b.time + HOUR).strftime("%d/%m/%Y %H:%M:%S")}","BZN|FR","Without Sequence","{b.close}","",""'
            for b in H
        ],
    ),
    kept=KEPT,
    spots=spots(H, "BZN|FR"),
)
ENTSOE_FILES = Case(
    "2020_01_EnergyPrices_12.1.D_r3.csv",
    lines(
        "InstanceCode\tDateTime(UTC)\tResolutionCode\tAreaCode\tAreaDisplayName\tAreaTypeCode\tMapCode\tContractType\tSequence\tPrice[Currency/MWh]\tCurrency\tUpdateTime(UTC)",
        [
            f"{at}\t{b.date('%Y-%m-%d %H:%M:%S')}.000\tPT60M\t{code}\t{name}\tBZN\t{short}\tDay-ahead\tNot applicable\t{b.close + k:.2f}\tEUR\t2020-01-0{at % 3 + 1} 11:45:12"
            for code, name, short, k in (
                ("10YBE----------2", "Belgium (BE)", "BE", 0),
                ("10YFR-RTE------C", "France (FR)", "FR", 3),
            )
            for at, b in enumerate(H)
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[*spots(H, "BE"), (H[9].date("%Y-%m-%dT%H:%M"), "FR", round(H[9].close + 3, 2))],
)
ENERGY_CHARTS = Case(
    "energy-charts_Stromproduktion_und_Börsenstrompreise_2020.csv",
    lines(
        '"Datum (MEZ)","Day Ahead Auktion (DE-LU)"',
        '"","Preis (EUR/MWh, EUR/tCO2)"',
        [f"{b.date('%Y-%m-%dT%H:%M')}+01:00,{b.close}" for b in H],
    ),
    kept=KEPT,
    spots=[(f"{b.date('%Y-%m-%dT%H:%M')}+01:00", "*", b.close) for b in H[::20]],
)
SMARD = Case(
    "Gro_handelspreise_202001010000_202001030000_Stunde.csv",
    "\ufeff"
    + lines(
        "Datum von;Datum bis;Deutschland/Luxemburg [€/MWh] Originalauflösungen;∅ Anrainer DE/LU [€/MWh] Originalauflösungen;DE/AT/LU [€/MWh] Originalauflösungen",
        [
            f"{b.date('%d.%m.%Y %H:%M')};{(b.time + HOUR).strftime('%d.%m.%Y %H:%M')};{comma(b.close)};{comma(b.close + 2)};-"
            for b in H
        ],
    ),
    kept=2 * KEPT,
    missing=KEPT,
    symbols=2,
    spots=spots(H, "Deutschland/Luxemburg"),
)
OMIE = Case(
    "marginalpdbc_20200101.1",
    lines(
        "MARGINALPDBC;",
        [f"2020;01;01;{hour};{H[hour].close:.2f};{H[hour].close:.2f};" for hour in range(1, 25)],
        "*",
    ),
    kept=24,
    spots=[("2020-01-01T05:00", "*", H[5].close)],
)
EPEX = Case(
    "auction_spot_prices_france_2020.csv",
    lines(
        "# France - Day-ahead auction,,,,",
        "Delivery day," + ",".join(f"Hour {hour}" for hour in range(1, 25)),
        [f"{day:02d}/01/2020," + ",".join(str(b.close) for b in H[:24]) for day in (14, 13, 12)],
    ),
    kept=72,
)
PJM = Case(
    "da_hrl_lmps.csv",
    "\ufeff"
    + lines(
        "datetime_beginning_utc,datetime_beginning_ept,pnode_id,pnode_name,voltage,equipment,type,zone,system_energy_price_da,total_lmp_da,congestion_price_da,marginal_loss_price_da,row_is_current,version_nbr",
        [
            f"{b.time.month}/{b.time.day}/{b.time.year} {b.time.hour % 12 or 12}:00:00 {'AM' if b.time.hour < 12 else 'PM'},{b.time.month}/{b.time.day}/{b.time.year} {b.time.hour % 12 or 12}:00:00 {'AM' if b.time.hour < 12 else 'PM'},{node},{name},,,{kind},,{b.open:.6f},{b.close + k:.6f},0.1{k},-0.2,TRUE,1"
            for b in H
            for node, name, kind, k in ((1, "PJM-RTO", "ZONE", 0), (51291, "AECO", "ZONE", 2))
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(H, "PJM-RTO"),
)
ERCOT = Case(
    "rpt.00012331.DAMHRLMPNP4190.csv",
    lines(
        "DeliveryDate,HourEnding,SettlementPoint,SettlementPointPrice,DSTFlag",
        [
            f"01/0{1 + at // 24}/2020,{at % 24 + 1:02d}:00,{point},{b.close + k:.2f},N"
            for point, k in (("HB_BUSAVG", 0), ("HB_HOUSTON", 1))
            for at, b in enumerate(H)
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[
        ("2020-01-01T05:00", "HB_BUSAVG", H[4].close),
        ("2020-01-02T00:00", "HB_BUSAVG", H[23].close),
    ],
)
NYISO = Case(
    "20200101damlbmp_zone.csv",
    lines(
        '"Time Stamp","Name","PTID","LBMP ($/MWHr)","Marginal Cost Losses ($/MWHr)","Marginal Cost Congestion ($/MWHr)"',
        [
            f'"{b.date("%m/%d/%Y %H:%M")}","{name}",{code},{b.close + k:.2f},0.8,-1.2'
            for b in H[:24]
            for name, code, k in (("CAPITL", 61757, 0), ("CENTRL", 61754, 3))
        ],
    ),
    kept=48,
    symbols=2,
    spots=[(H[5].date("%Y-%m-%dT%H:%M"), "CENTRL", round(H[5].close + 3, 2))],
)
AEMO = Case(
    "PRICE_AND_DEMAND_202001_NSW1.csv",
    lines(
        "REGION,SETTLEMENTDATE,TOTALDEMAND,RRP,PERIODTYPE",
        [f"NSW1,{b.date('%Y/%m/%d %H:%M:%S')},{b.volume / 2},{b.close},TRADE" for b in H],
    ),
    kept=KEPT,
    spots=spots(H, "NSW1"),
)
IESO = Case(
    "PUB_PriceHOEPPredispOR_2020.csv",
    lines(
        "\\\\Hourly Ontario Energy Price, Predispatch Sequence and Operating Reserve Prices Report,,,,,,",
        "\\\\Created at January 3 2020 06:16:41,,,,,,",
        "\\\\For 2020,,,,,,",
        "Date,Hour,HOEP,Hour 1 Predispatch,Hour 2 Predispatch,Hour 3 Predispatch,OR 10 Min Sync",
        [f"{b.date()},{b.time.hour + 1},{b.close},{b.open},{b.high},{b.low},0.2" for b in H],
    ),
    kept=KEPT,
    spots=[("2020-01-01T05:00", "*", H[4].close)],
)
EPF = Case(
    "BE.csv",
    lines(
        "Date, Prices, Generation forecast, System load forecast",
        [f"{b.date('%Y-%m-%d %H:%M:%S')}, {b.close}, {b.volume}.0, {b.volume}.5" for b in H],
    ),
    kept=KEPT,
    spots=spots(H),
)
EPF_NORD_POOL = Case(
    "NP.csv",
    lines(
        ",Price,Exogenous 1,Exogenous 2",
        [f"{b.date('%Y-%m-%d %H:%M:%S')},{b.close},{b.volume}.0,{b.volume}.5" for b in H],
    ),
    kept=KEPT,
    spots=spots(H),
)
NORD_POOL = Case(
    "elspot-prices_2020_hourly_eur.csv",
    lines(
        "Elspot Prices in EUR/MWh;;;;",
        "Data was last updated 03-01-2020;;;;",
        ";Hours;SYS;SE1;FI",
        [
            f"{b.date('%d-%m-%Y')};{b.time.hour:02d} - {(b.time.hour + 1) % 24:02d};{comma(b.close)};{comma(b.close + 1)};{comma(b.close + 2)}"
            for b in H
        ],
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=spots(H, "SYS"),
)
OPEN_POWER_SYSTEM = Case(
    "time_series_60min_singleindex.csv",
    lines(
        "utc_timestamp,cet_cest_timestamp,AT_price_day_ahead,DE_LU_price_day_ahead",
        [
            f"{b.date('%Y-%m-%dT%H:%M:%S')}Z,{(b.time + HOUR).strftime('%Y-%m-%dT%H:%M:%S')}+0100,{b.close},{'' if at < 3 else b.close + 1}"
            for at, b in enumerate(H)
        ],
    ),
    kept=2 * KEPT - 3,
    missing=3,
    symbols=2,
    spots=spots(H, "AT"),
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
