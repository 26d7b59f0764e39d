"""Browser tests run against a real site in a real browser."""

from tests.site import browser_type_launch_args, site

__all__ = ["browser_type_launch_args", "site"]
