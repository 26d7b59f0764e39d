"""Build one SVG sprite from the icon files named in a list: sprite.py FOLDER LIST TARGET."""

import re
import sys
from pathlib import Path


def symbol(name: str, source: str) -> str:
    """Return the icon as a <symbol>, keeping its view box and shapes only."""
    view_box = re.search(r'viewBox="([^"]+)"', source).group(1)
    shapes = re.search(r"<svg[^>]*>(.*)</svg>", source, re.S).group(1)
    shapes = re.sub(r">\s+<", "><", shapes.strip())
    return f'<symbol id="{name}" viewBox="{view_box}">{shapes}</symbol>'


def main(folder: str, names: str, target: str) -> None:
    """Write the sprite in the order of the list."""
    wanted = Path(names).read_text(encoding="utf-8").split()
    symbols = [
        symbol(name, (Path(folder) / f"{name}.svg").read_text(encoding="utf-8")) for name in wanted
    ]
    Path(target).write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" fill="currentColor">'
        "<!-- Bootstrap Icons, MIT, The Bootstrap Authors -->\n"
        + "\n".join(symbols)
        + "\n</svg>\n",
        encoding="utf-8",
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
