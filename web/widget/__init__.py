"""The chat, as visitors meet it."""
