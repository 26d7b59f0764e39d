"""Numbers that belong to a person: NIK, No. KK, telephone, account, NPWP, passport, SIM, NIP.

Every pattern is bounded and starts where no number is under way, so a long or hostile text costs
time in proportion to its length.
"""

import re
from collections.abc import Iterator
from itertools import accumulate

from workflow.hints.sight import Sight, Sort

APART = r"[ .\-]{0,2}"
# Patterns begin with the set of their first characters, which the search skips to quickly; only
# then they look back: no letter, no other number that is still under way.
ALONE = r"(?<![\dA-Za-z].)(?:(?<!\d[.,/\-].)|(?<=\d{3}/.))"
CARD = re.compile(
    # A letter O for a zero, an l or I for a one: people do it, and so do those who hide.
    rf"[1-9](?<!\d\..)(?:(?<!\d,.)|(?<=\d{{8}},.))(?:(?<!\d[ /\-].)(?:(?<![\dA-Za-z].)|(?<=(?i:NIK|KTP).))"
    rf"(?:{APART}[\dOoIl]){{15}}|(?<![\dA-Za-z].)[\dOoIl]{{15}})(?![\dA-Za-z])"
)
MORE_DIGITS = re.compile(r"[ .\-]?\d")
LOOK_ALIKE = str.maketrans("OoIl", "0011")
NOT_A_DIGIT = re.compile(r"\D+")
PROVINCES = {
    *("11", "12", "13", "14", "15", "16", "17", "18", "19", "21", "31", "32", "33", "34", "35"),
    *("36", "51", "52", "53", "61", "62", "63", "64", "65", "71", "72", "73", "74", "75", "76"),
    *("81", "82", "91", "92", "93", "94", "95", "96", "97"),
}
# Where the parts of the number meet: province, regency, district, day, month, year, serial.
JOINTS = frozenset({2, 4, 6, 8, 10, 12})
LONGEST_MONTH = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
WOMEN = 40
FEWEST_REAL_DIGITS = 8
NEAR = 48
PERSON_WORD = re.compile(r"\b(?:NIK|e-?KTP|KTP|kependudukan)(?![a-z])", re.IGNORECASE)
FAMILY_WORD = re.compile(r"\b(?:N?KK|kartu keluarga)(?![a-z])", re.IGNORECASE)

MOBILE = re.compile(
    rf"[(+60Oo]{ALONE}(?:(?<=\()\+?62|(?<=\+)62|(?<=6)2|(?<=\()0|(?<=[0Oo]))"
    r"(?:(?<=62)\)?[ .\-]{0,2}\(?0?\)? ?)?8[1-35-9](?:[ .\-)]{0,2}[\dOo]){7,10}(?![\dA-Za-z])"
)
LANDLINE = re.compile(
    rf"[(+0]{ALONE}(?:(?<=\()0[2-79]\d{{1,2}}\)|(?<=\+)62[ \-]?\(?[2-79]\d{{1,2}}\)?|"
    r"(?<=0)[2-79]\d{1,2})[ .\-]{0,3}\d{3,4}[ .\-]?\d{2,4}(?:[ .\-]?\d{1,2})?(?!\d)"
)
CALL_WORD = re.compile(
    r"\b(?:te?lp|telepon|tel|faks?|fax|hub|hubungi|kontak|HP|WA|whatsapp)\b", re.I
)
# The office writes "(0362) 92380" and "0362-92380"; anything else needs a word in front.
BY_SHAPE = re.compile(r"\(|\+62|^0\d{2,3} ?- ?\d{5,}")
CALLING_DIGITS = range(8, 14)

LONG = re.compile(r"\d(?<!\d\d)(?<!\d[ .,/\-].)(?:[ .\-]{0,2}\d){7,17}(?!\d)")
ACCOUNT_WORD = re.compile(
    r"\b(?:(?i:norek|rekening|rek)|BCA|BRI|BNI|BTN|BSI|BPD|LPD|Mandiri|CIMB|Danamon|Permata|"
    r"SeaBank|DANA|GoPay|OVO)\b"
)
ACCOUNT_OF = re.compile(r"[ (,]{0,3}(?:a\.? ?n\b|(?i:atas nama)\b)")
MONEY = re.compile(r"(?:Rp|IDR)\.? ?$", re.IGNORECASE)
THOUSANDS = re.compile(r"[1-9]\d{0,2}(?:\.\d{3})+")
DATES = re.compile(
    r"(?:\d{1,2}[ .\-]\d{1,2}[ .\-])?(?:19|20)\d{2}(?:[ .\-]{1,3}(?:\d{1,2}|(?:19|20)\d{2}))*"
)
TAX_WORD = re.compile(r"\bNPWP\b", re.IGNORECASE)
TAX_SHAPE = re.compile(r"\d{2}\.\d{3}\.\d{3}\.\d-\d{3}\.\d{3}")
LICENCE_WORD = re.compile(r"\bSIM\b")
STAFF = re.compile(
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])[ .\-]?"
    r"(?:19|20)\d{2}(?:0[1-9]|1[0-2]|2[12])[ .\-]?[12][ .\-]?\d{3}"
)
PASSPORT = re.compile(r"[A-Z](?<!\w.)[A-Z]? ?\d{6,7}(?!\w)")
NUMBER_OR_LINE = re.compile(r"[\d\n]")
PASSPORT_WORD = re.compile(r"\bpass?por", re.IGNORECASE)


def find(text: str) -> Iterator[Sight]:
    """Yield the numbers of a folded text; where several sorts fit one stretch, the surest one."""
    taken = bytearray(len(text))
    for sight in _candidates(text):
        if taken.find(1, sight.start, sight.end) < 0:
            taken[sight.start : sight.end] = b"\1" * (sight.end - sight.start)
            yield sight


def _candidates(text: str) -> Iterator[Sight]:
    long = list(LONG.finditer(text))
    yield from _told_by_words(text, long)
    yield from _cards(text)
    yield from _phones(text)
    yield from _accounts(text, long)
    for match in PASSPORT.finditer(text):
        if PASSPORT_WORD.search(_before(text, match)):
            yield Sight(Sort.PASSPORT, match[0].replace(" ", ""), *match.span())


def _before(text: str, match: re.Match[str]) -> str:
    """Return what stands in front on the same line, back to the number before."""
    near = text[max(0, match.start() - NEAR) : match.start()]
    return NUMBER_OR_LINE.split(near)[-1]


def _told_by_words(text: str, long: list[re.Match[str]]) -> Iterator[Sight]:
    for match in long:
        written, number = match[0], digits(match[0])
        if STAFF.fullmatch(written):
            yield Sight(Sort.STAFF_NUMBER, number, *match.span())
        elif TAX_SHAPE.fullmatch(written) or (
            len(number) in (15, 16) and TAX_WORD.search(_before(text, match))
        ):
            yield Sight(Sort.TAX_NUMBER, number, *match.span())
        elif 12 <= len(number) <= 16 and LICENCE_WORD.search(_before(text, match)):
            yield Sight(Sort.LICENCE, number, *match.span())


def _cards(text: str) -> Iterator[Sight]:
    for match in CARD.finditer(text):
        written = match[0].translate(LOOK_ALIKE)
        if sum(letter.isdigit() for letter in match[0]) < FEWEST_REAL_DIGITS:
            continue
        number, before = digits(written), _before(text, match)
        person, family = _last(PERSON_WORD, before), _last(FAMILY_WORD, before)
        if max(person, family) < 0:
            parts = list(accumulate(len(part) for part in NOT_A_DIGIT.split(written)))[:-1]
            goes_on = bool(parts) and MORE_DIGITS.match(text, match.end())
            if goes_on or not JOINTS.issuperset(parts) or not is_card_number(number):
                continue
        elif len(set(number)) == 1 or number.endswith("0000"):
            continue
        yield Sight(Sort.FAMILY_CARD if family > person else Sort.NIK, number, *match.span())


def _last(pattern: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in pattern.finditer(text)), default=-1)


def is_card_number(number: str) -> bool:
    """Whether 16 digits can be a NIK or No. KK: a region, a day (women plus 40), a serial."""
    day, month, serial = int(number[6:8]), int(number[8:10]), number[12:]
    day -= WOMEN if day > WOMEN else 0
    return (
        number[:2] in PROVINCES
        and number[2:4] != "00"
        and number[4:6] != "00"
        and 1 <= month <= len(LONGEST_MONTH)
        and 1 <= day <= LONGEST_MONTH[month - 1]
        and serial != "0000"
    )


def _phones(text: str) -> Iterator[Sight]:
    for match in MOBILE.finditer(text):
        yield Sight(Sort.PHONE, national(match[0].translate(LOOK_ALIKE)), *match.span())
    for match in LANDLINE.finditer(text):
        number = national(match[0])
        called = BY_SHAPE.search(match[0]) or CALL_WORD.search(_before(text, match))
        if called and len(number) in CALLING_DIGITS:
            yield Sight(Sort.PHONE, number, *match.span())


def national(written: str) -> str:
    """Return a telephone number as it is dialled inside the country."""
    number = digits(written)
    return "0" + number[2:].lstrip("0") if number.startswith("62") else number


def phones(written: str) -> set[str]:
    """Return the numbers that stand in a field such as the office's telephone."""
    return {national(part) for part in re.split(r"[,;/]|\bdan\b", written) if digits(part)}


def _accounts(text: str, long: list[re.Match[str]]) -> Iterator[Sight]:
    for match in long:
        written, before = match[0], _before(text, match)
        owner = ACCOUNT_OF.match(text, match.end()) and len(digits(written)) > 9
        if (
            (owner or ACCOUNT_WORD.search(before))
            and not MONEY.search(before)
            and not THOUSANDS.fullmatch(written)
            and not DATES.fullmatch(written)
        ):
            yield Sight(Sort.ACCOUNT, digits(written), *match.span())


def digits(written: str) -> str:
    """Return the digits alone."""
    return NOT_A_DIGIT.sub("", written)
