"""The functions that answer, the enquiries they own, and the desk where they work."""
