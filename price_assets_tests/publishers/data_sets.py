"""Data sets as people pass them on: competitions and portals of open data."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from datetime import timedelta

from .case import Case, bars, comma, lines, spots

B = bars()
KEPT = len(B)
MINUTES = bars(20, 120.0, start="2020-01-02T09:30", step=timedelta(minutes=1))

GOLD_AND_OTHERS = Case(
    "gld_price_data.csv",
    lines(
        "Date,SPX,GLD,USO,SLV,EUR/USD",
        [
            f"{b.time.month}/{b.time.day}/{b.time.year},{b.close * 14:.6f},{b.close},{b.low},{b.close / 6:.6f},{b.close / 80:.6f}"
            for b in B
        ],
    ),
    kept=5 * KEPT,
    symbols=5,
    spots=[*spots(B, "GLD"), (B[4].date(), "EUR/USD", round(B[4].close / 80, 6))],
)
GEMINI = Case(
    "Gemini_BTCUSD_2020_1min.csv",
    lines(
        "https://www.CryptoDataDownload.com",
        "Unix Timestamp,Date,Symbol,Open,High,Low,Close,Volume",
        [
            f"{b.seconds}000.0,{b.date('%Y-%m-%d %H:%M:%S')},BTCUSD,{b.open},{b.high},{b.low},{b.close},{b.volume / 99:.10f}"
            for b in MINUTES[::-1]
        ],
    ),
    kept=20,
    spots=spots(MINUTES, "BTCUSD"),
)
GOLD_MONTHLY = Case(
    "gold_monthly.csv",
    lines(
        "Date,Price",
        [f"{1950 + at // 12}-{at % 12 + 1:02d},{34.73 + at / 100:.3f}" for at in range(24)],
    ),
    kept=24,
    spots=[("1950-02-01", "*", 34.74)],
)
EXCHANGE_RATES = Case(
    "exchange_monthly.csv",
    lines(
        "Date,Country,Exchange rate",
        [
            f"2019-{month:02d}-01,{land},{k + month / 100:.4f}"
            for land, k in (("Australia", 0.7), ("Japan", 108.5))
            for month in range(1, 13)
        ],
    ),
    kept=24,
    symbols=2,
    spots=[("2019-03-01", "Japan", 108.53)],
)
VIX = Case(
    "vixcurrent.csv",
    lines(
        '"The CBOE Volatility Index - VIX, data from 2004 on.",,,,',
        "Date,VIX Open,VIX High,VIX Low,VIX Close",
        [
            f"{b.time.month}/{b.time.day}/{b.time.year},{b.open},{b.high},{b.low},{b.close}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
TREASURY = Case(
    "daily-treasury-rates.csv",
    lines(
        'Date,"1 Mo","2 Mo","3 Mo","1 Yr","10 Yr","30 Yr"',
        [
            f"{b.date('%m/%d/%Y')},1.53,{'' if at > 9 else 1.55},{1.5 + at / 100:.2f},1.56,{1.8 + at / 100:.2f},2.33"
            for at, b in enumerate(B[::-1])
        ],
    ),
    kept=6 * KEPT - 2,
    missing=2,
    symbols=6,
    spots=[(B[-1].date(), "10 Yr", 1.8)],
)
COFFEE = Case(
    "coffee.csv",
    lines(
        "Date,Open,High,Low,Close,Volume,Currency",
        [f"{b.date()},{b.open},{b.high},{b.low},{b.close},{b.volume},USD" for b in B],
    ),
    kept=KEPT,
    spots=spots(B),
)
COIN = Case(
    "coin_Bitcoin.csv",
    lines(
        "SNo,Name,Symbol,Date,High,Low,Open,Close,Volume,Marketcap",
        [
            f"{at},Bitcoin,BTC,{b.date()} 23:59:59,{b.high},{b.low},{b.open},{b.close},{b.volume}.0,{b.volume * 999}.0"
            for at, b in enumerate(B, 1)
        ],
    ),
    kept=KEPT,
    spots=[(f"{b.date()}T23:59:59", "BTC", b.close) for b in B[::5]],
)
CRYPTO_MARKETS = Case(
    "crypto-markets.csv",
    lines(
        "slug,symbol,name,date,ranknow,open,high,low,close,volume,market,close_ratio,spread",
        [
            f"{slug},{symbol},{slug.title()},{b.date()},{rank},{b.open},{b.high},{b.low},{b.close},{b.volume},{b.volume * 99},0.5438,3.88"
            for slug, symbol, rank in (("bitcoin", "BTC", 1), ("ethereum", "ETH", 2))
            for b in B
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(B, "ETH"),
)
WORLD_STOCKS = Case(
    "World-Stock-Prices-Dataset.csv",
    lines(
        "Date,Open,High,Low,Close,Volume,Brand_Name,Ticker,Industry_Tag,Country,Dividends,Stock Splits",
        [
            f"{b.date()} 00:00:00-0{4 + at // 6}:00,{b.open},{b.high},{b.low},{b.close},{b.volume}.0,{brand},{ticker},{tag},usa,0.0,0.0"
            for at, b in enumerate(B)
            for brand, ticker, tag in (
                ("peloton", "PTON", "fitness"),
                ("amc", "AMC", "entertainment"),
            )
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[(f"{B[0].date()}T00:00:00-04:00", "PTON", B[0].close)],
)
SHEETS = Case(
    "Microsoft_Stock.csv",
    lines(
        "Date,Open,High,Low,Close,Volume",
        [
            f"{b.time.month}/{b.time.day}/{b.time.year} 16:00:00,{b.open},{b.high},{b.low},{b.close},{b.volume}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=[(b.date("%Y-%m-%dT16:00:00"), "*", b.close) for b in B[::5]],
)
RUSSELL = Case(
    "A.csv",
    lines(
        "Date,Low,Open,Volume,High,Close,Adjusted Close",
        [
            f"{b.date('%d-%m-%Y')},{b.low},{b.open},{b.volume},{b.high},{b.close},{b.close * 0.7}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
COIN_METRICS = Case(
    "btc.csv",
    lines(
        "time,AdrActCnt,BlkCnt,CapMrktCurUSD,DiffMean,FeeTotUSD,HashRate,PriceBTC,PriceUSD,TxCnt",
        [
            f"{b.date()},{b.volume},144,{b.volume * 1e6},{b.volume / 7},{b.volume / 3},{b.volume},1.0,{b.close},{b.volume * 2}"
            for b in B
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
BLOCKCHAIN = Case(
    "market-price.csv",
    lines([f"{b.date()} 00:00:00,{b.close}" for b in B]),
    kept=KEPT,
    spots=spots(B),
)
LBMA_TABLE = Case(
    "LBMA-GOLD.csv",
    lines(
        "Date,USD (AM),USD (PM),GBP (AM),GBP (PM),EURO (AM),EURO (PM)",
        [
            f"{b.date()},{b.close * 15:.2f},{'' if at == 0 else b.close * 15 + 1},{b.close * 12:.2f},{b.close * 12:.2f},{b.close * 14:.2f},{b.close * 14:.2f}"
            for at, b in enumerate(B[::-1])
        ],
    ),
    kept=6 * KEPT - 1,
    missing=1,
    symbols=6,
    spots=[(B[4].date(), "USD (AM)", round(B[4].close * 15, 2))],
)
FUTURES = Case(
    "CHRIS-CME_CL1.csv",
    lines(
        "Date,Open,High,Low,Last,Change,Settle,Volume,Previous Day Open Interest",
        [
            f"{b.date()},{b.open},{b.high},{b.low},{b.close - 0.05:.2f},{b.close - b.open:.2f},{b.close},{b.volume}.0,{b.volume * 3}.0"
            for b in B[::-1]
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
LME = Case(
    "westmetall_copper.csv",
    lines(
        "date;LME Copper Cash-Settlement;LME Copper 3-month;LME Copper stock",
        [
            f"{b.time.day:02d}. {b.date('%B %Y')};{b.close * 60:,.2f};{b.close * 61:,.2f};{b.volume * 10:,}"
            for b in B[::-1]
        ],
    ),
    kept=3 * KEPT,
    symbols=3,
    spots=[(B[4].date(), "Cash", round(B[4].close * 60, 2))],
)
RATES_BY_COUNTRY = Case(
    "Foreign_Exchange_Rates.csv",
    lines(
        ",Time Serie,AUSTRALIA - AUSTRALIAN DOLLAR/US$,EURO AREA - EURO/US$,CHINA - YUAN/US$",
        [
            f"{at},{b.date()},{b.close / 71:.4f},{b.close / 111:.4f},{b.close / 14:.4f}"
            for at, b in enumerate(B)
        ],
        f"{KEPT},2020-01-20,ND,ND,ND",
    ),
    kept=3 * KEPT,
    missing=3,
    symbols=3,
    spots=[(B[3].date(), "EURO AREA", round(B[3].close / 111, 4))],
)
OPSD_GERMANY = Case(
    "opsd_germany_daily.csv",
    lines(
        "Date;Settlement price Base;Settlement price Peak",
        [f"{b.date('%d.%m.%Y')};{comma(b.close)};{comma(b.high)}" for b in B],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=spots(B, "Base"),
)
MONTHS_IN_WORDS = Case(
    "cotton_monthly.csv",
    lines(
        "Month,Price,Change",
        [
            f"{month} {year},{60 + at / 3:.2f},{'-' if at == 0 else f'{at / 7:.2f} %'}"
            for at, (year, month) in enumerate(
                (y, m) for y in (2018, 2019) for m in ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
            )
        ],
    ),
    kept=12,
    spots=[("2018-02-01", "*", 60.33)],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
