"""Which column is the price: by names in many languages, and by what stands in it."""

from __future__ import annotations

import pytest

from price_assets.ingest.errors import NoPricesError, PriceFileError

from .tables import a_table, laid_out


def price(header: str, row: str | None = None) -> str:
    """The price of a table of two rows with these columns, the first being the date."""
    numbers = [f"{position}.5" for position, _ in enumerate(header.split(","), start=1)][1:]
    row = row or ",".join(["2020-01-31", *numbers])
    (found,) = laid_out(a_table(f"{header}\n{row}\n{row}\n")).prices
    return found


@pytest.mark.parametrize(
    "header",
    [
        *("Date,Open,High,Low,*Close,Adj Close,Volume", "Date,Open,High,Low,Last,*Settle,Volume"),
        *("<DATE>,<OPEN>,<HIGH>,<LOW>,*<CLOSE>,<VOL>", "timestamp,1. open,*4. close,5. volume"),
        *("Date,*Close/Last,Volume,Open,High,Low", "Dates,PX_OPEN,*PX_LAST,PX_VOLUME"),
        *("date,*price,usdprice", "Date,*Price (USD/t),Volume", "date,*close_usd,volume_usd"),
        *("Date,Min_Price,Max_Price,*Modal_Price", "Date,Low,High,*Average", "Date,*AveragePrice"),
        *("date,o,h,l,*c,v", "Date,*Day-ahead Price [EUR/MWh]", "TradDt,OpnPric,*ClsPric"),
        *("Date,PREVCLOSE,*CLOSE,LAST", "time,open,*closePrice", "date,*nav", "date,*Strompreis"),
        *("Data,*Último,Abertura,Máxima,Mínima,Vol.,Var%", "Datum,*Zuletzt,Eröffn.,Hoch,Tief"),
        *("Datum,Erster,Hoch,Tief,*Schlusskurs,Stuecke", "Data,Otwarcie,*Zamkniecie,Wolumen"),
        *("Дата,*Цена,Откр.,Макс.,Мин.,Объём,Изм. %", "Tarih,*Şimdi,Yüksek,Düşük,Hac."),
        *("日期,开盘,*收盘,最高,最低,成交量", "日付け,*終値,始値,高値,安値,出来高"),
        *("날짜,*종가,시가,고가,저가,거래량", "Ημερομηνία,*Τελευταία,Άνοιγμα,Υψηλό,Χαμηλό"),
        *("Dátum,Nyitó,*Záró,Magas,Alacsony", "Päivämäärä,*Viimeisin,Avaus,Ylin,Alin"),
        *("Date,*Dernier,Ouv.,Plus Haut,Plus Bas", "Tanggal,*Terakhir,Pembukaan,Tertinggi"),
        *("Datum,*Senaste,Öppen,Högst,Lägst", "Fecha,*Último,Apertura,Máximo,Mínimo"),
    ],
)
def test_the_price_is_known_by_its_name(header: str) -> None:
    starred = next(name for name in header.split(",") if name.startswith("*"))
    assert price(header.replace("*", "")) == starred[1:]


def test_other_prices_are_noted() -> None:
    layout = laid_out(a_table("Date,Close,Adj Close\n2020-01-01,1,2\n"))
    assert layout.notes == [
        "the price is 'Close'; 'Adj Close' could be asked for with price_column"
    ]
    assert layout.doubts == []


@pytest.mark.parametrize(
    ("header", "taken", "other"),
    [
        ("date,price_eur,price_usd", "price_eur", "price_usd"),
        ("time,bid,ask", "bid", "ask"),
        ("time,bid.o,bid.c,ask.o,ask.c", "bid.c", "ask.c"),
        ("Date,Auction Price,Humidity", "Auction Price", "Humidity"),
    ],
)
def test_what_names_do_not_settle_is_a_doubt(header: str, taken: str, other: str) -> None:
    row = ",".join(["2020-01-01", *"1234"[: header.count(",")]])
    layout = laid_out(a_table(f"{header}\n{row}\n"))
    assert layout.prices == [taken]
    assert [(d.taken, d.other, d.setting) for d in layout.doubts] == [
        (f"'{taken}'", f"'{other}'", "price_column")
    ]


def test_a_price_without_a_number_is_none_where_another_column_has_some() -> None:
    assert price("date,price,Wheat", "2020-01-01,cheap,2.5") == "Wheat"
    assert price("date,price", "2020-01-01,cheap") == "price"
    assert price("Date,Area,Day-ahead,Energy Price", "2020-01-01,BZN|HU,1.5,") == "Day-ahead"


def test_an_average_between_series_is_a_series() -> None:
    layout = laid_out(a_table("Date,Brent,WTI,Average\n2020-01-01,1,2,1.5\n"))
    assert layout.prices == ["Brent", "WTI", "Average"]


def test_a_column_left_without_name_is_the_price_if_it_is_the_only_number() -> None:
    assert price(",0", "2020-01-01,1.5") == "0"
    with pytest.raises(NoPricesError, match="name it with price_column"):
        price(",,", "2020-01-01,1.5,2.5")


def test_prices_beside_a_symbol_that_no_name_tells_apart_are_refused() -> None:
    with pytest.raises(PriceFileError, match="several columns that might be it; name it with"):
        laid_out(a_table("date,symbol,alpha,beta\n2020-01-01,A,1,2\n2020-01-01,B,1,2\n"))


@pytest.mark.parametrize("name", ["trade id", "TradeId", "Order No", "seq number"])
def test_a_column_called_price_is_the_price_though_only_a_counter_holds_plain_numbers(
    name: str,
) -> None:
    text = f"{name},date,symbol,price\n1,2024-01-02,A,99-16\n2,2024-01-03,A,99-17\n"
    assert laid_out(a_table(text)).prices == ["price"]


def test_a_counter_is_no_price_where_there_is_none() -> None:
    with pytest.raises(NoPricesError, match="expected a price column"):
        laid_out(a_table("trade id,date,symbol\n1,2024-01-02,A\n2,2024-01-03,A\n"))
