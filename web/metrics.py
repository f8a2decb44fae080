"""Figures for Prometheus: what this process has counted, and what waits in the database.

They name functions, channels and kinds of failure, and no one.
"""

import asyncio
import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime

from aiohttp import web
from aiohttp.typedefs import Handler
from prometheus_client import (
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector
from sqlalchemy.exc import SQLAlchemyError

from db.engine import Database
from servicecenter.waiting import Queue, Waiting, waiting
from web.overlooked import Overlooked

METRICS: web.AppKey["Metrics"] = web.AppKey("metrics")
STREAM = web.RequestKey("stream", str)
LONGEST_LOOK = 5.0  # seconds
ANSWERED_WITHIN = (0.05, 0.1, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30, 60, 300)
SEARCHED_WITHIN = (0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2)
FAILURES = {"TimeoutError": "slow", "nonsense": "nonsense", "silence": "silence"}


class Metrics:
    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        ProcessCollector(registry=self.registry)
        self.waits = _Waits()
        self.registry.register(self.waits)
        self.answered = Histogram(
            "lotsen_answer_seconds",
            "From a visitor's message to the end of the bot's turn, both on disk.",
            buckets=ANSWERED_WITHIN,
            registry=self.registry,
        )
        self.searched = Histogram(
            "lotsen_search_seconds",
            "How long an answer waits for a search among the articles. It may have begun before.",
            buckets=SEARCHED_WITHIN,
            registry=self.registry,
        )
        self._rasa_failed = Counter(
            "lotsen_rasa_failures",
            "Turns in which Rasa failed, and a person got the question.",
            ["how"],
            registry=self.registry,
        )
        for how in (*FAILURES.values(), "away"):
            self._rasa_failed.labels(how)
        self.faults = Counter(
            "lotsen_faults", "Errors of ours that were logged.", registry=self.registry
        )
        self.streams = Gauge(
            "lotsen_open_streams", "Open live views.", ["reader"], registry=self.registry
        )

    def rasa_failed(self, how: str) -> None:
        self._rasa_failed.labels(FAILURES.get(how, "away")).inc()

    async def told(
        self, db: Database, overlooked: Overlooked, clock: Callable[[], datetime]
    ) -> str:
        try:
            async with asyncio.timeout(LONGEST_LOOK):
                found = await db.read(waiting, clock())
                self.waits.now = found, await overlooked.count(), clock()
        except (SQLAlchemyError, TimeoutError):
            self.waits.now = None
        return (await asyncio.to_thread(generate_latest, self.registry)).decode()


class _Waits(Collector):
    """What was last read in the database; nothing of it when that could not be read."""

    def __init__(self) -> None:
        self.now: tuple[Waiting, int, datetime] | None = None

    def collect(self) -> Iterator[GaugeMetricFamily]:
        is_up = float(self.now is not None)
        yield GaugeMetricFamily("lotsen_database_up", "Whether the database answers.", is_up)
        if self.now is None:
            return
        found, overlooked, at = self.now
        yield from _queues("unclaimed", "function", found.unclaimed, at)
        yield from _queues("undelivered", "channel", found.unsent, at)
        turns = {"bot": found.turns}
        yield from _queues("pending_turn", "of", turns, at)
        for name, words, count in (
            ("lotsen_unclaimed_late", "Enquiries that no one has, past their time.", found.late),
            ("lotsen_overlooked", "Enquiries that no one knows are late.", overlooked),
            ("lotsen_unscanned_files", "Files that wait for the virus scan.", found.unscanned),
        ):
            yield GaugeMetricFamily(name, words, count)


def _queues(
    name: str, label: str, queues: Mapping[str, Queue], at: datetime
) -> Iterator[GaugeMetricFamily]:
    """How many wait, and for how many seconds the oldest has; 0 where none does."""
    count = GaugeMetricFamily(f"lotsen_{name}", f"How many wait: {name}.", labels=[label])
    age = GaugeMetricFamily(
        f"lotsen_oldest_{name}_seconds", f"How long the oldest has waited: {name}.", labels=[label]
    )
    for which, queue in queues.items():
        count.add_metric([which], queue.count)
        waited = (at - queue.oldest).total_seconds() if queue.oldest else 0.0
        age.add_metric([which], max(0.0, waited))
    yield from (count, age)


class CountsFaults(logging.Handler):
    """Whatever is logged as an error counts, wherever that is."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__(logging.ERROR)
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        self._metrics.faults.inc()


@contextmanager
def counted_faults(metrics: Metrics) -> Iterator[None]:
    handler = CountsFaults(metrics)
    logging.getLogger().addHandler(handler)
    try:
        yield
    finally:
        logging.getLogger().removeHandler(handler)


def watch_streams(app: web.Application, metrics: Metrics) -> None:
    app[METRICS] = metrics
    app.on_response_prepare.append(_count_stream)
    app.middlewares.insert(0, _count_ended_streams)


async def _count_stream(request: web.Request, response: web.StreamResponse) -> None:
    if response.content_type == "text/event-stream":
        reader = "visitor" if request.path.startswith("/api/conversations/") else "staff"
        request[STREAM] = reader
        request.app[METRICS].streams.labels(reader).inc()


@web.middleware
async def _count_ended_streams(request: web.Request, handler: Handler) -> web.StreamResponse:
    try:
        return await handler(request)
    finally:
        reader = request.get(STREAM)
        if reader:
            request.app[METRICS].streams.labels(reader).dec()


def answer(text: str) -> web.Response:
    return web.Response(body=text.encode(), headers={"Content-Type": CONTENT_TYPE_LATEST})
