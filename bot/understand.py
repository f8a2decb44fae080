"""Understands many texts with a trained model, without a server.

    python -m bot.understand MODEL < texts.jsonl > understood.jsonl

Each line in is a JSON string; each line out has the intent ranking and the entities. Embeddings
come from LOTSEN_EMBEDDINGS_URL.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys

from rasa.core.agent import Agent


async def _understand(model: str) -> None:
    # Rasa logs to standard output; only the answers may go there.
    out = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    agent = Agent.load(model)
    for line in sys.stdin:
        parsed = await agent.parse_message(json.loads(line))
        understood = {
            "ranking": parsed["intent_ranking"],
            "entities": [
                {"entity": found["entity"], "value": found["value"]} for found in parsed["entities"]
            ],
        }
        out.write(json.dumps(understood) + "\n")
    out.close()


if __name__ == "__main__":
    asyncio.run(_understand(sys.argv[1]))
