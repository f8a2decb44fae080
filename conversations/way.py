"""The id under which all that happens on one way stands in the logs: a conversation's, where it is
about one, from the request through the bot's turn to Rasa's actions; else one that was drawn."""

from contextvars import ContextVar

way: ContextVar[str] = ContextVar("way", default="")
