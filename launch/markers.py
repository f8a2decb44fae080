"""Marker files: written last, so that what they mark is whole, and tell what it was made from."""

from pathlib import Path


def marked(marker: Path, made_from: str) -> bool:
    return marker.exists() and marker.read_text() == made_from
