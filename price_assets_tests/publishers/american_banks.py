"""Central banks of America and Australia, and the Bank for International Settlements."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, comma, lines, spots

B = bars(base=1.11, digits=4)
KEPT = len(B)
FR = "%d/%m/%Y"

BIS = Case(
    "WS_XRU_csv_flat.csv",
    lines(
        "STRUCTURE,STRUCTURE_ID,ACTION,FREQ:Frequency,REF_AREA:Reference area,CURRENCY:Currency,COLLECTION:Collection,TIME_PERIOD:Time period or range,OBS_VALUE:Observation Value,OBS_STATUS:Observation Status,TITLE:Title",
        [
            f"dataflow,BIS:WS_XRU(1.0),I,D: Daily,{area},{cur},A: Average of observations through period,{b.date()},{'NaN' if at == 4 else b.close},{'M: Missing value' if at == 4 else 'A: Normal value'},US dollar exchange rates"
            for area, cur in (
                ("XM: Euro area", "EUR: Euro"),
                ("CH: Switzerland", "CHF: Swiss franc"),
            )
            for at, b in enumerate(B)
        ],
    ),
    kept=2 * KEPT - 2,
    missing=2,
    symbols=2,
    spots=spots(B, "XM"),
)
BIS_WIDE = Case(
    "WS_SPP_csv_col.csv",
    lines(
        '"FREQ","Frequency","REF_AREA","Reference area","VALUE","Value","UNIT_MEASURE","Unit of measure","Series","2019-Q1","2019-Q2","2019-Q3","2019-Q4"',
        '"Q","Quarterly","AT","Austria","N","Nominal","628","Index, 2010 = 100","Q:AT:N:628","155.1","158.2","160.9","162.3"',
        '"Q","Quarterly","AU","Australia","N","Nominal","628","Index, 2010 = 100","Q:AU:N:628","141.2","140.1","143.5",""',
        '"Q","Quarterly","BE","Belgium","N","Nominal","628","Index, 2010 = 100","Q:BE:N:628","118.1","120.2","121.4","122.8"',
    ),
    kept=11,
    missing=1,
    symbols=3,
    spots=[("2019-04-01", "*", 158.2), ("2019-10-01", "*", 122.8)],
)
FED_H10 = Case(
    "FRB_H10.csv",
    lines(
        '"Series Description","AUSTRALIA -- SPOT EXCHANGE RATE US$/AU$ (RECIPROCAL OF RXI_N.B.AL)","SPOT EXCHANGE RATE - EURO AREA"',
        '"Unit:","Currency:_Per_AUD","Currency:_Per_EUR"',
        '"Multiplier:","1","1"',
        '"Currency:","USD","USD"',
        '"Unique Identifier: ","H10/H10/RXI$US_N.B.AL","H10/H10/RXI$US_N.B.EU"',
        '"Time Period","RXI$US_N.B.AL","RXI$US_N.B.EU"',
        [f"{b.date()},{b.close * 0.62:.4f},{b.close}" for b in B],
        "2020-01-20,ND,ND",
    ),
    kept=2 * KEPT,
    missing=2,
    symbols=2,
    spots=[(B[2].date(), "*", B[2].close), (B[2].date(), "*", round(B[2].close * 0.62, 4))],
)
FED_H15 = Case(
    "FRB_H15.csv",
    lines(
        '"Series Description","Market yield on U.S. Treasury securities at 10-year constant maturity, quoted on investment basis"',
        '"Unit:","Percent:_Per_Year"',
        '"Multiplier:","1"',
        '"Currency:","NA"',
        '"Unique Identifier: ","H15/H15/RIFLGFCY10_N.B"',
        '"Time Period","RIFLGFCY10_N.B"',
        [f"{b.date()},{b.close:.2f}" for b in B],
        "2020-01-20,ND",
    ),
    kept=KEPT,
    missing=1,
    spots=[(B[2].date(), "*", round(B[2].close, 2))],
)
FRED = Case(
    "DEXUSEU.csv",
    lines(
        "observation_date,DEXUSEU",
        [f"{b.date()},{b.close}" for b in B],
        "2020-01-20,",
        "2020-01-21,1.1089",
    ),
    kept=KEPT + 1,
    missing=1,
    spots=spots(B, "DEXUSEU"),
)
FRED_SEVERAL = Case(
    "fredgraph.csv",
    lines(
        "DATE,DEXUSEU,DCOILWTICO,GOLDAMGBD228NLBM",
        [
            f"{b.date()},{b.close},{'.' if at == 5 else b.close * 50},{b.close * 1400}"
            for at, b in enumerate(B)
        ],
    ),
    kept=3 * KEPT - 1,
    missing=1,
    symbols=3,
    spots=spots(B, "DEXUSEU"),
)
FRED_TEXT = Case(
    "DCOILWTICO.txt",
    lines(
        "Title:               Crude Oil Prices: West Texas Intermediate (WTI) - Cushing, Oklahoma",
        "Series ID:           DCOILWTICO",
        "Source:              U.S. Energy Information Administration",
        "Release:             Spot Prices",
        "Seasonal Adjustment: Not Seasonally Adjusted",
        "Frequency:           Daily",
        "Units:               Dollars per Barrel",
        "Date Range:          2020-01-02 to 2020-01-17",
        "Last Updated:        2020-02-03 1:16 PM CST",
        "Notes:               Definitions, Sources and Explanatory Notes",
        "                     (http://www.eia.doe.gov/dnav/pet/TblDefs/pet_pri_spt_tbldef2.asp)",
        "",
        "DATE          VALUE",
        [f"{b.date()}   {b.close:5.2f}" for b in B],
        "2020-01-20       .",
    ),
    kept=KEPT,
    missing=1,
    spots=[(B[2].date(), "*", round(B[2].close, 2))],
)
BANXICO = Case(
    "Consulta_20200203.csv",
    lines(
        '"Banco de México"',
        '"Tipos de Cambio y Resultados Históricos de las Subastas"',
        '""',
        '"Título","Tipo de cambio Pesos por dólar E.U.A. Tipo de cambio para solventar obligaciones denominadas en moneda extranjera Fecha de determinación (FIX)"',
        '"Periodo disponible","12/11/1991 - 31/01/2020"',
        '"Periodicidad","Diaria"',
        '"Cifra","Tipo de Cambio"',
        '"Unidad","Pesos por Dólar"',
        '"Base",""',
        '"Aviso",""',
        '"Tipo de información","Niveles"',
        '""',
        '"Fecha","SF43718"',
        [f'"{b.date(FR)}","{b.close * 17:.4f}"' for b in B],
        '"20/01/2020","N/E"',
    ).encode("cp1252"),
    kept=KEPT,
    missing=1,
    spots=[(B[3].date(), "*", round(B[3].close * 17, 4))],
)
BRAZIL_SGS = Case(
    "bcdata.sgs.1.csv",
    lines('"data";"valor"', [f'"{b.date(FR)}";"{comma(b.close * 3.6, 4)}"' for b in B]),
    kept=KEPT,
    spots=[(B[3].date(), "*", round(B[3].close * 3.6, 4))],
)
BANK_OF_CANADA = Case(
    "FX_RATES_DAILY-sd-2020-01-02.csv",
    lines(
        '"TERMS AND CONDITIONS"',
        '"https://www.bankofcanada.ca/terms/"',
        "",
        '"NAME"',
        '"Daily average exchange rates - published once each business day by 16:30 ET."',
        "",
        '"SERIES"',
        '"id","label","description"',
        '"FXUSDCAD","USD/CAD","US dollar to Canadian dollar daily exchange rate"',
        '"FXEURCAD","EUR/CAD","European euro to Canadian dollar daily exchange rate"',
        "",
        '"OBSERVATIONS"',
        '"date","FXUSDCAD","FXEURCAD"',
        [f'"{b.date()}","{b.close * 1.17:.4f}","{b.close * 1.3:.4f}"' for b in B],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(B[3].date(), "FXUSDCAD", round(B[3].close * 1.17, 4))],
)
RBA = Case(
    "f11.1-data.csv",
    "\ufeff"
    + lines(
        "F11.1  EXCHANGE RATES ,,,",
        "Title,A$1=USD,Trade-weighted Index May 1970 = 100,A$1=EUR",
        "Description,AUD/USD Exchange Rate; see notes for further detail.,Australian Dollar Trade-weighted Index,AUD/EUR Exchange Rate",
        "Frequency,Daily,Daily,Daily",
        "Type,Indicative,Indicative,Indicative",
        "Units,USD,Index,EUR",
        ",,,",
        ",,,",
        "Source,WM/Reuters,RBA,RBA",
        "Publication date,31-Jan-2020,31-Jan-2020,31-Jan-2020",
        "Series ID,FXRUSD,FXRTWI,FXREUR",
        [
            f"{b.date('%d-%b-%Y')},{b.close * 0.62:.4f},{b.close * 54:.2f},{'' if at == 3 else round(b.close * 0.56, 4)}"
            for at, b in enumerate(B)
        ],
        end="\r\n",
    ),
    kept=3 * KEPT - 1,
    missing=1,
    symbols=3,
    spots=[
        (B[4].date(), "*", round(B[4].close * 0.62, 4)),
        (B[4].date(), "*", round(B[4].close * 54, 2)),
    ],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
