"""Rasa's hands. Each action reads slots, calls one function of ours, and says one typed message."""
