"""Turning text into vectors: the model, how it is built, and how it is asked."""
