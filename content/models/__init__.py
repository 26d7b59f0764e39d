"""The nouns: one module per noun, all names here."""

from content.models.activity import Activity
from content.models.asset import Asset, Attachment, Derivative
from content.models.asset_note import AssetNote
from content.models.asset_text import AssetText
from content.models.generation import Generation
from content.models.item import Item
from content.models.office import Office
from content.models.pattern import Pattern
from content.models.revision import Revision, State
from content.models.search_entry import SearchEntry
from content.models.search_word import SearchWord
from content.models.taxonomy import Category, Desa, Tag
from content.models.view_count import ViewCount

__all__ = [
    "Activity",
    "Asset",
    "AssetNote",
    "AssetText",
    "Attachment",
    "Category",
    "Derivative",
    "Desa",
    "Generation",
    "Item",
    "Office",
    "Pattern",
    "Revision",
    "SearchEntry",
    "SearchWord",
    "State",
    "Tag",
    "ViewCount",
]
