"""Numbers as Indonesians write them: a dot between thousands, a comma before the fraction."""

from decimal import ROUND_HALF_UP, Decimal

KIBI = 1024
TO_INDONESIAN = str.maketrans(",.", ".,")


def decimal(value: float | Decimal, places: int = 1) -> str:
    """As in "35.662,5", rounded half up as in office tables."""
    # By way of str, so that 0.15 is the 0.15 that was typed and not its nearest binary neighbour.
    exact = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)
    # Adding zero turns "-0.0" into "0.0".
    return f"{exact + 0:,f}".translate(TO_INDONESIAN)


def thousands(value: float | Decimal) -> str:
    """As in "12.345", rounded to a whole number."""
    return decimal(value, 0)


def file_size(size: int) -> str:
    """As in "2,4 MB" or "48 KB": a fraction only from MB on, and never a needless ",0"."""
    if size < KIBI:
        return f"{thousands(size)} byte"
    value, unit = size / KIBI, "KB"
    for larger in ("MB", "GB", "TB"):
        # 1.023,6 KB would be rounded to "1.024 KB", which nobody calls anything but 1 MB.
        if value < KIBI - 0.5:
            break
        value, unit = value / KIBI, larger
    return f"{decimal(value, 0 if unit == 'KB' else 1).removesuffix(',0')} {unit}"
