"""Make the two fonts of the approval sheet: fixed weights of the variable one, as TrueType.

A PDF/A file carries its fonts, and those as TrueType. Run by script/vendor with a pinned fonttools,
so that the same bytes come out again.
"""

import sys
from pathlib import Path

from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

WEIGHTS = {"regular": 400, "bold": 700}
# What only screens and typesetters with ligatures read.
NEEDLESS = ("DSIG", "GDEF", "GPOS", "GSUB", "STAT", "gasp")


def make(source: Path, folder: Path) -> None:
    """Write one TrueType file for each weight."""
    for name, weight in WEIGHTS.items():
        font = TTFont(source, recalcTimestamp=False)
        font = instancer.instantiateVariableFont(font, {"wght": weight})
        for table in NEEDLESS:
            if table in font:
                del font[table]
        # 6 is the PostScript name, by which PDF knows a font.
        for record in font["name"].names:
            if record.nameID == 6:
                record.string = f"PlusJakartaSans-{name.title()}"
        font.flavor = None
        font.save(folder / f"{source.stem}-{name}.ttf")


if __name__ == "__main__":
    make(Path(sys.argv[1]), Path(sys.argv[2]))
