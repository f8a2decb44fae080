"""Measures what Lotsen claims of itself: its speed beside stock Rasa, and that nothing is lost."""
