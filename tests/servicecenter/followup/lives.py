"""Conversations that live at random, by the functions that serve: asked, answered, handed over,
handed on, left lying, closed, said of whether it helped, erased."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy import Connection

from conversations.content import Answer as Shown
from conversations.content import (
    Choice,
    Clarify,
    Contact,
    HandOver,
    PassOn,
    ShownArticle,
    Spoken,
    Text,
    Trace,
    Traced,
)
from conversations.pending import first_pending
from conversations.rasa import BotTurn
from conversations.receive import Started, receive, start
from conversations.turns import finish
from db.schema import TOPICS, conversation, enquiry, message
from db.workshop import unanswered
from servicecenter import (
    desk,
    enquiries,
    erasing,
    following,
    gaps,
    handing_on,
    reopening,
    survey,
    withdrawing,
)
from servicecenter import unanswered as not_answered
from servicecenter.agents import Agent
from tests.cast import MONDAY
from tests.servicecenter.followup import recount
from tests.servicecenter.stage import staff

FUNCTIONS = ("fritidsbokningen", "bidrag-kultur-fritid", "servicecenter", "samverkan")
VERDICT = [Choice(id="helpful", title="Ja"), Choice(id="not_helpful", title="Nej")]
OFFERED = [Choice(id="article:x", title="Grill"), Choice(id="none", title="Inget av dessa")]
DECISIONS = ("answer", "clarify", "hand_over", "hand_over", "pass_on", None)


@dataclass
class Lives:
    """`gone` keeps what the database knew of those that were erased."""

    db: Connection
    chance: random.Random
    now: datetime = MONDAY
    alive: list[Started] = field(default_factory=list)
    gone: list[recount.Life] = field(default_factory=list)

    def go_on(self) -> None:
        self.now += timedelta(minutes=self.chance.expovariate(1 / 25))
        if not self.alive or self.chance.random() < 0.2:
            self._begin()
        one = self.chance.choice(self.alive[-15:])
        state = self._state(one)
        acts = {
            "bot": [self._ask] * 6 + [self._say_whether_it_helped] * 2,
            "waiting": [self._claim] * 4 + [self._time_passes, self._withdraw, self._say],
            "person": [self._reply] * 4 + [self._end] * 4 + [self._hand_on] * 2 + [self._say],
            "closed": [self._answer_survey] * 6 + [self._say, self._ask],
        }
        self.chance.choice([*acts[state], *acts[state], self._find_gaps, self._erase])(one)

    def _state(self, one: Started) -> str:
        here = conversation.c.id == one.id
        return str(self.db.execute(sa.select(conversation.c.state).where(here)).scalar_one())

    def _begin(self) -> None:
        name = UUID(int=self.chance.getrandbits(128)).hex
        key = Started(name, f"secret-{name}")
        self.alive.append(start(self.db, "Hej!", self.now, key=key))

    def _write(self, one: Started, text: str, choice: str | None = None) -> None:
        said, name = Text(text=text, choice=choice), str(UUID(int=self.chance.getrandbits(128)))
        receive(self.db, one.id, one.secret, name, said, self.now, reopening)

    def _ask(self, one: Started) -> None:
        self._write(one, "Får vi låna en grill?")
        self._bot_answers(one)

    def _bot_answers(self, one: Started) -> None:
        pending = first_pending(self.db, one.id)
        if pending is None:  # it was reopened
            return
        decision = self.chance.choice(DECISIONS)
        intent = self.chance.choice(("grants", "booking", "out_of_scope", "ask_person"))
        traced = Traced(
            trace=Trace(
                decision=decision,
                topic=self.chance.choice(TOPICS),
                function=self.chance.choice((*FUNCTIONS, "gone")),
            )
        )
        turn = BotTurn([traced, *self._spoken(decision)], {}, intent, 0.9, [], [])
        finish(self.db, pending, turn, enquiries, self.now)

    def _spoken(self, decision: str | None) -> list[Spoken]:
        function = self.chance.choice(FUNCTIONS)
        if decision == "answer":
            return [Shown(article=ARTICLE, choices=VERDICT)]
        if decision == "clarify":
            return [Clarify(text="Vilket?", choices=OFFERED)]
        if decision == "pass_on":
            contact = Contact(function="S", committee="K")
            return [PassOn(text="Inte vi", contact=contact, choices=[])]
        if decision == "hand_over":
            topic = self.chance.choice(TOPICS)
            return [HandOver(function=function, topic=topic, reason="no_answer")]
        return [Text(text="Hej!")]

    def _say_whether_it_helped(self, one: Started) -> None:
        last = sa.select(message.c.content).where(
            message.c.conversation_id == one.id, message.c.sender == "bot"
        )
        said = self.db.scalars(last.order_by(message.c.seq.desc()).limit(1)).first()
        choices = [choice["id"] for choice in (said or {}).get("choices", ())]
        if not choices:
            return
        chosen = self.chance.choice(choices)
        self._write(one, "Knapp", chosen)
        pending = first_pending(self.db, one.id)
        assert pending is not None
        handed = HandOver(function=FUNCTIONS[0], topic="booking", reason="not_helped")
        of_choice: dict[str, tuple[Any, list[Spoken]]] = {
            "article:x": ("answer", [Shown(article=ARTICLE, choices=VERDICT)]),
            "helpful": (None, [Text(text="Bra!")]),
        }
        decision, spoken = of_choice.get(chosen, ("hand_over", [handed]))
        traced = Traced(trace=Trace(decision=decision, topic="booking", function="samverkan"))
        turn = BotTurn([traced, *spoken], {}, "choose", 0.9, [], [])
        finish(self.db, pending, turn, enquiries, self.now)

    def _say(self, one: Started) -> None:
        self._write(one, self.chance.choice(("Tack!", "Det stämmer inte", "Är ni där?")))
        if first_pending(self.db, one.id):
            self._bot_answers(one)

    def _of(self, one: Started) -> tuple[str, Agent]:
        query = sa.select(enquiry).where(enquiry.c.conversation_id == one.id)
        row = self.db.execute(query.order_by(enquiry.c.id.desc()).limit(1)).one()
        return row.number, staff(self.db, "ada")

    def _claim(self, one: Started) -> None:
        desk.claim(self.db, *self._of(one), self.now)

    def _reply(self, one: Started) -> None:
        name = str(UUID(int=self.chance.getrandbits(128)))
        desk.reply(self.db, *self._of(one), name, "Ja", self.now, seen=9999)

    def _hand_on(self, one: Started) -> None:
        number, ada = self._of(one)
        at = desk.numbered(self.db, number).function_id
        to = self.chance.choice([name for name in FUNCTIONS if name != at])
        why = self.chance.choice(("misrouted", *handing_on.WHY))
        handing_on.transfer(self.db, number, ada, to, "er", self.now, why=why)

    def _end(self, one: Started) -> None:
        number, ada = self._of(one)
        how = self.chance.choice((*desk.OUTCOMES, "gap", "bot"))
        kept = sa.select(gaps.gap.c.enquiry_id).where(gaps.gap.c.conversation_id == one.id)
        if how == "bot":
            desk.return_to_bot(self.db, number, ada, self.now)
        elif how == "gap" and self.db.scalar(kept) is None:
            gaps.close_as_gap(self.db, number, ada, "answered", self.now)
        elif how != "gap":
            desk.close(self.db, number, ada, how, self.now)

    def _withdraw(self, one: Started) -> None:
        number, _ = self._of(one)
        withdrawing.withdraw(self.db, one.id, one.secret, number, self.now)

    def _answer_survey(self, one: Started) -> None:
        number, _ = self._of(one)
        if desk.numbered(self.db, number).outcome in desk.OUTCOMES:
            given = self.chance.choice(survey.ANSWERS)
            survey.answer(self.db, one.id, one.secret, number, given, self.now)

    def _time_passes(self, _: Started) -> None:
        self.now += timedelta(hours=self.chance.choice((1, 20, 60)))
        while following.take_due(self.db, None, self.now):
            pass

    def _find_gaps(self, _: Started) -> None:
        """And an article has come to answer some of them."""
        changed = not_answered.changed(self.db)
        for at in range(0, len(changed), 2):
            not_answered.look_through(self.db, changed[at : at + 2])
        left = sa.select(unanswered).where(unanswered.c.answered_at.is_(None))
        in_order = left.order_by(unanswered.c.conversation_id, unanswered.c.seq)
        for row in self.db.execute(in_order).all():
            if self.chance.random() < 0.3:
                this = (unanswered.c.conversation_id == row.conversation_id) & (
                    unanswered.c.seq == row.seq
                )
                self.db.execute(unanswered.update().where(this).values(answered_at=self.now))

    def _erase(self, one: Started) -> None:
        if self.chance.random() < 0.5:
            return
        self.gone.append(recount.withdrawn(recount.read(self.db, one.id), self.now))
        erasing.erase(self.db, one.id, one.secret, self.now)
        self.alive.remove(one)


ARTICLE = ShownArticle(
    id="x",
    title="Grill",
    lead="Ja.",
    rest="",
    source="Kommunen",
    reviewed_on=MONDAY.date(),
    confirmed=True,
    function="Fritidsbokningen",
    language="sv",
)
