"""What programs read: public content as plain data. The promise is kept in ``openapi.json``.

Keys are English and in snake_case, as in docs/glossary.md; moments are ISO 8601 with offset; what is
not said is null. Functions take ``origin`` ("https://host") and give whole addresses.
"""
