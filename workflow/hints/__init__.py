"""The helpers that look while one writes: each shows and explains, none ever blocks saving.

A finder is a pure function from passages (what a text says, place by place) to hints.
"""
