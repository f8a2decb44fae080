"""A letter to the function that owns an article, when the page it builds on has changed."""

from datetime import datetime

from sqlalchemy import Connection

from outbox import rows
from outbox.mail import Letter
from servicecenter import contact_paths, function_mail

SUBJECT = "Källan till en artikel har ändrats"
LETTER = """\
Artikeln "{title}" bygger på den här sidan, som har ändrats:
{url}

{changes}

Se efter om artikeln stämmer:
{page}/admin/sources#{article}
"""
LONGEST = 5000  # characters of what changed


def write(
    db: Connection,
    article_id: str,
    title: str,
    function_id: str,
    url: str,
    changes: str,
    key: str,
    page: str,
    now: datetime,
) -> None:
    """One for each `key`; none where the function has no confirmed mailbox."""
    function = contact_paths.load(db).functions.get(function_id)
    mailbox = function_mail.mailbox(function)
    if mailbox is None:
        return
    if len(changes) > LONGEST:
        changes = f"{changes[:LONGEST]} […]"
    words = LETTER.format(title=title, url=url, changes=changes, page=page, article=article_id)
    letter = Letter(SUBJECT, words)
    rows.add(db, letter.to(mailbox, function_mail.ordering(function_id), key), now)
