"""What people asked is offered to who writes the article, and not taken by itself."""

import pytest
from sqlalchemy import Connection

from conversations.use import Shown
from db.workshop import gap_group, unanswered
from knowledge import articles
from servicecenter import audit, shown_articles
from tests.cast import MONDAY
from tests.web.drafts import GRILL, article_fields
from tests.web.site import Site, refused
from web.keys import EMBEDDINGS

pytestmark = pytest.mark.asyncio(loop_scope="module")

NEAR = "Finns det en grill som föreningar kan få låna?"
FAR = "Hur överklagar vi ett beslut om bidrag?"


async def test_what_ended_here_and_what_is_near_is_offered(site: Site) -> None:
    eva = await site.person("eva")
    fields = article_fields(id="tips")
    assert (await eva.post("/api/admin/articles", {"based_on": 0, "article": fields})).status == 200
    visitor = await site.visitor()
    [vector] = await site.apps.public[EMBEDDINGS].questions([NEAR])
    encoder = site.apps.public[EMBEDDINGS].encoder.name
    kept = [vector.tobytes(), (-vector).tobytes()]  # as far apart as can be
    await site.database.write(_happened, visitor.id, encoder, kept)

    told = await (await eva.get("/api/admin/articles/tips/asked")).json()

    assert [(one["question"], one["why"]) for one in told["asked"]] == [
        ("Var lånar man grillar?", "slutade med den här artikeln"),
        (NEAR, "fick inget svar"),
    ]
    assert visitor.id not in str(told)
    row = await site.database.read(articles.newest, "tips")
    assert (row.version, row.article.questions) == (1, [GRILL])
    entries, _ = await site.database.read(audit.page, "eva", "tips", 1)
    assert [one.what for one in entries] == ["asked", "saved_article"]
    await refused(await eva.get("/api/admin/articles/finns-inte/asked"), 404, "not_found")


def _happened(db: Connection, visitor: str, encoder: str, vectors: list[bytes]) -> None:
    shown = [
        Shown(3, "tips", MONDAY, "Var lånar man grillar?", True, None),
        Shown(5, "tips", MONDAY, GRILL.upper(), True, None),  # stands in the article
    ]
    shown_articles.keep(db, {visitor: shown})
    for seq, (question, vector) in enumerate(zip((NEAR, FAR), vectors, strict=True)):
        (group,) = db.execute(gap_group.insert().values(made_at=MONDAY)).inserted_primary_key or ()
        row = {"conversation_id": visitor, "seq": seq, "question": question, "group_id": group}
        more = {"why": "hand_over", "at": MONDAY, "encoder": encoder, "vector": vector}
        db.execute(unanswered.insert().values(**row, **more))
