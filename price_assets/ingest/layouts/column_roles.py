"""What columns are called, in the languages that price files come in.

Names are compared as `plain_name` gives them: lower case, words apart, without accents, signs and
units. Of two usual names the one whose line stands further up counts more.
"""

# ruff: noqa: RUF001 - the names are in many scripts

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from price_assets.ingest.rows.cell_kinds import without_accents

# A unit in brackets at the end; the name `(Close)` is none.
_UNITS = re.compile(r"(?<=[^\s(\[])\s*[(\[][^()\[\]]*[)\]]\s*$")
_NUMBERED = re.compile(r"^\s*\d+\s*[.)]\s*(?=[^\W\d_])")
_SEPARATORS = re.compile(r"[\s_\-./\\%*#:<>'\"|,;()\[\]+]+")
_TWO_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@lru_cache(maxsize=1 << 14)
def plain_name(name: str) -> str:
    """Reduce a column's name to what is compared.

    Parameters
    ----------
    name
        As found.

    Returns
    -------
    str
        ``Último (EUR)`` as ``ultimo``, ``4. close`` as ``close``, ``<OPEN>`` as ``open``,
        ``closePrice`` and ``CLOSE_PRICE`` as ``close price``.
    """
    apart = _TWO_WORDS.sub(" ", _NUMBERED.sub("", _UNITS.sub("", name)))
    return _SEPARATORS.sub(" ", without_accents(apart.casefold())).strip()


def best_rank(names: Iterable[str], usual: Mapping[str, int]) -> int | None:
    """Return how far up the best of some names stands among the usual ones; None if none does."""
    ranks = (usual.get(plain_name(name)) for name in names)
    return min((rank for rank in ranks if rank is not None), default=None)


def _ranked(*lines: str) -> dict[str, int]:
    """Give each name the number of its line; names stand between commas."""
    ranks: dict[str, int] = {}
    for rank, line in enumerate(lines):
        for name in line.split(","):
            ranks.setdefault(plain_name(name), rank)
    return ranks


def _names(names: str) -> frozenset[str]:
    return frozenset(_ranked(names))


def words(text: str) -> frozenset[str]:
    """Return the words of a text."""
    return frozenset(text.split())


TIMESTAMP_NAMES = _ranked(
    """timestamp, datetime, date time, time stamp, datetime utc, date utc, utc, utc time,
    time utc, timestamp utc, datetime beginning utc, interval start utc, start utc""",
    """date, dates, trade date, trading date, price date, quote date, observation date,
    ref date, as of, as of date, asof, business date, value date, valuation date,
    pricing date, fixing date, TradDt, dt, arrival date, report date, market date,
    effective date, delivery date, mtu, settlement date, session, trading day, gmt time,
    local time, interval start, start time, start, datum, fecha, data, dato, päivämäärä,
    pvm, tarih, tanggal, dátum, datums, kuupäev, data sesji, дата, дата торгов,
    ημερομηνία, ngày, วันที่, วันเดือนปี, التاريخ, تاريخ, תאריך, 日期, 交易日期, 日付,
    日付け, 取引日, 年月日, 날짜, 일자, 거래일, tradedate, handelstag, tag, jour,
    giorno, dia, día, dag, den, dzień, gün, день, horodate, fecha hora, datum uhrzeit,
    datahora, zeitpunkt, zeitstempel""",
    """time, day, period, time period, reference period, month, week, quarter, year,
    refperiod, mes, mois, monat, mese, mês, miesiąc, maand, måned, månad, kuukausi,
    měsíc, ay, месяц, zeit, zeitraum, periode, período, période, periodo, perioden, okres,
    período de tiempo, zaman, waktu, время, 时间, 時間, 時刻, 시간, 月份, 月""",
    """open time, opentime, unix, unix time, unix timestamp, epoch, epoch time, time ms,
    timestamp ms, ts event, ts, mts, t, e, candle begin time, begin, from, close time,
    end time""",
)
LATE_TIMES = _names(
    """expiry, expiration, expiration date, expiry date, maturity, maturity date,
    settle date, listing date, ipo date, issue date, updated, updated at, last updated,
    created, created at, downloaded, published, publication date, release date,
    realtime start, realtime end, end, end date, end time, to, until, delivery end,
    valid to, ex date, payment date, vintage, dernière mise à jour, mise à jour,
    letzte aktualisierung, stand, última actualización, última atualização, last update,
    date of update, ultimo aggiornamento"""
)
"""Times, but of something else than the price."""

YEAR_NAMES = _names("year, yr, yyyy, jahr, año, ano, année, anno, rok, år, vuosi, jaar, yıl, год")
MONTH_NAMES = _names(
    """month, months, month name, mon, mm, monat, mes, mês, mois, mese, miesiąc, måned,
    månad, maand, kuukausi, měsíc, ay, месяц, 月"""
)
DAY_NAMES = _names("day, day of month, dd, tag, dia, día, jour, giorno, dzień, dag, den, gün, день")
HOUR_NAMES = _names(
    """hour, hr, hour ending, he, hora, stunde, heure, ora, godzina, uur, tunti, timme,
    time, hodina, saat, час, hour of day, deliveryhour, delivery hour"""
)
MINUTE_NAMES = _names("minute, minutes, min, minuto")
QUARTER_NAMES = _names("quarter, qtr, quartal, trimestre, kwartał, kvartal, kwartaal")
WEEK_NAMES = _names("week, week no, week number, woche, semana, semaine, settimana, kw, viikko")
PERIOD_NAMES = _names("period")
CLOCK_NAMES = _names(
    """time, hora, uhrzeit, heure, ora, tijd, clock, zeit, trade time, trading time,
    timestamp, hours, hour, interval, godzina, czas, tid, klokkeslett, kello, aika, čas,
    idő, saat, время, ώρα, 时间, 時間, 時刻, 시간"""
)

SYMBOL_NAMES = _ranked(
    """symbol, ticker, ticker symbol, stock symbol, TckrSymb, trading symbol,
    tradingsymbol, symbols, símbolo, symbole, simbolo, 代码, 股票代码, 证券代码,
    銘柄コード, 코드, 종목코드, код, тикер, simbol""",
    """ric, instrument, isin, sedol, cusip, security, asset, pair, currency pair, key,
    series id, seriesid, series key, instrument id, contract, contract symbol,
    activo, actif, aktie, akcja, aandeel, azione, share, bond, libellé,
    market pair, s, sym, act symbol, secid, code, wertpapier, ativo, acción, titolo,
    papel, walor, instrumento""",
    """item, entity, commodity, product, crop, cmname, stock, coin, underlying, company,
    fund, metal, fuel, fuel type, indicator, subject, ticker name, security name,
    item name, commodity name, product name, produkt, produto, producto, produit,
    prodotto, ware, artikel, товар, 品名, 品种, 品目, 품목, 名称, 股票名称, 銘柄, 종목명""",
    """series, series name, seriesname, name, nome, nombre, nom, nazwa, naam, namn, navn, název,
    nimi, название, наименование, regionname, region name, country name, indicator name""",
    """area, region, market, market name, mktname, location, geo, geography,
    geographic area, hub, zone, bidding zone, price area, pricearea, node, pnode name,
    station, site, ref area, settlement point, settlementpoint, settlement point name,
    country, state, city, district, mandi""",
)
PLACE_RANK = 4
"""From this rank on a name says where a price was paid, which may be all that tells it apart."""

DIMENSION_NAMES = _names(
    """admin1, admin2, adm1 name, admname, market, mktname, mandi, variety, grade, quality,
    type, pricetype, price type, category, element, measure, subject, frequency,
    exchange, venue, unit measure, transaction, adjustment, maturity, tenor, term,
    strike, expiry, field, fuel, brand, origin, destination, station, size, model,
    indicator"""
)
LAST_DIMENSIONS = _names(
    """unit, units, unit of measure, currency, currency code, cur, umid, quote currency,
    measure unit"""
)
"""What may be needed to tell two prices apart, and is not wanted in a symbol where it is not."""
NEVER_SYMBOLS = _names(
    """side, buy sell, buy or sell, direction, condition, conditions, sale condition, flag,
    flags, status, obs status, note, notes, comment, comments, remark, remarks,
    footnote, footnotes, title, url, link, source, description, signal, trade id,
    tradeid, order id, txid, user, aggressor, is buyer maker, taker side, hash,
    day of week, weekday, dow, season, month, year"""
)
CURRENCY_NAMES = _ranked(
    """currency, currency code, ccy, währung, waehrung, wahrung, devise, moneda, moeda,
    valuta, waluta, para birimi, döviz, валюта, 货币, 通貨, 통화, target currency,
    quote currency"""
)

PRICE_NAMES = _ranked(
    """close, close price, closing price, closing, close last, px close, ClsPric, cls,
    schluss, schlusskurs, schlußkurs, clôture, cours de clôture, cierre, fechamento,
    preço de fechamento, chiusura, prezzo di chiusura, zamknięcie, kurs zamknięcia,
    slotkoers, slotkurs, slot, stängningskurs, slutkurs, lukkekurs, sulkukurssi,
    päätöskurssi, závěr, závěrečná cena, záró, záróár, kapanış, penutupan, закрытие,
    цена закрытия, τιμή κλεισίματος, κλείσιμο, giá đóng cửa, ราคาปิด, 收盘, 收盘价,
    收市, 收市價, 收盤價, 收盤, 終値, 종가, الإغلاق, سعر الإغلاق, שער סגירה""",
    """price, prices, px, cost, kosten, costo, coste, custo, preis, prix, precio, preço,
    preco, prezzo, prijs, cena, pris, hinta, ár, fiyat, harga, цена, ціна, τιμή, giá,
    ราคา, السعر, سعر, מחיר, 价格, 價格, 価格, 가격, kaina, hind""",
    """settle, settlement, settlement price, px settle, settle price, sett,
    settlementprice, abrechnungspreis, 结算价, lmp, total lmp, total lmp da,
    total lmp rt, lbmp, rrp, hoep, smp, mcp, settlement point price, clearing price,
    market clearing price, marginal price""",
    """last, last price, px last, last trade, last traded price, LastPric, ltp, último,
    ultimo, dernier, zuletzt, letzter, laatste, ostatnio, kurs ostatni, senaste,
    seneste, siste, viimeisin, viimeksi, poslední, utolsó, şimdi, son, terakhir,
    последняя, посл, τελευταία, lần cuối, ล่าสุด, الأخير, آخر, אחרון, prc, tradeprice,
    trade price, 最新价, 成交价, 現在値, 현재가""",
    """value, obs value, obsvalue, observation value, wert, valeur, valor, valore, waarde,
    wartość, värde, værdi, verdi, arvo, hodnota, érték, değer, nilai, значение, τιμή,
    数值, 値, 값, val""",
    """rate, exchange rate, fx rate, kurs, kurz, curs, tečaj, árfolyam, wechselkurs,
    cours, taux, tasso, cambio, câmbio,
    tasa, koers, kurssi, курс, oran, mid, mid c, mid close, mid price, midprice,
    mid rate, midpoint, average rate, kurs średni, fixing, reference rate, yield""",
    """modal price, modal x0020 price, average price, avg price, averageprice,
    weighted average price, mean price, median price, day ahead, day ahead price,
    dayahead, spot, spot price, energy price, market price, unit price, wholesale price,
    retail price, price per unit, usdprice, usd price, avg retail price,
    average retail price""",
    """nav, nav per unit, nav per share, net asset value, net asset value per share,
    anteilswert, rücknahmepreis, index, index value, index level""",
    """adj close, adjusted close, adj close price, adjclose, close adj, adj closing price,
    wap, vwap, weighted average""",
    "c, p",
)
RATE_RANKS = (4, 5)
"""Ranks of names that may be of a rate, which is of a currency: ``value``, ``rate``."""
WEAK_PRICE_NAMES = _ranked(
    "spread, average, avg, mean, median, durchschnitt, promedio, media, moyenne"
)
"""Prices only where nothing else is: between symbols an average is a series of its own."""
BID_NAMES = _ranked(
    """bid, bid price, bidprice, bid close, bid c, close bid, bidclose, best bid, b, geld,
    px bid, buy, buying rate, compra"""
)
ASK_NAMES = _ranked(
    """ask, ask price, askprice, ask close, ask c, close ask, askclose, offer, best ask, a,
    brief, px ask, sell, selling rate, venta, venda"""
)

OPEN_NAMES = _names(
    """open, opening, open price, opening price, px open, OpnPric, o, eröffnung, eröffn,
    eröffnungskurs, erster, apertura, abertura, ouverture, ouv, otwarcie, öppen,
    öppning, åbning, avaus, otevření, nyitó, açılış, pembukaan, откр, открытие, άνοιγμα,
    mở, เปิด, مفتوح, الافتتاح, פתיחה, 开盘, 开盘价, 開市, 開盤價, 始値, 시가, startkurs"""
)
HIGH_NAMES = _names(
    """high, high price, px high, HghPric, h, hoch, tageshoch, máximo, máxima, maximum,
    massimo, plus haut, haut, hoog, max, max price, maximum price, najwyższy, högst,
    högsta, høj, høy, ylin, magas, yüksek, tertinggi, макс, максимум, υψηλό, cao,
    สูงสุด, مرتفع, الأعلى, גבוה, 高, 最高, 最高价, 最高價, 高値, 고가, highest, day high"""
)
LOW_NAMES = _names(
    """low, low price, px low, LwPric, l, tief, tagestief, mínimo, mínima, minimum, minimo,
    plus bas, bas, laag, min, min price, minimum price, najniższy, lägst, lägsta, lav,
    alin, alacsony, düşük, terendah, мин, минимум, χαμηλό, thấp, ต่ำสุด, منخفض, الأدنى,
    נמוך, 低, 最低, 最低价, 最低價, 安値, 저가, lowest, day low"""
)
OPENING_NAMES = (OPEN_NAMES | HIGH_NAMES | LOW_NAMES) - {"max", "min", "maximum", "minimum"}
# Columns of numbers that are not the price of a symbol of that name.
OTHER_NUMBERS = (
    OPEN_NAMES
    | HIGH_NAMES
    | LOW_NAMES
    | _names(
        """volume, vol, open interest, openint, openinterest, oi, turnover, bid, ask,
        bid size, v, ask size, size, amount, quantity, qty, count, trades,
        number of trades, no of trades, dividends, dividend, stock splits, split,
        splits, change, chg, change percent, percent change, pct change, change pct,
        return, returns, ret, net change, difference, spread, id, index, no, nr, num,
        sn, serial, rank, row, rownames, rownum, level 0, index level 0, year, month,
        day, hour, minute, week, quarter, latitude, longitude, lat, lon, prevclose,
        PrvsClsgPric, prev close, previous close, previous, tottrdqty, tottrdval,
        totaltrades, quote volume, base volume, quote asset volume, weight, weights,
        market cap, marketcap, var, variação, variación, variation, variazione,
        veränderung, verschil, zmiana, muutos, изм, fark, perubahan, διαφορά, thay đổi,
        เปลี่ยน, 变化率, 変化率, 变动, 변동, 涨跌幅, 涨跌, 更改, volumen, volumes,
        volym, volyymi, wolumen, wol, obrót, hac, hacim, объем, объём, όγκος, kl,
        unixtime, unix, unix time, unix timestamp, nominal, multiplier, unit multiplier,
        units in issue, shares outstanding, změna, zmena, promjena, módosulás,
        ปริมาณ, الحجم, נפח, 交易量, 成交量, 成交额, 出来高, 거래량, stücke, stuecke,
        umsatz, omzet"""
    )
)
VOLUME_WORDS = words("volume volumes volumen wolumen turnover")
"""In whatever name, these say that it is no price's."""
IDENTIFYING_WORDS = words("id ids no nr num number seq sequence uuid")
"""At the end of a name of several words, these say that its numbers only count or identify."""
# Tickers too (Citigroup, AT&T): their usual meaning counts only where they stand as a set.
LETTERS = frozenset({"o", "h", "l", "c", "v", "t", "p", "b", "a", "e", "s"})
AMOUNTS_TOO = frozenset(
    {"stock", "coin", "contract", "fund", "item", "company", "share", "bond", "activo", "actif"}
)
"""Amounts too: numbers under these names are symbols only where they repeat."""

_UNNAMED = re.compile(r"(column_\d+|unnamed\s*:.*|\.\.\.\d+|0)", re.IGNORECASE)


def is_unnamed(name: str) -> bool:
    """Tell whether a column has no name but one that a program made for want of one."""
    return _UNNAMED.fullmatch(name.strip()) is not None or plain_name(name) == ""


def has_letter_bars(names: Iterable[str]) -> bool:
    """Tell whether one-letter names may stand for high, low and close, and not for tickers."""
    return {plain_name(name) for name in names} >= {"h", "l", "c"}
