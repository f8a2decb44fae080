"""The desk, where agents answer."""
