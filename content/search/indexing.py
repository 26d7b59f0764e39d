"""Writing the search index."""

from content.models import Revision


def index(revision: Revision) -> None:
    """Put the words of a revision that becomes public into the index."""
