"""The one exception of the domain: something was refused, and the sentence says why."""


class Refused(Exception):
    """Carries the Indonesian sentence that the person sees."""


class Stale(Refused):
    """The actor saw other words than those that are there now."""


class Decided(Refused):
    """Somebody else was faster."""
