"""What helps an agent to answer: articles for the last message, ready replies, what the same
association has asked before."""

from datetime import date
from typing import Any

from aiohttp import web
from sqlalchemy import Connection

from conversations import messages
from conversations.content import Text
from conversations.gist import gist
from knowledge.article import Article
from servicecenter import desk, earlier, joining, looking, ready_replies
from servicecenter.agents import Agent
from servicecenter.desk import may_see
from servicecenter.hours import SWEDEN
from servicecenter.reading import Enquiry
from texts.catalogue import text
from web.desk.login import for_agents
from web.keys import AGENT, CLOCK, DATABASE, LIBRARY
from web.markdown import to_words
from web.words import ENDED, TOPICS, named

SUGGESTED = 3

routes = web.RouteTableDef()


@routes.get("/api/desk/enquiries/{number}/beside")
@for_agents
async def beside(request: web.Request) -> web.Response:
    number, who = request.match_info["number"], request[AGENT]
    today = request.app[CLOCK]().astimezone(SWEDEN).date()
    one, asked, shown = await request.app[DATABASE].read(_of, number, who, today)
    seen = [other["number"] for other in [*shown["earlier"], *shown["same"]]]
    await request.app[DATABASE].write(looking.at_earlier, number, who, seen, request.app[CLOCK]())
    found = await _suggested(request, asked, one.asked_in) if asked else []
    return web.json_response(
        {"articles": [_article(article, one.language) for article in found], **shown}
    )


def _of(
    db: Connection, number: str, who: Agent, today: date
) -> tuple[Enquiry, str, dict[str, Any]]:
    """The enquiry, what the visitor wrote last, and what is known without searching."""
    one = desk.enquiry_for_agent(db, number, who)
    written = [
        said.content.text
        for said in messages.after(db, one.conversation_id, 0)
        if said.sender == "visitor" and isinstance(said.content, Text)
    ]
    replies = ready_replies.offered(db, one, who, today)
    same = joining.candidates(db, one, who)
    before = [other for other in earlier.earlier(db, one, who) if other not in same]
    return (
        one,
        written[-1] if written else "",
        {
            "replies": [{"title": title, "text": text} for title, text in replies],
            "earlier": [_earlier(other, who) for other in before],
            "same": [_same(other) for other in same],
        },
    )


async def _suggested(request: web.Request, asked: str, language: str) -> list[Article]:
    """Those that may be answered from, best first."""
    library = request.app[LIBRARY]
    hits = await library.find(gist(asked), None, language)
    fresh = library.fresh()
    return [library.articles[hit.article_id] for hit in hits if hit.article_id in fresh][:SUGGESTED]


def _article(article: Article, language: str) -> dict[str, Any]:
    words = to_words(article.lead)
    return {
        "id": article.id,
        "title": article.title,
        "text": words,
        "source": article.source,
        "confirmed": not article.to_verify,
        "insert": f"{words}\n\n{text(language, 'system-source')}: {article.source}",
    }


def _same(other: Enquiry) -> dict[str, Any]:
    """One of the same association that can go on in this one."""
    return {
        "number": other.number,
        "function": other.function_name,
        "agent": other.agent_name,
        "opened_at": other.opened_at.isoformat(),
        "question": other.question,
    }


def _earlier(other: Enquiry, who: Agent) -> dict[str, Any]:
    return {
        "number": other.number,
        "function": other.function_name,
        "agent": other.agent_name,
        "topic_name": named(TOPICS, other.topic),
        "opened_at": other.opened_at.isoformat(),
        "outcome_name": named(ENDED, other.outcome),
        "question": other.question,
        "may_open": may_see(other, who),
    }
