"""The encodings from before UTF-8, told apart by what a text reads like in each."""

# ruff: noqa: RUF001 - letters and signs of many scripts are the subject.
from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import cache

# The likelier one first: where two read a text as well, the first is taken.
CANDIDATES = (
    *("cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp932", "gb18030", "cp949", "big5hkscs"),
    *("cp1255", "cp1256", "cp1257", "cp1258", "cp874", "iso8859-2", "iso8859-5", "iso8859-7"),
    *(
        "iso8859-15",
        "iso8859-9",
        "iso8859-13",
        "koi8-u",
        "cp866",
        "euc_jp",
        "mac-roman",
        "cp850",
        "cp852",
    ),
    *("mac-cyrillic", "mac-latin2", "mac-greek", "mac-turkish", "cp737", "cp857", "cp862"),
)
# Letters beyond a-z by language; a text of one language has the accents of one row. Languages
# of fewer readers come with a share below 1, so that they need more evidence.
_ACCENTS = (
    *(("àâæçéèêëîïôœùûüÿ", 1.0), ("äöüß", 1.0), ("áéíñóúü", 1.0), ("ãáàâçéêíõóôúü", 1.0)),
    *(("àèéìíòóùú", 1.0), ("åäöé", 1.0), ("æøåé", 1.0), ("ąćęłńóśźż", 1.0)),
    *(("áčďéěíňóřšťúůýž", 1.0), ("áéíóöőúüű", 1.0), ("ăâîșțşţ", 1.0), ("çğıiöşüâîû", 1.0)),
    *(("čćđšž", 1.0), ("ąčęėįšųūž", 0.98), ("āčēģīķļņōŗšūž", 0.98), ("äõöüšž", 0.98)),
    *(("áäčďéíĺľňóôŕšťúýž", 0.97), ("àçèéíïòóúü", 0.97), ("áéèêëïíóöôúûü", 0.97)),
    *(("çë", 0.95), ("áðéíóúýþæö", 0.75)),
    (
        "àáâãèéêìíòóôõùúýăđĩũơưạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ\u0300\u0301"
        "\u0303\u0309\u0323",
        0.9,
    ),
)
# The letters of other alphabets, the commonest first.
_SCRIPTS = (
    *("оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъё", "оаиніетрвслкдумпзбягьчйхцжюєїшфщґ"),
    *("аиоентрсвлкдпмзгуъбчйжщцхяшюфь", "аиоенрсуткјвдмплгзбшчцжњхћђљфџ"),
    *("ατοιενσρκπηςυμλίόάγέδήωχθύφβώξζψϋϊΐΰ", "יוהלאמרבתשנכדםעחפקצטגןזסךףץ"),
    "اليمونرتبةعدسفهكقأحجشطصىخإذزثضغئءآؤظ",
    "ایردنهومتبسلکشزفگعخقجآپحطصچغضظثذژئء",
    "านรอกเงมยลวดท้สต่ะัีิปบคหแจพชขใไุูืำ์ึธณฟศผถซษญฐฎฏฬฮฆฉฝโ็",
)
_RAREST = 0.5
"""What the rarest letter of an alphabet counts, against 1 for the commonest."""
_WEIGHTS = [
    *(dict.fromkeys(letters, share) for letters, share in _ACCENTS),
    *(
        {c: 1.1 - (1 - _RAREST) * rank / len(letters) for rank, c in enumerate(letters)}
        for letters in _SCRIPTS
    ),
]
# The commonest characters of running text, and those of the names of prices, dates and trade.
_COMMON = {
    "cp932": (
        "のにるたとはしをでがな年月日付時刻始値高安終出来調整銘柄価格円前場引株式社市名東京証券小大"
    ),
    "gb18030": (
        "的一是不了在人有我他中大来上国和地到日期时间开盘收最高低价成交量额涨跌幅名称代码股元市小"
    ),
    "big5hkscs": (
        "的一是不了在人有我他中大來上國和地到日期時間開盤收最高低價成交量額漲跌幅名稱代碼股元小"
    ),
    "cp949": (
        "이다에의는로하을가고지서한은기으년대사시를리도인스일자저종거래량금액월전주원날짜목품등락률"
    ),
}
_COMMON["euc_jp"] = _COMMON["cp932"]
# Lead bytes of the characters that schools teach first.
_FIRST_LEVEL = {
    "cp932": ((0x82, 0x83), (0x88, 0x97)),
    "euc_jp": ((0xA4, 0xA5), (0xB0, 0xCF)),
    "gb18030": ((0xB0, 0xD7),),
    "big5hkscs": ((0xA4, 0xC6),),
    "cp949": ((0xB0, 0xC8),),
}
_SIGNS = frozenset(
    "€£¥¢°’‘“”„–—…·•«»§±½¼¾²³µ©®™ªº¿¡№฿₪₫׳״\u00a0\u200e\u200f\u00ad،、。・「」（）："
)
# The marks of Vietnamese and Thai are part of their words.
_WORD = re.compile(r"(?:[^\W\d_]|[\u0300-\u036f\u0e31\u0e34-\u0e3a\u0e47-\u0e4e])+")
_UNCASED = {"HEBREW", "ARABIC", "THAI"}
_EAST_ASIAN = {"CJK", "HIRAGANA", "KATAKANA", "KATAKANA-HIRAGANA", "HANGUL"}
_WESTERN = ("cp1252", "latin-1")
_KANA = frozenset(map(chr, range(0x3041, 0x30FF)))
_STRANGE = 0.3
"""What characters of East Asia count next to Latin letters, and a syllable sign by itself."""
_ALONE = 0.5
"""What a letter counts that is a word by itself."""
_MISFIT = -0.5
"""What a letter of another language counts, and a sign in the middle of a word."""
_MARGIN = 0.3
"""By how much another encoding has to beat the first for one character; less for more of them."""


def likeliest_encoding(sample: bytes) -> str:
    """Choose the encoding in which some lines read most like a language.

    Parameters
    ----------
    sample
        Lines with bytes above 127.

    Returns
    -------
    str
        Python's name; ``latin-1`` where no other gives every byte a character.
    """
    best, best_score = "latin-1", -1.0
    count = sum(byte > 0x7F for byte in sample)
    for candidate in CANDIDATES:
        try:
            score = plausibility(sample.decode(candidate), candidate)
        except UnicodeDecodeError:
            if candidate != CANDIDATES[0]:
                continue
            # Five bytes mean nothing in it; one among Western text is a stray one of latin-1.
            rest = sample.decode(candidate, "ignore")
            meaningless = (len(sample) - len(rest)) / count
            candidate, score = "latin-1", plausibility(rest, candidate) * (1 - meaningless)
        margin = _MARGIN / count if best in _WESTERN else 0.01
        if score > best_score + margin:
            best, best_score = candidate, score
    return best


def plausibility(text: str, encoding: str) -> float:
    """Score how much a text reads like a language in an encoding: about 1 where it does.

    Every character beyond ASCII counts for how much it is at home where it stands. Letters
    stand in words of one script whose capitals come first or throughout, and all of them are of
    the alphabet of one language; characters of East Asia count by how common they are; signs
    are those that prices and names come with.
    """
    total = sum(character > "\x7f" for character in text)
    if not total:
        return 0.0
    value = 0.0
    letters: defaultdict[str, float] = defaultdict(float)
    for match in _WORD.finditer(text):
        foreign = [character for character in match.group() if character > "\x7f"]
        if not foreign:
            continue
        scripts = {_script(character) for character in match.group()}
        if scripts & _EAST_ASIAN:
            strange = not scripts <= _EAST_ASIAN or match.group() in _KANA
            share = _STRANGE if strange else 1.0
            value += share * sum(_east_asian(character, encoding) for character in foreign)
        elif len(scripts) == 1 and (scripts <= _UNCASED or _is_cased_well(match.group())):
            # A letter by itself is more often a sign of another encoding.
            share = 1.0 if len(match.group()) > 1 else _ALONE
            for character in foreign:
                letters[character.lower()[0]] += share
    value += max(
        sum(weights.get(letter, _MISFIT) * count for letter, count in letters.items())
        for weights in _WEIGHTS
    )
    for match in re.finditer(r"[^\x00-\x7f]", text):
        value += _sign(match.group(), text[match.start() - 1 : match.end() + 1])
    return min(value / total, 1.0)


def _is_cased_well(word: str) -> bool:
    return word.islower() or word.isupper() or word[1:].islower()


def _sign(character: str, around: str) -> float:
    """Score a character that is no letter, with its two neighbours."""
    if character in _SIGNS:
        joined = len(around) == 3 and around[0].isalpha() and around[2].isalpha()
        if joined:
            return 1.0 if character in "’·" else _MISFIT
        return 0.8
    if unicodedata.category(character) in {"Cc", "Co", "Cn"}:
        return -1.0
    return 0.0


@cache
def _script(character: str) -> str:
    """Return the first word of a character's Unicode name, which for letters is the script."""
    if "\u0300" <= character <= "\u036f":
        return "LATIN"
    return unicodedata.name(character, "").split(" ")[0]


@cache
def _east_asian(character: str, encoding: str) -> float:
    """Score a character by how common it is in the texts that an encoding is used for."""
    if encoding not in _FIRST_LEVEL:
        return 0.0
    if character in _COMMON[encoding]:
        return 1.0
    lead = character.encode(encoding, "replace")[0]
    return 0.85 if any(a <= lead <= b for a, b in _FIRST_LEVEL[encoding]) else 0.3
