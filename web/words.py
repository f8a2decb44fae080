"""The words that people here read for what programs call by codes."""

TOPICS = {
    "grants": "Bidrag",
    "booking": "Lokaler och bokning",
    "cooperation": "Samarbete",
    "other_association": "Att driva förening",
    "out_of_scope": "Annat än föreningar",
}
ASSOCIATION_TYPES = {
    "sport": "Idrott",
    "culture": "Kultur",
    "youth": "Barn och unga",
    "pensioners": "Pensionärer",
    "disability": "Funktionsrätt",
    "social": "Social verksamhet",
    "study": "Studieförbund",
    "environment": "Miljö",
    "other": "Annan",
}
FIELDS_OF_PATHS = {
    "id": "Kortnamn",
    "name": "Namn",
    "committee": "Nämnd",
    "task": "Uppgift",
    "task_in": "Uppgift på andra språk",
    "email": "E-post",
    "phone": "Telefon",
    "visiting_address": "Besöksadress",
    "deputy": "Ersättare",
    "languages": "Språk",
    "target_hours": "Tid till svar",
    "hours": "Öppettider",
    "closed_days": "Stängda dagar",
}
# What servicecenter.check_paths finds; `of` and `to` are names where it knows them.
HOLES = {
    "no_duty": "Jourfunktionen {of} saknas, så inget annat går att kontrollera.",
    "no_such_function": "Ansvaret för {of} pekar på {to}, som inte finns.",
    "no_topic": "Ingen funktion svarar för ämnet {of}, när inget mer är känt.",
    "no_type": "Ingen funktion svarar för bidrag till föreningar av slaget {of}.",
    "no_language": "Ingen funktion svarar på {of}, som kommunen är skyldig att svara på.",
    "no_committee": "{of} har ingen nämnd.",
    "no_swedish": "{of} svarar inte på svenska.",
    "never_open": "{of} har aldrig öppet, så ingen fråga får ett svarsdatum.",
    "no_deputy": "Ersättarna för {of} leder inte till {to}.",
    "no_owner": "Artikeln {of} ägs av {to}, som inte finns.",
}
LANGUAGES = {"sv": "Svenska", "fi": "Finska", "en": "Engelska"}
# Those that questions come in.
ASKED_IN = LANGUAGES | {"ar": "Arabiska", "so": "Somaliska", "pl": "Polska"}
REASONS = {
    "asked_for_person": "Bad om en människa",
    "not_helped": "Botens svar hjälpte inte",
    "none_fitted": "Inget av botens förslag passade",
    "asked_for_status": "Frågade hur det går med ett ärende",
    "bot_unsure": "Boten var osäker",
    "no_answer": "Boten hittade inget svar",
    "bot_failed": "Boten fungerade inte",
    "idea": "Vill lämna ett förslag",
    "by_form": "Skrev i formuläret",
    "by_mail": "Svarade på ett brev",
}
DAYS = {
    "mon": "Måndag",
    "tue": "Tisdag",
    "wed": "Onsdag",
    "thu": "Torsdag",
    "fri": "Fredag",
    "sat": "Lördag",
    "sun": "Söndag",
}
# By the steps that servicecenter.steps takes, and what its log calls them.
STEPS = {1: "Påmind", 2: "Hos ersättare", 3: "Sen, hos jouren", 4: "Sen, visas för alla"}
HAPPENED = {
    "reminded": "Påminnelse till {to}",
    "escalated": "Vidare till {to}, ingen hade svarat",
    "shown_to_all": "Visas för alla, ingen har tagit den",
    "absent": "Inte på plats: väntar hos {to}",
    "asked_again": "Föreningen skrev igen, ny tid för svar",
    "joined": "Fortsätter i fråga {to}",
    "took_in": "Fråga {to} fortsätter här",
}
OUTCOMES = {
    "answered": "Besvarad",
    "passed_on": "Hänvisad till någon annan",
    "not_ours": "Inte en fråga för kommunen",
    "no_answer_needed": "Behöver inget svar",
}
# Those that agents do not choose among too.
ENDED = {**OUTCOMES, "withdrawn": "Återtagen av den som frågade", "joined": "Ihoplagd"}
SURVEY = {"yes": "Ja", "partly": "Delvis", "no": "Nej"}
WHY_HANDED_ON = {
    "misrouted": "Den kom fel från början",
    "more_to_answer": "En del gäller dem",
    "away": "Jag hinner inte eller är borta",
    "other": "Något annat",
}
PARTS_OF_QUEUE = {
    "all": "Alla",
    "mine": "Mina",
    "nobodys": "Ingen har dem",
    "unanswered": "Obesvarade",
    "late_soon": "Snart försenade",
    "waiting": "Väntar på föreningen",
    "consulted": "Ni är tillfrågade",
    "mentioned": "Du är nämnd",
    "held": "Pausade",
}
ROLES = {
    "agent": "Handläggare",
    "lead": "Gruppledare",
    "editor": "Redaktör",
    "admin": "Administratör",
}
# What other systems can be told of, by servicecenter.webhooks.
EVENTS = {
    "enquiry.opened": "En fråga har kommit",
    "enquiry.claimed": "Någon har tagit den",
    "enquiry.answered": "Den är besvarad",
    "enquiry.handed_on": "Den har gått vidare, eller tillbaka till kön",
    "enquiry.closed": "Den är avslutad",
}
# What those who work here have done, as the audit log calls it.
DONE = {
    "read": "Läste samtalet",
    "saw_earlier": "Såg vad föreningen har frågat förut",
    "queue": "Såg kön",
    "gaps": "Såg frågor som boten inte svarade på",
    "asked": "Såg vad folk hade frågat som artikeln svarar på",
    "searched": "Sökte",
    "fetched_file": "Hämtade en fil",
    "audit": "Såg loggen",
    "logged_in": "Loggade in",
    "locked_out": "Blev utestängd efter för många försök",
    "own_password": "Bytte sitt lösenord",
    "new_password": "Gav nytt lösenord",
    "added_person": "Lade till en person",
    "changed_person": "Ändrade en person",
    "removed_person": "Tog bort en person",
    "let_in_again": "Släppte in en person igen",
    "claimed": "Tog frågan",
    "replied": "Svarade",
    "released": "Lämnade tillbaka till kön",
    "transferred": "Skickade vidare",
    "returned_to_bot": "Lämnade till boten",
    "closed": "Avslutade",
    "noted": "Skrev en anteckning",
    "consulted": "Frågade en funktion om råd",
    "advised": "Gav råd",
    "joined": "Lade ihop frågan med en annan",
    "took_in": "Lade ihop en annan fråga med den här",
    "put_off": "Pausade",
    "taken_up": "Tog upp igen",
    "added_webhook": "Lade till ett system som får meddelanden",
    "removed_webhook": "Tog bort ett system som får meddelanden",
    "sent_webhook_again": "Skickade ett meddelande igen",
    "forgot_webhook": "Tog bort ett meddelande som inte gick fram",
    "entered_absence": "Förde in frånvaro",
    "changed_absence": "Ändrade frånvaro",
    "removed_absence": "Tog bort frånvaro",
    "entered_hours": "Förde in arbetstider",
    "removed_hours": "Tog bort arbetstider",
    "asked_for_file": "Bad om en fil",
    "sent_file": "Skickade en fil",
    "saved_article": "Sparade artikeln",
    "saved_translation": "Sparade översättningen",
    "returned_article": "Gick tillbaka till en tidigare text",
    "imported_article": "Läste in artikeln från en fil",
    "read_in_page": "Läste in en webbsida",
    "read_in_pdf": "Läste in en PDF",
    "watched_source": "Började bevaka artikelns källa",
    "left_source": "Slutade bevaka artikelns källa",
    "saw_source": "Såg vad som hade ändrats i källan",
    "published_article": "Publicerade artikeln",
    "published_when_due": "Hade valt tiden då artikeln publicerades",
    "scheduled_article": "Valde en tid för publicering",
    "unscheduled_article": "Ångrade tiden för publicering",
    "unpublished_article": "Avpublicerade artikeln",
    "archived_article": "Arkiverade artikeln",
    "took_out_article": "Tog fram artikeln ur arkivet",
    "added_trial": "Lade till en provfråga",
    "removed_trial": "Tog bort en provfråga",
    "assigned_gap": "Delade ut en lucka",
    "gap_not_ours": "Märkte en lucka som inte kommunens",
    "opened_gap": "Öppnade en lucka igen",
    "wrote_for_gap": "Skrev en artikel för en lucka",
    "required_review": "Krävde granskning",
    "lifted_review": "Tog bort kravet på granskning",
    "asked_for_review": "Bad om granskning",
    "approved_article": "Granskade och godkände artikeln",
    "due_without_review": "Hade valt en tid, men granskning saknades: publicerades inte",
    "confirmed": "Bekräftade en uppgift",
    "contact_paths": "Ändrade kontaktvägarna",
}
DETAILS = {
    "association": "Förening",
    "organisation_number": "Organisationsnummer",
    "contact": "Kontakt",
    "idea": "Idé",
    "for_whom": "För vem",
    "municipal_part": "Del av kommunen",
}
DECISIONS = {
    "answer": "Svarade med en artikel",
    "clarify": "Bad om ett förtydligande",
    "hand_over": "Lämnade över till en människa",
    "pass_on": "Hänvisade vidare",
}
INTENTS = {
    "grants": "Fråga om bidrag",
    "booking": "Fråga om lokaler",
    "cooperation": "Fråga om samarbete",
    "association": "Fråga om att driva förening",
    "out_of_scope": "Fråga om något annat",
    "cooperation_idea": "Idé till samarbete",
    "greet": "Hälsning",
    "goodbye": "Hej då",
    "thank": "Tack",
    "affirm": "Ja",
    "deny": "Nej",
    "stop": "Vill avbryta",
    "inform": "Lämnar en uppgift",
    "ask_person": "Vill prata med en människa",
    "enquiry_status": "Hur går det med frågan",
    "helpful": "Svaret hjälpte",
    "not_helpful": "Svaret hjälpte inte",
    "bot_challenge": "Är du en bot?",
    "choose": "Valde en artikel",
    "none_of_these": "Inget av förslagen",
    "propose": "Vill lämna ett förslag",
}


def named(words: dict[str, str], code: str | None) -> str | None:
    """The words for a code; a code that has none yet is shown as it is."""
    return None if code is None else words.get(code, code)
