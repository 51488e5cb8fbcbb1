"""Exchanges and market sites of Asia."""

# ruff: noqa: E501 - the files' own lines

from __future__ import annotations

from .case import Case, bars, lines, spots

B = bars()
KEPT = len(B)
NEWEST_FIRST = B[::-1]

JAPAN = Case(
    "7203.csv",
    lines(
        "7203 東証プライム トヨタ自動車",
        "日付,始値,高値,安値,終値,出来高,終値調整値",
        [
            f"{b.date()},{b.open * 70:.0f},{b.high * 70:.0f},{b.low * 70:.0f},{b.close * 70:.0f},{b.volume},{b.close * 14:.1f}"
            for b in B
        ],
        end="\r\n",
    ).encode("cp932"),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 70)) for b in B[::5]],
)
KOREA = Case(
    "data_5930_20200203.csv",
    lines(
        '"일자","종가","대비","등락률","시가","고가","저가","거래량","거래대금","시가총액","상장주식수"',
        [
            f'"{b.date("%Y/%m/%d")}","{b.close * 550:.0f}","400","0.72","{b.open * 550:.0f}","{b.high * 550:.0f}","{b.low * 550:.0f}","{b.volume}","{b.volume * 55000}","331000000000000","5969782550"'
            for b in NEWEST_FIRST
        ],
    ).encode("euc-kr"),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 550)) for b in B[::5]],
)
NETEASE = Case(
    "600000.csv",
    lines(
        "日期,股票代码,名称,收盘价,最高价,最低价,开盘价,前收盘,涨跌额,涨跌幅,换手率,成交量,成交金额,总市值,流通市值",
        "2020-01-31,'600000,浦发银行,0.0,0.0,0.0,0.0,12.39,None,None,0.0,0,0.0,3.6e+11,3.4e+11",
        [
            f"{b.date()},'600000,浦发银行,{b.close},{b.high},{b.low},{b.open},{b.open},0.1,0.8,0.18,{b.volume},{b.volume * 12.5},3.6e+11,3.4e+11"
            for b in NEWEST_FIRST
        ],
        end="\r\n",
    ).encode("gbk"),
    kept=KEPT + 1,
    spots=spots(B, "600000"),
)
AKSHARE = Case(
    "akshare_000001.csv",
    "\ufeff"
    + lines(
        ",日期,开盘,收盘,最高,最低,成交量,成交额,振幅,涨跌幅,涨跌额,换手率",
        [
            f"{at},{b.date()},{b.open},{b.close},{b.high},{b.low},{b.volume},{b.volume * 16.6},1.2,-0.5,-0.08,0.4"
            for at, b in enumerate(B)
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
TUSHARE = Case(
    "daily.csv",
    lines(
        ",ts_code,trade_date,open,high,low,close,pre_close,change,pct_chg,vol,amount",
        [
            f"{at},{code},{b.date('%Y%m%d')},{b.open * k:.2f},{b.high * k:.2f},{b.low * k:.2f},{b.close * k:.2f},{b.open * k:.2f},0.1,0.8,{b.volume}.0,{b.volume * 12.5}"
            for at, (b, code, k) in enumerate(
                (b, code, k)
                for code, k in (("600000.SH", 1), ("000001.SZ", 2))
                for b in NEWEST_FIRST
            )
        ],
    ),
    kept=2 * KEPT,
    symbols=2,
    spots=[*spots(B, "600000.SH"), (B[2].date(), "000001.SZ", round(B[2].close * 2, 2))],
)
NSE_BHAVCOPY = Case(
    "cm03JAN2020bhav.csv",
    lines(
        "SYMBOL,SERIES,OPEN,HIGH,LOW,CLOSE,LAST,PREVCLOSE,TOTTRDQTY,TOTTRDVAL,TIMESTAMP,TOTALTRADES,ISIN,",
        [
            f"{symbol},{series},{b.open},{b.high},{b.low},{b.close},{b.close},{b.open},{b.volume},{b.volume * 100},03-JAN-2020,{b.volume // 7},INE{144 + at:03d}J01027,"
            for at, (b, (symbol, series)) in enumerate(
                zip(
                    B,
                    [
                        *(("20MICRONS", "EQ"), ("21STCENMGM", "BE"), ("3IINFOTECH", "EQ")),
                        *(("3MINDIA", "EQ"), ("5PAISA", "EQ"), ("63MOONS", "EQ")),
                        *(("A2ZINFRA", "EQ"), ("AARTIDRUGS", "EQ"), ("IRFC", "N1")),
                        *(("IRFC", "N2"), ("ABB", "EQ"), ("M&M", "EQ")),
                    ],
                    strict=True,
                )
            )
        ],
    ),
    kept=KEPT,
    symbols=KEPT,
    spots=[("2020-01-03", "20MICRONS", B[0].close), ("2020-01-03", "IRFC", B[9].close)],
)
NSE_EQUITY = Case(
    "02-01-2020-TO-31-01-2020RELIANCEEQN.csv",
    "\ufeff"
    + lines(
        '"Symbol","Series","Date","Prev Close","Open Price","High Price","Low Price","Last Price","Close Price","Average Price","Total Traded Quantity","Turnover","No. of Trades"',
        [
            f'"RELIANCE","EQ","{b.date("%d-%b-%Y")}","{b.open * 15:,.2f}","{b.open * 15:,.2f}","{b.high * 15:,.2f}","{b.low * 15:,.2f}","{b.close * 15:,.2f}","{b.close * 15:,.2f}","{b.close * 15 - 1:,.2f}","{b.volume:,}","{b.volume * 1500:,}.00","{b.volume // 9:,}"'
            for b in B
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "RELIANCE", round(b.close * 15, 2)) for b in B[::5]],
)
BSE = Case(
    "500325.csv",
    lines(
        "Date,Open Price,High Price,Low Price,Close Price,WAP,No.of Shares,No. of Trades,Total Turnover (Rs.),Deliverable Quantity,% Deli. Qty to Traded Qty,Spread High-Low,Spread Close-Open",
        [
            f"{b.time.day}-{b.date('%B-%Y')},{b.open},{b.high},{b.low},{b.close},{b.close - 0.33:.4f},{b.volume},{b.volume // 9},{b.volume * 150},{b.volume // 2},50,{b.high - b.low:.2f},{b.close - b.open:.2f},"
            for b in NEWEST_FIRST
        ],
    ),
    kept=KEPT,
    spots=spots(B),
)
NEPSE = Case(
    "NABIL_price_history.csv",
    lines(
        "S.No,Date,Open,High,Low,Ltp,% Change,Qty,Turnover",
        [
            f'{at + 1},{b.date()},"{b.open * 12:,.2f}","{b.high * 12:,.2f}","{b.low * 12:,.2f}","{b.close * 12:,.2f}",0.{at}%,"{b.volume:,}.00","{b.volume * 12:,}.00"'
            for at, b in enumerate(NEWEST_FIRST)
        ],
    ),
    kept=KEPT,
    spots=[(b.date(), "*", round(b.close * 12, 2)) for b in B[::5]],
)

CASES = [case for case in globals().copy().values() if isinstance(case, Case)]
