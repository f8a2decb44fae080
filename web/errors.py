"""One shape for every error: a code for programs, and what to do next in words for people.

Nothing of the inside is told: what is not in the table is a fault of ours, logged here.
"""

import logging
from dataclasses import dataclass, replace

from aiohttp import web
from aiohttp.typedefs import Handler
from aiohttp_jinja2 import render_template

from conversations.access import NoAccess
from conversations.files.attachments import NoSuchFile, NotAsked, NotChecked, TooMany
from conversations.files.kinds import WrongKind
from conversations.files.store import Empty, TooLarge
from conversations.pdf import TooLong
from conversations.receive import ChoiceNotOffered
from db import faults
from knowledge.article import ArticleInvalid
from knowledge.articles import EditConflict, NoSuchArticle
from knowledge.review import OwnText, ReviewLacking
from knowledge.scheduling import WrongMoment
from knowledge.sources.reading import Unreadable
from knowledge.sources.watching import NoPage
from outbox.mail import NoAddress
from outgoing.guarded import NoAnswer, NotOutside
from servicecenter.addresses import NotConfirmed, TooManyLetters
from servicecenter.agents import LoginTaken, NotALogin, RightsChanged
from servicecenter.away import NotTheirs, WrongTimes
from servicecenter.confirming import NotToConfirm
from servicecenter.desk import AlreadyClaimed, NewerMessage, NoSuchEnquiry, NotYours
from servicecenter.gap_groups import NoSuchGroup, NoSuchOwner
from servicecenter.handing_on import IsAway, UnknownAgent, UnknownFunction
from servicecenter.joining import NotTheSame, WaitsInTheOther
from servicecenter.paths_editing import FunctionInUse, PathsConflict
from servicecenter.paths_file import PathsInvalid
from servicecenter.people import LastAdministrator, NoSuchPerson, TooWeak, WrongPerson
from servicecenter.putting_off import WrongTime
from servicecenter.ready_replies import NoSuchReply, UnknownPlace
from servicecenter.returning import WrongNumberOrSecret
from servicecenter.sessions import LockedOut, WrongLogin
from servicecenter.taking import HasEnough
from servicecenter.webhooks import NoSuchWebhook, WrongWebhook
from texts.catalogue import text
from web.language import language_of
from web.limits import TooOften
from web.oidc import NotBelieved, ProviderFails

log = logging.getLogger(__name__)


class BadInput(Exception):
    """The request does not hold what it should; the message is for the person."""


class NotLoggedIn(Exception):
    pass


class NotAllowed(Exception):
    pass


class TrialFails(Exception):
    """Publishing would make trial questions fail, and no reason is given; names the questions."""


class NotFromHere(Exception):
    """What was sent does not come from the form as it was shown."""


class MailIsOff(Exception):
    """This service sends no mail."""


class CrossSite(Exception):
    """A page of another site tries to act for someone who is logged in here."""


@dataclass(frozen=True)
class Told:
    """`text_id` names the words in texts/ of what a visitor can meet; those who work here read
    Swedish."""

    status: int
    code: str
    message: str = ""
    text_id: str = ""

    def in_language(self, language: str) -> "Told":
        if not self.text_id:
            return self
        return replace(self, message=text(language, self.text_id, given=self.message), text_id="")


TABLE: dict[type[Exception], Told] = {
    BadInput: Told(400, "bad_input", "{}"),
    NotFromHere: Told(400, "not_from_here", text_id="error-not-from-here"),
    ChoiceNotOffered: Told(400, "choice_not_offered", text_id="error-choice-not-offered"),
    Empty: Told(400, "file_empty", text_id="file-empty"),
    WrongKind: Told(400, "file_kind", text_id="file-kind"),
    ArticleInvalid: Told(400, "article_invalid", "{}"),
    NoAddress: Told(400, "no_address", text_id="error-no-address"),
    UnknownPlace: Told(400, "unknown_place", "{{{}}} går inte att fylla i. Se listan överst."),
    UnknownFunction: Told(400, "unknown_function", "Välj en annan funktion i listan."),
    UnknownAgent: Told(400, "unknown_agent", "Välj någon annan i listan."),
    WrongTime: Told(400, "wrong_time", "Välj en dag från i morgon till om 60 dagar."),
    WrongWebhook: Told(400, "wrong_webhook", "{}"),
    WrongTimes: Told(400, "wrong_times", "{}"),
    WrongPerson: Told(400, "wrong_person", "{}"),
    NotALogin: Told(
        400,
        "not_a_login",
        "Välj ett användarnamn med a–z och siffror. Punkt, bindestreck, _ och @ går bra inuti.",
    ),
    TooWeak: Told(400, "too_weak", "Välj ett lösenord på minst 12 tecken."),
    NotLoggedIn: Told(401, "not_logged_in", "Logga in igen för att fortsätta."),
    WrongLogin: Told(401, "wrong_login", "Fel namn eller lösenord. Försök igen."),
    RightsChanged: Told(401, "not_logged_in", "Dina rättigheter är ändrade. Logga in igen."),
    WrongNumberOrSecret: Told(
        401, "wrong_number_or_secret", text_id="error-wrong-number-or-secret"
    ),
    NotBelieved: Told(
        401, "not_believed", "Inloggningen avbröts eller tog för lång tid. Logga in igen."
    ),
    ProviderFails: Told(
        502, "provider_fails", "Kommunens inloggning svarar inte. Försök igen om en stund."
    ),
    NotAllowed: Told(403, "not_allowed", "Du har inte behörighet. Fråga en administratör."),
    CrossSite: Told(403, "cross_site", text_id="error-cross-site"),
    NotYours: Told(403, "not_yours", "Du har inte tagit frågan. Ta den först."),
    NotAsked: Told(403, "file_not_asked", text_id="error-file-not-asked"),
    NoSuchFile: Told(404, "not_found", text_id="error-file-gone"),
    NoAccess: Told(404, "not_found", text_id="error-conversation-gone"),
    NoSuchEnquiry: Told(404, "not_found", "Frågan finns inte i dina köer."),
    NoSuchReply: Told(404, "not_found", "Svaret finns inte längre. Ladda om sidan."),
    NotTheirs: Told(
        404, "not_found", "Det är inte ditt att ändra, eller finns inte längre. Ladda om sidan."
    ),
    NoSuchWebhook: Told(404, "not_found", "Det är redan borttaget eller skickat. Ladda om sidan."),
    NoSuchGroup: Told(404, "not_found", "Luckan finns inte. Frågorna kan vara raderade."),
    NoSuchOwner: Told(400, "no_such_owner", "Välj någon annan i listan."),
    NoSuchArticle: Told(404, "not_found", "Artikeln finns inte."),
    NoSuchPerson: Told(404, "not_found", "Personen finns inte."),
    LoginTaken: Told(409, "login_taken", "Användarnamnet är upptaget. Välj ett annat."),
    LastAdministrator: Told(
        409, "last_administrator", "Det måste finnas en administratör. Utse en till först."
    ),
    NotChecked: Told(409, "file_checking", text_id="error-file-checking"),
    TooMany: Told(409, "too_many_files", text_id="error-too-many-files"),
    AlreadyClaimed: Told(409, "already_claimed", "{} har redan tagit frågan. Ta nästa i kön."),
    HasEnough: Told(
        409,
        "has_enough",
        "Du har redan {} frågor som väntar på ditt svar. Svara på någon, pausa den eller lämna "
        "tillbaka den först.",
    ),
    IsAway: Told(
        409,
        "is_away",
        "{0.name} är tillbaka {0.back}. Skicka frågan till funktionens kö i stället, så tar någon "
        "annan den.",
    ),
    NotTheSame: Told(
        409,
        "not_the_same",
        "Frågorna har inte samma organisationsnummer eller bekräftade adress.",
    ),
    WaitsInTheOther: Told(
        409,
        "waits_in_the_other",
        "Fråga {} väntar på svar, men inte den här. Ta den i stället, och lägg ihop den här med "
        "den.",
    ),
    NewerMessage: Told(
        409,
        "newer_message",
        "Föreningen har skrivit mer. Läs det, och skicka svaret igen om det fortfarande stämmer.",
    ),
    PathsInvalid: Told(400, "paths_invalid", "{}"),
    PathsConflict: Told(
        409,
        "paths_conflict",
        "{} har ändrat samma sak medan du skrev. Kopiera ditt, ladda om sidan och ändra igen.",
    ),
    NotToConfirm: Told(
        409, "not_to_confirm", "Uppgiften är redan bekräftad eller ändrad. Ladda om sidan."
    ),
    FunctionInUse: Told(
        409,
        "function_in_use",
        "Frågor, personer eller artiklar hör till funktionen. Ta bort dess ansvar i stället.",
    ),
    EditConflict: Told(
        409, "edit_conflict", "Någon annan har sparat artikeln. Jämför texterna innan du sparar."
    ),
    TrialFails: Told(
        409,
        "trial_fails",
        "Det här går inte längre att få svar på: {}. Skriv varför du publicerar.",
    ),
    ReviewLacking: Told(
        409,
        "review_lacking",
        "Någon annan än den som skrev texten måste granska den först. Be en kollega om granskning.",
    ),
    OwnText: Told(409, "own_text", "Den som sparade texten kan inte granska den. Be någon annan."),
    NoPage: Told(
        409, "no_page", "Artikelns källa är ingen webbadress. Skriv den i artikeln först."
    ),
    Unreadable: Told(
        422,
        "unreadable",
        "Ingen text gick att läsa. Klistra in den i en ny artikel, eller välj en annan källa.",
    ),
    NotOutside: Told(
        400,
        "not_outside",
        "Adressen leder inte till en sida på internet. Den ska börja med https://.",
    ),
    NoAnswer: Told(
        422, "no_answer", "Sidan gick inte att hämta. Öppna den själv, och försök igen om den syns."
    ),
    WrongMoment: Told(400, "wrong_moment", "Välj en tid från nu och ett år framåt."),
    TooLarge: Told(413, "file_too_large", "{}", "error-file-too-large"),
    MailIsOff: Told(409, "mail_is_off", text_id="error-mail-is-off"),
    NotConfirmed: Told(409, "address_not_confirmed", text_id="error-address-not-confirmed"),
    TooManyLetters: Told(429, "too_many_letters", text_id="error-too-many-letters"),
    TooLong: Told(413, "too_long", text_id="error-too-long"),
    LockedOut: Told(
        429,
        "locked_out",
        "För många försök. Vänta en kvart, eller be en administratör om ett nytt lösenord.",
    ),
    TooOften: Told(429, "too_often", text_id="error-too-often"),
}
OURS = Told(500, "our_fault", text_id="error-our-fault")
BY_STATUS = {
    404: Told(404, "not_found", text_id="error-no-page"),
    405: Told(405, "method_not_allowed", text_id="error-refused"),
    413: Told(413, "too_large", text_id="error-too-much"),
    415: Told(415, "wrong_content_type", text_id="error-wrong-content"),
}
REFUSED = "error-refused"


@web.middleware
async def tell_errors(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        told = BY_STATUS.get(error.status, Told(error.status, "refused", text_id=REFUSED))
        return answer(request, told)
    except ConnectionResetError:
        raise
    except Exception as error:  # noqa: BLE001 - the boundary of all requests
        told = in_words(error)
        if told.status == 500:
            log.error("fault route=%s\n%s", request.match_info.route.resource, faults.told(error))
        return answer(request, told)


def in_words(error: Exception) -> Told:
    told = TABLE.get(type(error), OURS)
    return replace(told, message=told.message.format(error))


def answer(request: web.Request, told: Told) -> web.Response:
    """A page for whoever opens one in a browser, JSON for all who call the API."""
    language = language_of(request)
    told = told.in_language(language)
    if request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", ""):
        return as_json(told)
    page = {"told": told, "part": request.path.split("/")[1], "language": language}
    return render_template("design/error.html", request, page, status=told.status)


def as_json(told: Told) -> web.Response:
    body = {"error": {"code": told.code, "message": told.message}}
    return web.json_response(body, status=told.status)
