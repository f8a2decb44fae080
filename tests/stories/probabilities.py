"""For Rasa's Python: how far the quick probabilities are from scikit-learn's own."""

import sys

import numpy as np
from rasa.engine.storage.resource import Resource

from bot.components.intents import IntentClassifier

TEXTS = ["sök bidrag", "vad kostar salen", "hej hej hej", "bidrag till läger", "boka en sal", ""]
INTENTS = ["grants", "booking", "greet", "grants", "booking", "greet"]
UNSEEN = ["sal sal sal", "xyzzy", "", "BIDRAG?!", "hej, kan vi boka en sal med bidrag"]

vectors = np.random.default_rng(1).normal(size=(len(TEXTS), 8))
config = IntentClassifier.get_default_config() | {"min_df": 1}
component = IntentClassifier(config, None, Resource("intents"))  # type: ignore[arg-type]
component.features.fit(TEXTS, vectors)
component.classifier.fit(component.features.of(TEXTS, vectors), INTENTS)

asked, meant = TEXTS + UNSEEN, np.vstack([vectors, vectors[: len(UNSEEN)]])
own = component.classifier.predict_proba(component.features.of(asked, meant))
sys.stdout.write(f"{abs(component._probabilities(asked, meant) - own).max()}\n")
