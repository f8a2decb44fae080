"""Copies of all that is kept: taken and put back while others write, and moved to PostgreSQL."""
