"""A stored explanation as a sentence, with holidays named in the language asked for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tracker.cli.app import App
from tracker.domain.explain import sentence
from tracker.domain.explanation import Explanation


def explain(app: App, stored: Mapping[str, Any], language: str) -> str:
    """Why something is due when it is, in bn, en or hi."""
    explanation = Explanation.from_json(stored)
    return sentence(app.settings.holidays().in_language(explanation, language), language)
