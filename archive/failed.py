"""What can end a run of the archive: the text is the sentence for the person, with an exit code.

Exit codes of the commands: 0 done · 1 failed, nothing was changed · 2 wrong use · 3 another run
is active · 4 no room left on the disk · 5 refused (the bag is damaged, foreign, or too new).
"""


class Failed(Exception):
    """The run ended without a result."""

    exit_code = 1


class Busy(Failed):
    """Another run is active."""

    exit_code = 3


class NoRoom(Failed):
    """The disk is full, or would be."""

    exit_code = 4


class Unfit(Failed):
    """The bag cannot be used."""

    exit_code = 5
