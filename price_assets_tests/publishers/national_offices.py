"""Statistics offices of single lands."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, lines

MONTHS = [f"{year}-{month:02d}" for year in (2018, 2019) for month in range(1, 13)]
VALUES = [round(100 + 0.3 * at + ((at * 7) % 5) / 10, 1) for at in range(len(MONTHS))]
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST, LAST = ("2018-01-01", VALUES[0]), ("2019-12-01", VALUES[-1])

ONS_MONTHLY = Case(
    "series-030220.csv",
    lines(
        '"Title","CPI INDEX 01.1 : FOOD 2015=100"',
        '"CDID","D7BU"',
        '"Source dataset ID","MM23"',
        '"PreUnit",""',
        '"Unit","Index, base year = 100"',
        '"Release date","15-01-2020"',
        '"Next release","19 February 2020"',
        '"Important notes",',
        [
            f'"{month[:4]} {ENGLISH[int(month[5:]) - 1].upper()}","{value}"'
            for month, value in zip(MONTHS, VALUES, strict=True)
        ],
    ),
    kept=24,
    spots=[(FIRST[0], "*", FIRST[1]), (LAST[0], "*", LAST[1])],
)
STATCAN = Case(
    "18100001.csv",
    "\ufeff"
    + lines(
        '"REF_DATE","GEO","DGUID","Type of fuel","UOM","UOM_ID","SCALAR_FACTOR","SCALAR_ID","VECTOR","COORDINATE","VALUE","STATUS","SYMBOL","TERMINATED","DECIMALS"',
        [
            f'"{month}","{geo}","2016S0503{n:03d}","{fuel}","Cents per litre","57","units ","0","v7350{n}{f}","{n}.{f}",'
            + (
                '"","..","","","1"'
                if (f, month) == (2, "2018-05")
                else f'"{value + n + f:.1f}","","","","1"'
            )
            for month, value in zip(MONTHS[:8], VALUES[:8], strict=True)
            for n, geo in ((1, "St. John's, Newfoundland and Labrador"), (10, "Toronto, Ontario"))
            for f, fuel in (
                (1, "Regular unleaded gasoline at full service filling stations"),
                (2, "Diesel fuel at self service filling stations"),
            )
        ],
    ),
    kept=30,
    missing=2,
    symbols=4,
    spots=[(FIRST[0], "Toronto|Diesel", round(FIRST[1] + 12, 1))],
)
ABS = Case(
    "6401.0 Data1.csv",
    lines(
        ",Index Numbers ;  All groups CPI ;  Sydney ;,Index Numbers ;  All groups CPI ;  Melbourne ;",
        "Unit,Index Numbers,Index Numbers",
        "Series Type,Original,Original",
        "Data Type,INDEX,INDEX",
        "Frequency,Quarter,Quarter",
        "Collection Month,3,3",
        "Series Start,Mar-2017,Mar-2017",
        "Series End,Dec-2019,Dec-2019",
        "No. Obs,12,12",
        "Series ID,A2325806K,A2325811C",
        [
            f"{month}-{year},{100 + at}.4,{101 + at}.2"
            for at, (year, month) in enumerate(
                (y, m) for y in (2017, 2018, 2019) for m in ("Mar", "Jun", "Sep", "Dec")
            )
        ],
    ),
    kept=24,
    symbols=2,
    spots=[("2017-06-01", "*", 101.4), ("2019-12-01", "*", 112.2)],
)
BLS = Case(
    "ap.data.3.Food",
    lines(
        "series_id         \tyear\tperiod\t       value\tfootnote_codes",
        [
            f"{series}      \t{year}\tM{month:02d}\t{value:12.3f}\t"
            for series, k in (("APU0000701111", 0.2), ("APU0000702111", 0.9))
            for year in (2018, 2019)
            for month, value in ((m, k + year / 10000 + m / 1000) for m in range(1, 13))
        ],
        end="\r\n",
    ),
    kept=48,
    symbols=2,
    spots=[("2018-02-01", "APU0000702111", round(0.9 + 0.2018 + 0.002, 3))],
)
BLS_TABLE = Case(
    "SeriesReport-20200203.csv",
    lines(
        "Consumer Price Index - Average Price Data",
        "Original Data Value",
        "",
        "Series Id:,APU0000708111",
        'Series Title:,"Eggs, grade A, large, per doz. in U.S. city average, average price, not seasonally adjusted"',
        "Area:,U.S. city average",
        "Years:,2016 to 2019",
        "",
        "Year," + ",".join(ENGLISH),
        [
            f"{year},"
            + ",".join(f"{1.2 + year % 10 / 10 + month / 100:.3f}" for month in range(12))
            for year in (2016, 2017, 2018)
        ],
        "2019," + ",".join("" if month > 9 else f"{1.5 + month / 100:.3f}" for month in range(12)),
    ),
    kept=46,
    missing=2,
    spots=[("2016-02-01", "*", 1.81), ("2018-12-01", "*", 2.11)],
)
HOUSE_PRICES = Case(
    "UK-HPI-full-file-2019-12.csv",
    lines(
        "Date,RegionName,AreaCode,AveragePrice,Index,IndexSA,1m%Change,12m%Change,AveragePriceSA,SalesVolume,DetachedPrice",
        [
            f"01/{month[5:]}/{month[:4]},{name},{code},{value * 1000 + k:.0f},{value},,0.3,1.2,,{'' if month > '2019-10' else 300 + k},{value * 1700:.0f}"
            for name, code, k in (("Aberdeenshire", "S12000034", 0), ("Adur", "E07000223", 9))
            for month, value in zip(MONTHS, VALUES, strict=True)
        ],
    ),
    kept=48,
    symbols=2,
    spots=[
        ("2018-02-01", "Adur", round(VALUES[1] * 1000 + 9)),
        ("2019-12-01", "Aberdeenshire", round(VALUES[-1] * 1000)),
    ],
)
REDFIN = Case(
    "data_crosstab.csv",
    lines(
        "Region\tMonth of Period End\tMedian Sale Price\tMedian Sale Price MoM \tHomes Sold",
        [
            f"{name}\t{month} 2020\t${280 + k + at}K\t0.{at}%\t{1200 + at}"
            for name, k in (("Boston, MA metro area", 200), ("National", 0))
            for at, month in enumerate(("January", "February", "March", "April", "May", "June"))
        ],
    ).encode("utf-16"),
    kept=12,
    symbols=2,
    spots=[("2020-02-01", "National", 281000.0), ("2020-06-01", "Boston", 485000.0)],
)
ZILLOW = Case(
    "Zip_zhvi_uc_sfr.csv",
    lines(
        "RegionID,SizeRank,RegionName,RegionType,StateName,State,City,Metro,CountyName,"
        + ",".join(f"{month}-28" for month in MONTHS[::3]),
        [
            f'{code},{rank},{name:05d},zip,{state},{state},{city},"{metro}",{county},'
            + ",".join(
                "" if (rank, at) == (2, 0) else f"{300000 + rank * 9000 + at * 750.5}"
                for at in range(8)
            )
            for code, rank, name, state, city, metro, county in (
                (
                    91940,
                    0,
                    77449,
                    "TX",
                    "Katy",
                    "Houston-The Woodlands-Sugar Land, TX",
                    "Harris County",
                ),
                (
                    91982,
                    1,
                    77494,
                    "TX",
                    "Katy",
                    "Houston-The Woodlands-Sugar Land, TX",
                    "Fort Bend County",
                ),
                (
                    58196,
                    2,
                    2138,
                    "MA",
                    "Cambridge",
                    "Boston-Cambridge-Newton, MA-NH",
                    "Middlesex County",
                ),
            )
        ],
    ),
    kept=23,
    missing=1,
    symbols=3,
    spots=[("2018-04-28", "02138", 318750.5)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
