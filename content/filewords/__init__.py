"""The words of one file, read by a process of its own that a hostile file may bring down.

Each reader is started as ``python -m content.filewords.<name>``: bytes in, words out. Nothing here
knows Django, its settings or the database; ``content.filetext`` starts the readers.
"""
