"""Puts the web process together: opens what it needs, in order, and closes it again."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import aiohttp
import aiohttp_jinja2
import faiss
import jinja2
from aiohttp import web

from actions.question import Understanding
from actions.register import executor_with_actions
from conversations.files.checks import Checks
from conversations.files.clamd import Clamd
from conversations.files.store import Store
from conversations.turns import Turns
from db.engine import Database, open_database
from db.migrate import migrate
from knowledge import publishing
from knowledge.article import read_folder
from knowledge.encoder.embeddings import Embeddings
from knowledge.encoder.model import Encoder
from knowledge.judgement import Model
from knowledge.saved import Shelf
from outgoing.guarded import Guarded
from servicecenter import contact_paths, enquiries
from servicecenter.current_paths import CurrentPaths
from servicecenter.hours import SWEDEN
from web import following, retention
from web.across import Across
from web.assets import ASSETS, Assets
from web.counting import count_up
from web.desk.provider import provider_of
from web.errors import tell_errors
from web.gap_loop import GapLoop
from web.internal import internal_app
from web.keys import (
    ACROSS,
    CHECKS,
    CLOCK,
    DATABASE,
    EMBEDDINGS,
    FILES,
    GAPS,
    LIBRARY,
    LIKENESSES,
    LIMITS,
    LIVE,
    LOOKING,
    MAIL,
    OUTSIDE,
    OVERLOOKED,
    PATHS,
    PRESENT,
    PROVIDER,
    READER,
    SETTINGS,
    TURNS,
    UNDERSTANDING,
    WEBHOOKS,
    WRITING,
)
from web.language import speak
from web.left_turns import take_up_left
from web.likeness import Likenesses
from web.limits import Limits
from web.live import Live
from web.looking import Looking
from web.lookout import Lookout
from web.mail_reader import reader_of
from web.mail_worker import mail_worker, page_of_chat
from web.metrics import Metrics, counted_faults
from web.overlooked import Overlooked
from web.parts import FOLDERS, ROUTES
from web.scheduled import publish_when_due
from web.security import add_headers, refuse_cross_site, refuse_nul
from web.settings import Settings
from web.source_watch import Watch
from web.watched import WatchedLibrary, WatchedRasa, watch
from web.webhook_worker import webhook_worker
from web.writing import Writing

HERE = Path(__file__).parent
SEED = HERE.parent / "knowledge" / "seed"
INTERNET = Guarded()

Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Apps:
    public: web.Application
    internal: web.Application


def utc_now() -> datetime:
    return datetime.now(UTC)


@asynccontextmanager
async def opened(
    settings: Settings,
    encoder: Encoder,
    clock: Clock = utc_now,
    outside: Guarded = INTERNET,
) -> AsyncIterator[Apps]:
    """Both applications, ready to listen: database migrated, articles there, turns resumed.
    `outside` is what addresses that are typed in may lead to."""
    across = Across(settings.redis_url.get_secret_value())
    live = Live(partial(across.tell, "changed"))
    changed = live.changed_for_all
    # One question is too little work to share: a second thread would only spin between two of them.
    faiss.omp_set_num_threads(1)
    async with open_database(settings.database) as db, aiohttp.ClientSession() as http:
        embeddings, metrics = Embeddings(encoder), Metrics()
        async with db.alone():
            await _prepare(db, embeddings, clock())
        library = await _library(settings, db, embeddings, clock, metrics)
        public = _public(settings, clock, http, Limits(settings, lambda: across.is_heard))
        watch(public, metrics)
        public[DATABASE], public[EMBEDDINGS], public[LIBRARY] = db, embeddings, library
        turns = _turns(public, http, metrics, changed)
        public[LIVE], public[TURNS], public[ACROSS], public[PRESENT] = live, turns, across, {}
        public[OVERLOOKED], public[OUTSIDE] = Overlooked(db, clock), outside
        checks = _files(public, settings, db, clock, changed)
        public[PATHS] = paths = await CurrentPaths.of(db)
        public[UNDERSTANDING] = Understanding(db, library, paths.now, Model.load())
        working = _mail_and_gaps(public, settings, clock, changed)
        looking = _looking(settings, db, embeddings, paths, clock, changed, public[FILES].remove)
        try:
            async with _at_work(*_among_others(public, clock), *looking, checks.run(), *working):
                with counted_faults(metrics):
                    yield Apps(public, _internal(public, metrics))
        finally:
            await turns.close()
            await library.close()
            embeddings.close()


def _turns(
    public: web.Application,
    http: aiohttp.ClientSession,
    metrics: Metrics,
    changed: Callable[[str], None],
) -> Turns:
    db, vector_of, took = public[DATABASE], public[EMBEDDINGS].question, metrics.answered.observe
    rasa = WatchedRasa(http, public[SETTINGS], metrics)
    # Of several web processes, Rasa may ask another for the search than took the message in.
    expect = None if db.is_shared else public[LIBRARY].expect
    return Turns(db, rasa, vector_of, enquiries, public[CLOCK], changed, took, expect)


def _internal(public: web.Application, metrics: Metrics) -> web.Application:
    executor = executor_with_actions(public[UNDERSTANDING])
    token = public[SETTINGS].internal_token.get_secret_value()
    figures = partial(metrics.told, public[DATABASE], public[OVERLOOKED], public[CLOCK])
    return internal_app(public[EMBEDDINGS], executor, token, figures)


def _mail_and_gaps(
    public: web.Application, settings: Settings, clock: Clock, changed: Callable[[str], None]
) -> list[Coroutine[None, None, None]]:
    """What sends and fetches letters, where there are servers for it, what tells other systems,
    what asks again what nothing answered, and what reads the articles' sources."""
    db = public[DATABASE]
    public[WEBHOOKS] = webhooks_sent = webhook_worker(db, public[OUTSIDE], clock)
    public[READER] = reader = reader_of(settings, db, clock, changed)
    public[MAIL] = worker = mail_worker(settings, db, clock)
    public[GAPS] = gaps_found = GapLoop(
        db, public[EMBEDDINGS], public[UNDERSTANDING], page_of_chat(settings), worker, clock
    )
    public[ACROSS].hears("gaps", gaps_found.wake)
    if worker:
        public[ACROSS].hears("mail", worker.wake)
    public[LIKENESSES] = Likenesses(db, public[EMBEDDINGS])
    return [
        gaps_found.run(),
        webhooks_sent.run(),
        Watch(db, public[OUTSIDE], settings.public_url.rstrip("/"), clock).run(),
        *(one.run() for one in (worker, reader) if one is not None),
    ]


def _among_others(public: web.Application, clock: Clock) -> list[Coroutine[None, None, None]]:
    """What makes one service of several processes: hints, who writes and looks, turns left."""
    live, across = public[LIVE], public[ACROSS]
    across.hears("changed", live.changed_here)
    on, end = (partial(across.tell, kind) for kind in ("writes", "ends"))
    public[WRITING] = writing = Writing(live.changed_here, on, end)
    public[LOOKING] = looking = Looking(live.changed_here, partial(across.tell, "looks"))
    across.hears("writes", writing.goes_on_here)
    across.hears("ends", writing.end_here)
    across.hears("looks", looking.hear)
    db, turns = public[DATABASE], public[TURNS]
    lookout = Lookout(db, live, lambda: across.is_heard)
    return [across.run(), lookout.run(), take_up_left(db, turns, clock), looking.run()]


def _looking(
    settings: Settings,
    db: Database,
    embeddings: Embeddings,
    paths: CurrentPaths,
    clock: Clock,
    changed: Callable[[str], None],
    remove: Callable[[list[str]], None],
) -> list[Coroutine[None, None, None]]:
    """What is done when its time has come."""
    return [
        retention.keep(db, settings, clock, changed, remove),
        following.follow_up(db, following.page_of(settings), clock, changed),
        paths.follow(),
        publish_when_due(db, embeddings, clock),
        count_up(db, clock),
    ]


async def _library(
    settings: Settings, db: Database, embeddings: Embeddings, clock: Clock, metrics: Metrics
) -> WatchedLibrary:
    encoder = embeddings.encoder
    shelf = Shelf(settings.data.absolute() / "index", encoder.name, encoder.dimensions)
    library = WatchedLibrary(
        metrics, db, embeddings, lambda: clock().astimezone(SWEDEN).date(), shelf
    )
    await library.open()
    return library


def _files(
    public: web.Application,
    settings: Settings,
    db: Database,
    clock: Clock,
    changed: Callable[[str], None],
) -> Checks:
    scanner = Clamd(settings.clamd) if settings.clamd else None
    store = Store(settings.files, settings.max_file, scanned=scanner is not None)
    public[FILES], public[CHECKS] = store, Checks(db, store, scanner, clock, changed)
    return public[CHECKS]


async def _prepare(db: Database, embeddings: Embeddings, now: datetime) -> None:
    await asyncio.to_thread(migrate, db.engine)
    await db.write(contact_paths.fill)
    await publishing.fill(db, embeddings, read_folder(SEED), now)
    await publishing.encode_anew(db, embeddings)


@asynccontextmanager
async def _at_work(*loops: Coroutine[None, None, None]) -> AsyncIterator[None]:
    """Runs what never ends by itself, until the end of the block."""
    tasks = [asyncio.create_task(loop) for loop in loops]
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _public(
    settings: Settings, clock: Clock, http: aiohttp.ClientSession, limits: Limits
) -> web.Application:
    app = web.Application(
        middlewares=[tell_errors, refuse_nul, refuse_cross_site], client_max_size=2**18
    )
    app[SETTINGS], app[CLOCK], app[LIMITS] = settings, clock, limits
    app[PROVIDER] = provider_of(settings, http)
    app.on_response_prepare.append(add_headers)
    templates = {name: jinja2.FileSystemLoader(HERE / name / "templates") for name in FOLDERS}
    loader = jinja2.PrefixLoader(templates)
    env = aiohttp_jinja2.setup(
        app, loader=loader, autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    speak(env)
    app[ASSETS] = assets = Assets(FOLDERS)
    env.globals.update(asset=assets.address, sheets=assets.sheets)
    for routes in ROUTES:
        app.add_routes(routes)
    return app
