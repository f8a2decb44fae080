"""The few articles that the bot of these tests answers from."""

from datetime import date

from knowledge.article import Article, from_fields

SAL = from_fields(
    {
        "id": "pris-gymnastiksal",
        "title": "Vad kostar en gymnastiksal?",
        "topic": "booking",
        "association_types": [],
        "function": "fritidsbokningen",
        "questions": ["Vad kostar det att hyra en gymnastiksal för vuxna?", "pris gympasal"],
        "source": "https://www.example.se/taxor",
        "verified_on": date(2026, 11, 1),
        "review_by": date(2027, 11, 1),
        "to_verify": ["Priset"],
        "language": "sv",
        "translation_of": None,
        "status": "published",
        "body": "En gymnastiksal kostar 100 kronor i timmen för vuxna.\n\nBarn betalar inget.",
    }
)


def _like(**changes: object) -> Article:
    return from_fields(SAL.model_dump() | {"to_verify": []} | changes)


AVBOKA = _like(
    id="avboka-tid",
    title="Hur avbokar vi en tid?",
    review_by=date(2027, 1, 15),  # before the others
    questions=["Vi kan inte komma, hur avbokar vi?"],
    open_questions=["Slipper vi betala om någon annan tar den avbokade tiden?"],
    body="Avboka tiden senast två arbetsdagar före, annars får ni betala.",
)
AKTIVITETSBIDRAG = _like(
    id="aktivitetsbidrag",
    title="När söker vi aktivitetsbidrag?",
    topic="grants",
    association_types=["sport", "youth"],
    function="bidrag-kultur-fritid",
    questions=["När ska vi söka aktivitetsbidrag för våren?"],
    body="Aktivitetsbidrag för våren söks senast den 25 augusti.",
)
GRUNDBIDRAG = _like(
    id="grundbidrag-funktionsratt",
    title="Grundbidrag till funktionsrättsföreningar",
    topic="grants",
    association_types=["disability"],
    function="bidrag-funktionsratt",
    questions=["När söker en funktionsrättsförening grundbidrag?"],
    body="Grundbidrag till funktionsrättsföreningar söks senast den 1 juni.",
)
STARTBIDRAG = _like(
    id="startbidrag",
    title="Startbidrag till en ny förening",
    topic="grants",
    function="bidrag-kommunstyrelsen",
    questions=["Kan vår nya förening få startbidrag?"],
    body="En ny förening kan söka startbidrag inom sex månader från starten.",
)
LAXHJALP = _like(
    id="laxhjalp",
    title="Hur kan vi hjälpa till med läxläsning?",
    topic="cooperation",
    function="samverkan",
    questions=["Vi vill hjälpa till med läxläsning, vem pratar vi med?"],
    body="Kontakta skolan eller biblioteket, så hittar ni tider för läxhjälp.",
)
STARTA = _like(
    id="starta-forening",
    title="Hur startar man en förening?",
    topic="other_association",
    function="foreningsstod",
    questions=["Vad krävs för att bilda en förening?"],
    body="Samla minst tre personer, skriv stadgar och välj en styrelse.",
)
ALL = [SAL, AVBOKA, AKTIVITETSBIDRAG, GRUNDBIDRAG, STARTBIDRAG, LAXHJALP, STARTA]
