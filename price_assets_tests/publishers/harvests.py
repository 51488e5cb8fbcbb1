"""Prices of food and of harvests."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, lines

B = bars(base=60.0)
MONTHS = [f"{year}-{month:02d}" for year in (2018, 2019) for month in range(1, 13)]
VALUES = [round(100 + 0.3 * at + ((at * 7) % 5) / 10, 1) for at in range(len(MONTHS))]
ENGLISH = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
FIRST, LAST = ("2018-01-01", VALUES[0]), ("2019-12-01", VALUES[-1])

NASS = Case(
    "8D1A2B3C-quickstats.csv",
    lines(
        "Program,Year,Period,Week Ending,Geo Level,State,State ANSI,Ag District,Ag District Code,County,County ANSI,Zip Code,Region,watershed_code,Watershed,Commodity,Data Item,Domain,Domain Category,Value,CV (%)",
        [
            f'SURVEY,2019,{month.upper()},,STATE,{state},{ansi},,,,,,,00000000,,CORN,"CORN, GRAIN - PRICE RECEIVED, MEASURED IN $ / BU",TOTAL,NOT SPECIFIED,{" (D)" if (state, month) == ("OHIO", "Mar") else f"{3.4 + at / 100:.2f}"},'
            for at, month in enumerate(ENGLISH)
            for state, ansi in (("ILLINOIS", 17), ("IOWA", 19), ("OHIO", 39))
        ],
    ),
    kept=35,
    missing=1,
    symbols=3,
    spots=[("2019-02-01", "IOWA", 3.41)],
)
FPMA = Case(
    "fpma_kenya.csv",
    lines(
        '"Date-Monthly","Retail, Kenya, Nairobi, Maize, KES/kg","Wholesale, Kenya, Mombasa, Maize, KES/kg"',
        [
            f'"{ENGLISH[int(month[5:]) - 1]}-{month[2:4]}","{value:.2f}","{"" if at == 2 else f"{value - 9:.2f}"}"'
            for at, (month, value) in enumerate(zip(MONTHS, VALUES, strict=True))
        ],
    ),
    kept=47,
    missing=1,
    symbols=2,
    spots=[(LAST[0], "Nairobi", LAST[1])],
)
FAOSTAT = Case(
    "FAOSTAT_data_2-3-2020.csv",
    "\ufeff"
    + lines(
        '"Domain Code","Domain","Area Code","Area","Element Code","Element","Item Code","Item","Year Code","Year","Unit","Value","Flag","Flag Description"',
        [
            f'"PP","Producer Prices","{code}","{area}","5532","Producer Price (USD/tonne)","{n}","{item}","{year}","{year}","USD","{value}","","Official data"'
            for code, area in ((10, "Australia"), (21, "Brazil"))
            for n, item in ((15, "Wheat"), (56, "Maize"))
            for year, value in ((2014, 253.4), (2015, 221.9), (2016, 190.7), (2017, 189.3))
        ],
    ),
    kept=16,
    symbols=4,
    spots=[("2015-01-01", "Brazil|Maize", 221.9)],
)
WFP = Case(
    "wfp_food_prices_ken.csv",
    lines(
        "date,admin1,admin2,market,latitude,longitude,category,commodity,unit,priceflag,pricetype,currency,price,usdprice",
        "#date,#adm1+name,#adm2+name,#loc+market+name,#geo+lat,#geo+lon,#item+type,#item+name,#item+unit,#item+price+flag,#item+price+type,#currency,#value,#value+usd",
        [
            f"2020-{month:02d}-15,Coast,Mombasa,{market},{lat},39.66,cereals and tubers,{item},{unit},actual,{kind},KES,{16 + k + month / 4:.2f},0.2235"
            for month in range(1, 7)
            for market, lat in (("Mombasa", -4.05), ("Kilifi", -3.63))
            for item, unit, kind, k in (
                *(("Maize", "KG", "Wholesale", 0), ("Maize", "90 KG", "Wholesale", 1400)),
                ("Beans", "KG", "Retail", 30),
            )
        ],
    ),
    kept=36,
    symbols=6,
    spots=[("2020-02-15", "Maize|Kilifi|90 KG", 1416.5), ("2020-06-15", "Beans|Mombasa", 47.5)],
)
AGMARKNET = Case(
    "Agmarknet_Price_Report.csv",
    lines(
        "Sl no.,District Name,Market Name,Commodity,Variety,Grade,Min Price (Rs./Quintal),Max Price (Rs./Quintal),Modal Price (Rs./Quintal),Price Date",
        [
            f"{at + 1},Nashik,{market},Onion,{variety},FAQ,{900 + at * 3},{2400 + at * 3},{1900 + at * 3},{b.date('%d %b %Y')}"
            for at, (b, market, variety) in enumerate(
                (b, m, v)
                for b in B
                for m, v in (("Lasalgaon", "Red"), ("Pimpalgaon", "Red"), ("Yeola", "Other"))
            )
        ],
    ),
    kept=36,
    symbols=3,
    spots=[(B[1].date(), "Lasalgaon", 1909.0), (B[2].date(), "Yeola", 1924.0)],
)
DATA_GOV_IN = Case(
    "9ef84268-d588-465a-a308-a864a43d0070.csv",
    lines(
        "state,district,market,commodity,variety,grade,arrival_date,min_price,max_price,modal_price",
        [
            f"{state},{district},{market},{item},Other,FAQ,31/01/2020,{1000 + at},{1500 + at},{1250 + at}"
            for at, (state, district, market, item) in enumerate(
                (*place, item)
                for place in (
                    ("Andhra Pradesh", "Chittor", "Palamaner"),
                    ("Gujarat", "Amreli", "Damnagar"),
                    ("Haryana", "Ambala", "Naraingarh"),
                )
                for item in ("Tomato", "Onion", "Potato", "Brinjal")
            )
        ],
    ),
    kept=12,
    symbols=12,
    spots=[("2020-01-31", "Gujarat|Onion", 1255.0)],
)
AVOCADO = Case(
    "avocado.csv",
    lines(
        ",Date,AveragePrice,Total Volume,4046,4225,4770,Total Bags,Small Bags,Large Bags,XLarge Bags,type,year,region",
        [
            f"{at},{day},{1.1 + at / 100 + k:.2f},64236.62,1036.74,54454.85,48.16,8696.87,8603.62,93.25,0.0,{kind},2015,{region}"
            for kind, k in (("conventional", 0), ("organic", 0.4))
            for region in ("Albany", "Atlanta")
            for at, day in enumerate(
                ("2015-12-27", "2015-12-20", "2015-12-13", "2015-12-06", "2015-11-29")
            )
        ],
    ),
    kept=20,
    symbols=4,
    spots=[("2015-12-20", "Atlanta|organic", 1.51)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
