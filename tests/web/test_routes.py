"""Every route, and what each kind of person gets from it."""

import uuid
from typing import Any

import pytest
from sqlalchemy import Connection

from servicecenter import agents
from tests.cast import PASSWORD
from tests.web.drafts import article_fields
from tests.web.site import Site, routes_of

pytestmark = pytest.mark.asyncio(loop_scope="module")

# Gun answers for another function, Bo has taken the enquiry, Eva edits articles, Ada
# administers. The conversation is asked for without its secret, the login with a wrong password.
TABLE = """
                                                    stranger gun bo  eva ada
GET  /                                              302      302 302 302 302
GET  /chatt                                         200      200 200 200 200
GET  /lotsen.js                                      200      200 200 200 200
GET  /login                                         200      200 200 200 200
GET  /health/live                                   200      200 200 200 200
GET  /health/ready                                  200      200 200 200 200
GET  /api/overlooked                                200      200 200 200 200
GET  /static/{digest}/{name}                        200      200 200 200 200
GET  /fraga                                         200      200 200 200 200
POST /fraga                                         415      415 415 415 415
GET  /fraga/svar                                    200      200 200 200 200
POST /fraga/svar                                    415      415 415 415 415
GET  /tillganglighet                                200      200 200 200 200
GET  /kontakt                                       200      200 200 200 200
POST /api/conversations                             201      201 201 201 201
POST /api/conversations/continue                    401      401 401 401 401
POST /api/conversations/{id}/messages               404      404 404 404 404
GET  /api/conversations/{id}/transcript.txt         404      404 404 404 404
GET  /api/conversations/{id}/transcript.pdf         404      404 404 404 404
POST /api/conversations/{id}/transcript             404      404 404 404 404
DELETE /api/conversations/{id}                      404      404 404 404 404
POST /api/conversations/{id}/writing                404      404 404 404 404
POST /api/conversations/{id}/seen                   404      404 404 404 404
POST /api/conversations/{id}/withdraw               404      404 404 404 404
POST /api/conversations/{id}/survey                 404      404 404 404 404
GET  /api/conversations/{id}                        404      404 404 404 404
POST /api/conversations/{id}/files                  404      404 404 404 404
GET  /api/conversations/{id}/files/{file}           404      404 404 404 404
GET  /api/conversations/{id}/events                 404      404 404 404 404
POST /api/conversations/{id}/language               404      404 404 404 404
GET  /api/conversations/{id}/address                404      404 404 404 404
POST /api/conversations/{id}/address                404      404 404 404 404
DELETE /api/conversations/{id}/address              404      404 404 404 404
GET  /e-post/{token}                                404      404 404 404 404
POST /e-post/{token}                                404      404 404 404 404
POST /api/login                                     401      401 401 401 401
POST /api/logout                                    200      200 200 200 200
GET  /desk                                          302      200 200 403 200
GET  /desk/{number}                                 302      404 200 403 404
GET  /api/desk/queue                                401      200 200 403 200
GET  /api/desk/events                               401      200 200 403 200
GET  /api/desk/search                               401      200 200 403 200
GET  /api/desk/enquiries/{number}                   401      404 200 403 404
GET  /api/desk/enquiries/{number}/events            401      404 200 403 404
POST /api/desk/enquiries/{number}/claim             401      404 409 403 409
POST /api/desk/enquiries/{number}/reply             401      404 200 403 404
POST /api/desk/enquiries/{number}/ask-for-file      401      404 200 403 404
POST /api/desk/enquiries/{number}/files             401      404 400 403 404
GET  /api/desk/enquiries/{number}/files/{file}      401      404 404 403 404
POST /api/desk/enquiries/{number}/writing           401      404 200 403 404
POST /api/desk/enquiries/{number}/seen              401      404 200 403 404
POST /api/desk/enquiries/{number}/release           401      404 200 403 404
POST /api/desk/enquiries/{number}/return-to-bot     401      404 200 403 404
POST /api/desk/enquiries/{number}/transfer          401      404 200 403 404
POST /api/desk/enquiries/{number}/close             401      404 200 403 404
POST /api/desk/enquiries/{number}/note              401      404 200 403 404
GET  /api/desk/enquiries/{number}/people            401      404 200 403 404
POST /api/desk/enquiries/{number}/noticed           401      404 200 403 404
POST /api/desk/enquiries/{number}/consult           401      404 200 403 404
POST /api/desk/enquiries/{number}/join              401      404 404 403 404
POST /api/desk/enquiries/{number}/put-off           401      404 200 403 404
POST /api/desk/enquiries/{number}/take-up           401      404 200 403 404
GET  /api/desk/enquiries/{number}/beside            401      404 200 403 404
GET  /desk/svar                                     302      200 200 403 200
POST /api/desk/replies                              401      200 200 403 200
POST /api/desk/replies/{id}/remove                  401      404 404 403 404
GET  /desk/franvaro                                 302      200 200 403 200
POST /api/desk/absences                             401      404 200 403 200
POST /api/desk/absences/{id}/remove                 401      404 404 403 404
POST /api/desk/hours                                401      404 200 403 200
GET  /admin                                         302      403 403 200 200
GET  /admin/go-live                                 302      403 403 200 200
POST /api/admin/confirm                             401      403 403 400 400
GET  /admin/export.zip                              302      403 403 200 200
GET  /admin/paths                                   302      403 403 200 200
GET  /admin/paths/{id}                              302      403 403 404 404
POST /api/admin/paths/check                         401      403 403 400 400
POST /api/admin/paths/functions                     401      403 403 400 400
POST /api/admin/paths/functions/{id}/remove         401      403 403 400 400
POST /api/admin/paths/lines                         401      403 403 400 400
POST /api/admin/paths/try                           401      403 403 400 400
GET  /admin/new                                     302      403 403 200 200
GET  /admin/articles/{id}                           302      403 403 200 200
POST /api/admin/preview                             401      403 403 200 200
POST /api/admin/articles                            401      403 403 409 409
POST /api/admin/articles/{id}/publish               401      403 403 200 200
POST /api/admin/articles/{id}/unpublish             401      403 403 200 200
GET  /admin/people                                  302      403 403 403 200
GET  /admin/people/{login}                          302      403 403 403 200
POST /api/admin/people                              401      403 403 403 201
POST /api/admin/people/{login}                      401      403 403 403 200
POST /api/admin/people/{login}/new-password         401      403 403 403 200
POST /api/admin/people/{login}/remove               401      403 403 403 200
GET  /admin/follow-up                               302      403 403 200 200
GET  /admin/follow-up.csv                           302      403 403 200 200
GET  /admin/follow-up.pdf                           302      403 403 200 200
GET  /admin/audit                                   302      403 403 403 200
GET  /admin/webhooks                                302      403 403 403 200
POST /api/admin/webhooks                            401      403 403 403 201
POST /api/admin/webhooks/{id}/remove                401      403 403 403 404
POST /api/admin/webhooks/unsent/{id}/again          401      403 403 403 404
POST /api/admin/webhooks/unsent/{id}/forget         401      403 403 403 404
GET  /password                                      302      200 200 200 200
GET  /login/provider                                404      404 404 404 404
GET  /login/provider/done                           404      404 404 404 404
POST /api/password                                  401      401 401 401 401
POST /api/admin/articles/{id}/archive               401      403 403 200 200
POST /api/admin/articles/{id}/take-out              401      403 403 200 200
POST /api/admin/articles/{id}/unschedule            401      403 403 200 200
GET  /admin/articles/{id}/versions                  302      403 403 200 200
POST /api/admin/articles/{id}/return                401      403 403 409 409
POST /api/admin/difference                          401      403 403 200 200
GET  /admin/articles/{id}/try                       302      403 403 200 200
POST /api/admin/articles/{id}/try                   401      403 403 200 200
GET  /admin/trials                                  302      403 403 200 200
POST /api/admin/trials                              401      403 403 200 200
POST /api/admin/trials/{trial}/remove               401      403 403 200 200
GET  /admin/gaps                                    302      403 403 200 200
GET  /admin/gaps/{group}                            302      403 403 404 404
POST /api/admin/gaps/{group}/assign                 401      403 403 400 400
POST /api/admin/gaps/{group}/not-ours               401      403 403 404 404
POST /api/admin/gaps/{group}/open-again             401      403 403 404 404
GET  /admin/articles/{id}/review                    302      403 403 200 200
POST /api/admin/articles/{id}/ask-for-review        401      403 403 400 400
POST /api/admin/articles/{id}/approve               401      403 403 409 409
POST /api/admin/articles/{id}/require-review        401      403 403 200 200
POST /api/admin/articles/{id}/lift-review           401      403 403 403 200
POST /api/admin/functions/{id}/require-review       401      403 403 400 400
POST /api/admin/functions/{id}/lift-review          401      403 403 403 200
GET  /api/admin/articles/{id}/asked                 401      403 403 200 200
GET  /admin/from-source                             302      403 403 200 200
POST /admin/from-source/page                        302      403 403 415 415
POST /admin/from-source/pdf                         302      403 403 415 415
GET  /admin/sources                                 302      403 403 200 200
POST /api/admin/articles/{id}/watch                 401      403 403 409 409
POST /api/admin/articles/{id}/leave                 401      403 403 200 200
POST /api/admin/articles/{id}/seen-source           401      403 403 200 200
POST /api/admin/sources/watch-all                   401      403 403 200 200
GET  /admin/likenesses                              302      403 403 200 200
GET  /admin/translations                            302      403 403 200 200
"""
MESSAGE = {"message": str(uuid.uuid4())}
FILE = 32 * "0"
ARTICLE = "dorren-oppnas-inte"
PICTURE = {"digest": "0", "name": "design/mark.svg"}
BODIES: dict[str, Any] = {
    "messages": {"id": str(uuid.uuid4()), "text": "Hej"},
    "continue": {"number": "2026-1", "secret": "fel"},
    "address": {"address": "kassor@forening.example"},
    "seen": {"seq": 1},
    "withdraw": {"number": "2026-000001"},
    "survey": {"number": "2026-000001", "answer": "yes"},
    "login": {"login": "bo", "password": "fel"},
    "password": {"old": "fel", "new": "ett-nytt-losenord"},
    "people": {"login": "nils", "name": "Nils", "role": "agent"},
    "karl": {"name": "Karl", "role": "lead", "functions": ["samverkan"]},
    "reply": {"id": str(uuid.uuid4()), "text": "Hej", "seen": 99},
    "note": {"id": str(uuid.uuid4()), "text": "Ring dem"},
    "consult": {"id": str(uuid.uuid4()), "text": "Vet ni?", "function": "servicecenter"},
    "join": {"other": "2026-999999"},
    "put-off": {"until": "2026-11-25T09:00:00+00:00"},
    "ask-for-file": {"id": str(uuid.uuid4()), "text": "En bild, tack"},
    "transfer": {"function": "servicecenter", "note": "till er"},
    "close": {"outcome": "answered"},
    "assign": {"owner": 999, "due": "2027-01-01"},
    "replies": {"title": "Hej", "text": "Hej!", "function": "", "review_by": "2027-01-01"},
    "absences": {"whose": "person:bo", "first_day": "2026-11-24", "last_day": "2026-11-24"},
    "hours": {"whose": "person:bo", "days": [{"opens": "08:00", "closes": "12:00"}, *[{}] * 6]},
    "webhooks": {"name": "X", "url": "https://x.example/", "events": ["enquiry.opened"]},
    "preview": {"body": "Hej"},
    "return": {"version": 1, "based_on": 99},
    "ask-for-review": {"version": 1, "of": "bo"},
    "approve": {"version": 99},
    "difference": {"based_on": 0, "article": article_fields(id=ARTICLE)},
    "try": {"questions": "Hur bokar vi?"},
    "trials": {"question": "Hur bokar vi en sal?", "article": ARTICLE},
    "articles": {"based_on": 0, "article": article_fields(id=ARTICLE)},
}


def _rows() -> list[tuple[str, str, str, int]]:
    people, *lines = [line.split() for line in TABLE.strip().splitlines()]
    return [
        (method, path, who, int(status))
        for method, path, *statuses in lines
        for who, status in zip(people, statuses, strict=True)
    ]


async def test_every_route_is_in_the_table_and_no_other(site: Site) -> None:
    named = [(method, path) for method, path, who, _ in _rows() if who == "stranger"]
    assert sorted(named) == sorted(routes_of(site.apps.public))


def _hire_karl(db: Connection) -> None:
    if not agents.exists(db, "karl"):
        agents.add(db, "karl", "Karl", "agent", PASSWORD, [])


@pytest.mark.parametrize(("method", "path", "who", "status"), _rows())
async def test_each_gets_what_is_theirs_and_no_more(
    site: Site, method: str, path: str, who: str, status: int
) -> None:
    visitor, number = await site.claimed() if "{number}" in path else (await site.visitor(), "")
    person = await site.person(None if who == "stranger" else who)
    if "{login}" in path:
        await site.database.write(_hire_karl)
    article_or_chat = ARTICLE if "admin" in path else visitor.id
    given = {"number": number, "file": FILE, "token": "x", "id": article_or_chat, "login": "karl"}
    given["trial"], given["group"] = "1", "999"
    if "replies" in path or "absences" in path:
        given["id"] = "999"
    named = path.format(**given, **PICTURE)
    body = BODIES.get(named.split("/")[-1], {})

    async with site.public.request(
        method, named, params=MESSAGE, json=body, headers=person.headers, allow_redirects=False
    ) as response:
        assert response.status == status

    if path == "/api/logout":
        site.sessions.clear()
