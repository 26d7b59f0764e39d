"""Look-alike writing made plain: the letters that a person reads, whatever signs were used.

Spam writes "gacor" with Cyrillic letters, full-width or circled ones, digits, signs, invisible
characters, or letters set apart. All of these become the same few letters here.
"""

import re
import unicodedata

# Pairs: a sign of another script, small capitals and the like, and the Latin letter it looks like.
PAIRS = (
    "аa әe бb вb гr ԁd еe зe іi їi јj кk ӏl мm нh оo рp ѕs сc тt ѵv уy хx ԝw ԛq һh ѡw ӕa "
    "αa βb εe ηn ιi κk νv οo ρp τt υu χx γy ωw σo ςc "
    "ᴀa ʙb ᴄc ᴅd ᴇe ꜰf ɢg ɡg ʜh ɪi ᴊj ᴋk ʟl ᴍm ɴn ᴏo ᴘp ʀr ꜱs ᴛt ᴜu ᴠv ᴡw ʏy ᴢz "
    "øo łl đd ıi ŋn ɑa օo ոn սu"
)
LOOK_ALIKES = str.maketrans({pair[0]: pair[1] for pair in PAIRS.split()})
# Digits and signs in the place of letters. l and i look alike, and so do 1, | and !.
DIGITS = str.maketrans("0134578@$€|!l", "oieastbaseiii")
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\U000e0000-\U000e0fff]"
)
# Letters that stand alone in a box or as flags; the other enclosed ones are known to Unicode.
BOXES = (0x1F130, 0x1F150, 0x1F170, 0x1F1E6)
BOXED = str.maketrans({base + n: chr(ord("a") + n) for base in BOXES for n in range(26)})
APART = re.compile(r"(?<!\w)[^\W_](?:[ ._*•·~+|/-]{1,3}[^\W_]){3,}(?!\w)")
INSIDE = re.compile(r"(?<=[a-z])[._*•·~+-]+(?=[a-z0-9])")
REPEATED = re.compile(r"([a-z])\1+")
TYPED = re.compile(r"[a-z]{2,}")
NOT_A_LETTER = re.compile(r"[^a-z]+")


def plain(text: str) -> str:
    """Return the text in plain small Latin letters; digits and signs stay as they are."""
    if text.isascii():
        return text.lower()
    text = unicodedata.normalize("NFKD", INVISIBLE.sub("", text.translate(BOXED)))
    bare = "".join(letter for letter in text if not unicodedata.combining(letter))
    return bare.casefold().translate(LOOK_ALIKES)


def together(text: str) -> str:
    """Close up words whose letters were set apart: s l o t, g.a.c.o.r, t-o-g-e-l."""
    return APART.sub(lambda match: re.sub(r"[\W_]", "", match[0]), text)


def skeleton(text: str) -> str:
    """Return the letters that a reader sees, in words parted by one space.

    Digits and signs are read as the letters that they stand for, l as i, and a letter said twice
    counts once, so that all ways of writing a word become one. Vocabulary is written the same way.
    """
    read = INSIDE.sub("", together(plain(text))).translate(DIGITS)
    return " ".join(NOT_A_LETTER.sub(" ", REPEATED.sub(r"\1", read)).split())


def as_typed(text: str) -> str:
    """Return the plain letters that were really typed, without blanks; single ones are left out.

    Against the skeleton this tells what was disguised. Soft hyphens are no disguise: PDF has them.
    """
    letters = "".join(TYPED.findall(text.replace("\u00ad", "").lower())).replace("l", "i")
    return REPEATED.sub(r"\1", letters)
