"""What the bot says around articles, in the languages that associations are answered in."""

from dataclasses import dataclass

from conversations.content import Choice
from knowledge.language import SWEDISH


@dataclass(frozen=True)
class Words:
    which: str  # before articles to choose from
    none_fits: str
    helped: str
    not_helped: str
    propose: str
    to_person: str
    outside: str  # `{duty}` answers such questions

    @property
    def none(self) -> Choice:
        return Choice(id="none", title=self.none_fits)

    @property
    def person(self) -> Choice:
        return Choice(id="person", title=self.to_person)

    @property
    def proposal(self) -> Choice:
        return Choice(id="propose", title=self.propose)

    @property
    def was_it_of_help(self) -> list[Choice]:
        return [
            Choice(id="helpful", title=self.helped),
            Choice(id="not_helpful", title=self.not_helped),
        ]


WORDS = {
    "sv": Words(
        which="Jag är inte säker på vad du menar. Är det något av detta?",
        none_fits="Inget av dessa",
        helped="Ja, det hjälpte",
        not_helped="Nej, jag vill fråga en människa",
        propose="Lämna ett förslag till kommunen",
        to_person="Skicka frågan till en människa",
        outside="Det här verkar inte gälla föreningar. {duty} svarar på sådana frågor och "
        "hjälper dig vidare.",
    ),
    "fi": Words(
        which="En ole varma, mitä tarkoitat. Onko se jokin näistä?",
        none_fits="Ei mikään näistä",
        helped="Kyllä, siitä oli apua",
        not_helped="Ei, haluan kysyä ihmiseltä",
        propose="Tee ehdotus kunnalle",
        to_person="Lähetä kysymys ihmiselle",
        outside="Tämä ei näytä koskevan yhdistyksiä. {duty} vastaa tällaisiin kysymyksiin ja "
        "auttaa sinua eteenpäin.",
    ),
    "en": Words(
        which="I am not sure what you mean. Is it one of these?",
        none_fits="None of these",
        helped="Yes, it helped",
        not_helped="No, I want to ask a person",
        propose="Make a proposal to the municipality",
        to_person="Send the question to a person",
        outside="This does not seem to be about associations. {duty} answers such questions and "
        "will help you on.",
    ),
}

# To who asked in a language that the article is not in, in that language.
NOT_IN_YOUR_LANGUAGE = {
    "sv": "Den här texten finns inte på svenska än.",
    "fi": "Tätä tekstiä ei ole vielä suomeksi.",
    "en": "This text is not available in English yet.",
    "ar": "هذا النص غير متوفر باللغة العربية بعد.",
    "so": "Qoraalkan weli kuma hayno af-Soomaali.",
    "pl": "Tego tekstu nie ma jeszcze po polsku.",
}


def words_in(language: str) -> Words:
    """In Swedish where we have none in the language."""
    return WORDS[language_around(language)]


def language_around(language: str) -> str:
    """The language that who asks in this one is answered in, the articles apart."""
    return language if language in WORDS else SWEDISH
