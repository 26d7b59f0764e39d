"""Thin views: fetch through access, act, redirect or render."""
