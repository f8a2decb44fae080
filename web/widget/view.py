"""A conversation as its visitor may see it."""

from typing import Any

from conversations.content import Answer, Content
from conversations.messages import Message
from servicecenter.agents import first_name
from web.markdown import to_html


def shown(message: Message) -> dict[str, Any]:
    """Without the trace: what the bot thought is not the visitor's to read."""
    return {
        "seq": message.seq,
        "id": message.client_id,
        "from": message.sender,
        "by": {"name": first_name(message.agent_name), "function": message.function_name}
        if message.agent_name
        else None,
        "at": message.at.isoformat(),
        **content(message.content),
    }


def content(said: Content) -> dict[str, Any]:
    fields = said.model_dump(mode="json", exclude_none=True)
    if isinstance(said, Answer):
        article = fields["article"]
        article["lead_html"] = to_html(article.pop("lead"))
        article["rest_html"] = to_html(article.pop("rest"))
    return fields
