"""The nouns: one module per noun, all names here."""

from content.models.asset import Asset, Attachment, Derivative
from content.models.generation import Generation
from content.models.item import Item
from content.models.office import Office
from content.models.revision import Revision, State
from content.models.search_entry import SearchEntry
from content.models.search_word import SearchWord
from content.models.taxonomy import Category, Desa, Tag
from content.models.view_count import ViewCount

__all__ = [
    "Asset",
    "Attachment",
    "Category",
    "Derivative",
    "Desa",
    "Generation",
    "Item",
    "Office",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "State",
    "Tag",
    "ViewCount",
]
