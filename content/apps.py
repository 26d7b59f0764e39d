"""App config of content: the nouns."""

from django.apps import AppConfig


class ContentConfig(AppConfig):
    """What an item is, says, and looks like to the public."""

    name = "content"
    verbose_name = "Isi situs"
