"""Measures of quality: retrieval, understanding, and the questions of real associations."""
