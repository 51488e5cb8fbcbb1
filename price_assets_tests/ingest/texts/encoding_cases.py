"""Price files in the encodings from before UTF-8, long and short."""

# ruff: noqa: RUF001 - letters and signs of many scripts are the subject.
from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Encoded:
    """A text and the encoding that someone saved it in."""

    name: str
    text: str
    encoding: str

    @property
    def data(self) -> bytes:
        """The file's bytes."""
        return self.text.encode(self.encoding)


def _rows(header: str, names: list[str], count: int = 24) -> str:
    lines = [f"{names[k % len(names)]};{1 + k % 28:02d}.03.2021;{k},50" for k in range(count)]
    return "\r\n".join([header, *lines]) + "\r\n"


POLISH = ["Pszenica miękka", "Żyto", "Jęczmień", "Kukurydza sucha", "Rzepak ozimy", "Śruta sojowa"]
CZECH = ["Pšenice potravinářská", "Ječmen", "Řepka olejná", "Žito", "Kukuřice", "Brambory rané"]
HUNGARIAN = ["Búza", "Kukorica", "Árpa", "Napraforgó", "Tej (félzsíros)", "Gyümölcs, őszi"]
GERMAN = ["Weizen", "Gerste", "Hafer, frei Hof", "Äpfel", "Möhren", "Grüne Bohnen", "Süßkirschen"]
FRENCH = ["Blé tendre", "Orge fourragère", "Maïs", "Pêches", "Céleri", "Bœuf haché", "Août"]
SPANISH = ["Maíz", "Trigo", "Azúcar", "Limón", "Piña", "Jamón ibérico", "Pimentón"]
PORTUGUESE = ["Açúcar", "Café", "Feijão preto", "Pão francês", "Óleo de soja", "Maçã"]
ITALIAN = ["Frumento tenero", "Caffè", "Qualità extra", "Prezzo più alto", "Città"]
SWEDISH = ["Vete", "Råg", "Smör", "Kött, nöt", "Ägg", "Jordgubbar", "Gödsel"]
DANISH = ["Hvede", "Rug", "Smør", "Kød", "Æg", "Jordbær", "Gødning", "Afgrøder på lager"]
RUSSIAN = ["Пшеница", "Ячмень", "Молоко питьевое", "Масло сливочное", "Сахар", "Хлеб ржаной"]
UKRAINIAN = ["Пшениця", "Ячмінь", "Цукор", "Олія соняшникова", "Хліб житній", "Яйця курячі"]
BULGARIAN = ["Пшеница", "Ечемик", "Слънчоглед", "Мляко", "Сирене", "Захар", "Брашно"]
GREEK = ["Σιτάρι μαλακό", "Κριθάρι", "Καλαμπόκι", "Ελαιόλαδο", "Τυρί φέτα", "Ψωμί", "Γάλα"]
TURKISH = ["Buğday", "Arpa", "Mısır", "Şeker", "Ayçiçek yağı", "Süt", "Peynir (beyaz)", "Çay"]
HEBREW = ["חיטה", "שעורה", "חלב", "סוכר", "לחם אחיד", "שמן זית", "ביצים"]
ARABIC = ["قمح", "شعير", "حليب", "سكر", "خبز", "زيت الزيتون", "أرز مستورد"]
LITHUANIAN = ["Kviečiai", "Miežiai", "Rapsų sėklos", "Pienas", "Kiaušiniai", "Žirniai", "Šokoladas"]
VIETNAMESE = ["Gạo tẻ", "Thịt lợn", "Đường", "Trứng gà"]
THAI = ["ข้าวหอมมะลิ", "น้ำตาลทราย", "ไข่ไก่", "เนื้อหมู", "น้ำมันปาล์ม"]
JAPANESE = ["小麦", "大豆", "とうもろこし", "コーヒー", "原油価格", "牛肉(国産)", "銘柄コード"]
KOREAN = ["밀", "대두", "옥수수", "커피", "쇠고기", "삼성전자", "현대자동차"]
CHINESE = ["小麦", "大豆", "玉米", "白糖", "棉花", "螺纹钢", "原油", "中国石油"]
TAIWANESE = ["小麥", "黃豆", "玉米", "糖", "台積電", "鴻海", "聯發科", "中華電信"]

LONG = [
    Encoded("Polish of Windows", _rows("Produkt;Data;Cena zł/t", POLISH), "cp1250"),
    Encoded("Polish of ISO", _rows("Produkt;Data;Cena zł/t", POLISH), "iso8859-2"),
    Encoded("Czech of Windows", _rows("Komodita;Datum;Průměrná cena Kč", CZECH), "cp1250"),
    Encoded("Czech of ISO", _rows("Komodita;Datum;Průměrná cena Kč", CZECH), "iso8859-2"),
    Encoded("Hungarian of Windows", _rows("Termék;Dátum;Átlagár Ft/kg", HUNGARIAN), "cp1250"),
    Encoded("German of Windows", _rows("Erzeugnis;Datum;Preis in €/dt", GERMAN), "cp1252"),
    Encoded("German of ISO", _rows("Erzeugnis;Datum;Preis für 1 dt", GERMAN), "latin-1"),
    Encoded("German of DOS", _rows("Erzeugnis;Datum;Preis für 1 dt", GERMAN), "cp850"),
    Encoded("German of Mac", _rows("Erzeugnis;Datum;Preis für 1 dt", GERMAN), "mac-roman"),
    Encoded("French of Windows", _rows("Libellé;Date;Prix moyen relevé €", FRENCH), "cp1252"),
    Encoded("French of Mac", _rows("Libellé;Date;Prix moyen relevé", FRENCH), "mac-roman"),
    Encoded("French of DOS", _rows("Libellé;Date;Prix relevé", FRENCH[:5]), "cp850"),
    Encoded("Spanish of Windows", _rows("Artículo;Fecha;Último precio", SPANISH), "cp1252"),
    Encoded("Spanish of Mac", _rows("Artículo;Fecha;Último precio", SPANISH), "mac-roman"),
    Encoded("Portuguese of Windows", _rows("Produto;Mês;Preço médio", PORTUGUESE), "cp1252"),
    Encoded("Italian of Windows", _rows("Città;Data;Qualità", ITALIAN), "cp1252"),
    Encoded("Swedish of Windows", _rows("Vara;År;Medelpris", SWEDISH), "cp1252"),
    Encoded("Danish of Windows", _rows("Vare;År;Beløb på dagen", DANISH), "cp1252"),
    Encoded("Russian of Windows", _rows("Товар;Дата;Цена, руб.", RUSSIAN), "cp1251"),
    Encoded("Russian of Unix", _rows("Товар;Дата;Цена, руб.", RUSSIAN), "koi8-r"),
    Encoded("Russian of DOS", _rows("Товар;Дата;Цена, руб.", RUSSIAN), "cp866"),
    Encoded("Russian of ISO", _rows("Товар;Дата;Цена, руб.", RUSSIAN), "iso8859-5"),
    Encoded("Russian of Mac", _rows("Товар;Дата;Цена, руб.", RUSSIAN), "mac-cyrillic"),
    Encoded("Ukrainian of Windows", _rows("Назва;Дата;Ціна, грн", UKRAINIAN), "cp1251"),
    Encoded("Bulgarian of Windows", _rows("Стока;Дата;Цена, лв.", BULGARIAN), "cp1251"),
    Encoded("Greek of Windows", _rows("Προϊόν;Ημερομηνία;Τιμή €", GREEK), "cp1253"),
    Encoded("Greek of ISO", _rows("Προϊόν;Ημερομηνία;Τιμή", GREEK), "iso8859-7"),
    Encoded("Turkish of Windows", _rows("Ürün;Tarih;Fiyat (kapanış)", TURKISH), "cp1254"),
    Encoded("Hebrew of Windows", _rows("מוצר;תאריך;מחיר", HEBREW), "cp1255"),
    Encoded("Arabic of Windows", _rows("السلعة;التاريخ;السعر", ARABIC), "cp1256"),
    Encoded("Lithuanian of Windows", _rows("Prekė;Mėnuo;Kaina už kg", LITHUANIAN), "cp1257"),
    Encoded("Thai", _rows("สินค้า;วันที่;ราคา", THAI), "cp874"),
    Encoded("Japanese of Windows", _rows("品目;日付;価格(円)", JAPANESE), "cp932"),
    Encoded("Japanese of Unix", _rows("品目;日付;価格(円)", JAPANESE), "euc_jp"),
    Encoded("Korean", _rows("품목;날짜;종가(원)", KOREAN), "cp949"),
    Encoded("Chinese of the mainland", _rows("名称;日期;收盘价", CHINESE), "gb18030"),
    Encoded("Chinese of Taiwan", _rows("名稱;日期;收盤價", TAIWANESE), "big5"),
]
SHORT = [
    Encoded("one euro sign", "date;price €\n2021-01-04;12,5\n", "cp1252"),
    Encoded("one pound sign", "date,price £\n2021-01-04,12.5\n", "cp1252"),
    Encoded("one non-breaking space", "date;price\n2021-01-04;1\u00a0250,5\n", "cp1252"),
    Encoded("one apostrophe of Word", "date,the day’s price\n2021-01-04,12.5\n", "cp1252"),
    Encoded("one dash of Word", "date,price\n2021-01-04,–\n2021-01-05,12.5\n", "cp1252"),
    Encoded("one degree sign", "date,price at 20°C\n2021-01-04,12.5\n", "cp1252"),
    Encoded("one French name", "Date;Clôture\n04/01/2021;12,5\n", "cp1252"),
    Encoded("one Spanish name", "Fecha;Último\n04/01/2021;12,5\n", "cp1252"),
    Encoded("German months", "Tag;Preis\n4. März 2021;12,5\n5. Jänner 2021;12,6\n", "cp1252"),
    Encoded("French months", "jour;prix\n4 févr. 2021;12,5\n5 août 2021;12,6\n", "cp1252"),
    Encoded("Polish months", "dzień;cena\n4 październik 2021;12,5\n5 grudzień;1\n", "cp1250"),
    Encoded("Czech months", "den;cena\n4. září 2021;12,5\n5. říjen 2021;12,6\n", "cp1250"),
    Encoded("Turkish header", "Tarih;Şimdi;Kapanış\n04.01.2021;12,5;11\n", "cp1254"),
    Encoded("Turkish months", "Tarih;Fiyat\n4 Şubat 2021;12,5\n5 Ağustos 2021;12\n", "cp1254"),
    Encoded("Russian header", "Дата;Цена;Объём\n04.01.2021;12,5;100\n", "cp1251"),
    Encoded("Russian header of DOS", "Дата;Цена закрытия\n04.01.2021;12,5\n", "cp866"),
    Encoded("Greek header", "Ημερομηνία;Τιμή\n04/01/2021;12,5\n", "cp1253"),
    Encoded("Japanese header", "日付,始値,高値,安値,終値,出来高\n2021/1/4,1,2,3,4,5\n", "cp932"),
    Encoded("Chinese header", "日期,开盘价,最高价,最低价,收盘价\n2021-01-04,1,2,3,4\n", "gb18030"),
    Encoded("Korean header", "일자,시가,고가,저가,종가\n2021-01-04,1,2,3,4\n", "cp949"),
    Encoded("Portuguese header", "Data;Abertura;Máxima;Mínima\n04.01.2021;1,5;2,5;3\n", "cp1252"),
    Encoded("Swedish of Mac, short", "Datum;Högst;Lägst\n2021-01-04;12,5;11\n", "mac-roman"),
]
