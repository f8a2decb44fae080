"""Finds nothing wrong."""
