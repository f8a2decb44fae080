"""HTTP in, pages and JSON out. No rules live here."""
