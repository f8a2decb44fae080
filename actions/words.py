"""What the bot says around articles, in the languages that associations are answered in."""

from conversations.content import Choice
from texts.catalogue import LANGUAGES, text

# What stands on each button, by what it sends back.
BUTTONS = {
    "none": "bot-none-fits",
    "helpful": "bot-helped",
    "not_helpful": "bot-not-helped",
    "propose": "bot-propose",
    "person": "bot-to-person",
}
# To who asked in a language that the chat does not have, in that language.
NOT_IN_YOUR_LANGUAGE = {
    "ar": "هذا النص غير متوفر باللغة العربية بعد.",
    "so": "Qoraalkan weli kuma hayno af-Soomaali.",
    "pl": "Tego tekstu nie ma jeszcze po polsku.",
}


def button(id_: str, language: str) -> Choice:
    return Choice(id=id_, title=text(language, BUTTONS[id_]))


def not_in_your_language(language: str) -> str | None:
    """None where we cannot say even that."""
    if language in LANGUAGES:
        return text(language, "bot-not-in-your-language")
    return NOT_IN_YOUR_LANGUAGE.get(language)
