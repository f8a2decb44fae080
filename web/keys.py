"""What the handlers share, under typed keys. web.app puts it together."""

from collections.abc import Callable
from datetime import datetime

from aiohttp import web

from actions.question import Understanding
from conversations.files.checks import Checks
from conversations.files.store import Store
from conversations.turns import Turns
from db.engine import Database
from knowledge.encoder.embeddings import Embeddings
from knowledge.library import Library
from outbox.worker import Worker
from outgoing.guarded import Guarded
from servicecenter.agents import Agent
from servicecenter.current_paths import CurrentPaths
from web.across import Across
from web.gap_loop import GapLoop
from web.likeness import Likenesses
from web.limits import Limits
from web.live import Live
from web.looking import Looking
from web.mail_reader import Reader
from web.oidc import Provider
from web.overlooked import Overlooked
from web.settings import Settings
from web.writing import Writing

ACROSS = web.AppKey("across", Across)
CHECKS = web.AppKey("checks", Checks)
CLOCK: web.AppKey[Callable[[], datetime]] = web.AppKey("clock")
DATABASE = web.AppKey("database", Database)
EMBEDDINGS = web.AppKey("embeddings", Embeddings)
FILES = web.AppKey("files", Store)
PRESENT: web.AppKey[dict[int, datetime]] = web.AppKey("present")  # when each agent was last seen
GAPS = web.AppKey("gaps", GapLoop)
LIBRARY = web.AppKey("library", Library)
LIKENESSES = web.AppKey("likenesses", Likenesses)
LIMITS = web.AppKey("limits", Limits)
LIVE = web.AppKey("live", Live)
LOOKING = web.AppKey("looking", Looking)
MAIL: web.AppKey[Worker | None] = web.AppKey("mail")  # None: no mail is sent
OVERLOOKED = web.AppKey("overlooked", Overlooked)
PATHS = web.AppKey("paths", CurrentPaths)
PROVIDER: web.AppKey[Provider | None] = web.AppKey("provider")  # None: passwords alone
READER: web.AppKey[Reader | None] = web.AppKey("reader")  # None: no mailbox is read
OUTSIDE = web.AppKey("outside", Guarded)
SETTINGS = web.AppKey("settings", Settings)
TURNS = web.AppKey("turns", Turns)
UNDERSTANDING = web.AppKey("understanding", Understanding)
WEBHOOKS = web.AppKey("webhooks", Worker)
WRITING = web.AppKey("writing", Writing)

AGENT = web.RequestKey("agent", Agent)
LOOKED = web.RequestKey("looked", datetime)  # entered in the audit log
