"""Full-text search over public words."""

from content.search.indexing import index

__all__ = ["index"]
