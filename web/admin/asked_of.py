"""What people have asked that an article answers or is near to: for editors to take in, one press
each. Nothing is taken by itself."""

from itertools import chain, islice
from typing import Any

import numpy as np
from aiohttp import web

from knowledge import articles, grouping
from knowledge.article import Article
from servicecenter import audit, shown_articles, unanswered
from servicecenter.shown_articles import is_for_article
from web.desk.login import for_editors
from web.gap_loop import meanings_of, middles_of
from web.keys import AGENT, CLOCK, DATABASE, EMBEDDINGS, GAPS

MOST = 10  # of each kind
ENDED_HERE, NEAR = "slutade med den här artikeln", "fick inget svar"

routes = web.RouteTableDef()


@routes.get("/api/admin/articles/{id}/asked")
@for_editors
async def asked(request: web.Request) -> web.Response:
    """Questions alone, and none that holds an address or a number of someone's."""
    database, name = request.app[DATABASE], request.match_info["id"]
    article = (await database.read(articles.newest, name)).article
    await database.write(audit.look, request[AGENT].login, "asked", name, request.app[CLOCK]())
    ended = await database.read(shown_articles.questions_of, name, MOST)
    near = await _near(request, article)
    known = {one.casefold() for one in article.questions}
    found: dict[str, dict[str, Any]] = {}
    for question, why in chain(((one, ENDED_HERE) for one in ended), ((one, NEAR) for one in near)):
        if question.casefold() not in known:
            found.setdefault(question.casefold(), {"question": question, "why": why})
    return web.json_response({"asked": list(found.values())})


async def _near(request: web.Request, article: Article) -> list[str]:
    """Of the groups of questions that nothing answered whose middle is near one of the article's,
    the nearest first."""
    known = await request.app[DATABASE].read(unanswered.everything)
    if not known:
        return []
    middle = await request.app[GAPS].middle()
    own = await request.app[EMBEDDINGS].questions([article.title, *article.questions])
    mine = grouping.centred(own, middle)
    middles = middles_of(known, meanings_of(known, middle))
    near = {group: float(np.max(mine @ of_it)) for group, of_it in middles.items()}
    fitting = sorted(
        (
            one
            for one in known
            if near.get(one.group_id or 0, 0) >= grouping.SAME
            and one.answered_at is None
            and is_for_article(one.question)
        ),
        key=lambda one: -near[one.group_id or 0],
    )
    return list(islice(dict.fromkeys(one.question for one in fitting), MOST))
