"""What could not be sent is listed, letters and other messages alike, and tried again."""

import sys
from pathlib import Path

import pytest

from commands import outbox as command
from commands.database import transaction
from db.outside import outbox
from outbox import mail, rows, webhook
from outbox.rows import Row
from tests.cast import MONDAY


def test_what_was_given_up_is_listed_tried_again_and_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LOTSEN_DATA", str(tmp_path))
    with transaction() as db:
        for channel in (webhook.CHANNEL, mail.CHANNEL):
            rows.add(db, Row(channel, channel, f"of:{channel}", "1", {}), MONDAY)
        db.execute(outbox.update().values(failed_at=MONDAY, error="no", attempts=9))

    def run(*words: str) -> tuple[int, str]:
        monkeypatch.setattr(sys, "argv", ["outbox", *words])
        return command.main(), capsys.readouterr().out

    assert run("list") == (
        0,
        "2\tmail\tof:mail\t9 attempts\tno\n1\twebhook\tof:webhook\t9 attempts\tno\n",
    )
    assert run("retry", "1") == (0, "")
    assert run("drop", "2") == (0, "")
    assert run("list") == (0, "")
    assert run("retry", "1")[0] == 2
