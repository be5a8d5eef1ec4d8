"""What a message asks: topics, for whom, which office, what is presumed."""

from __future__ import annotations

from handlers.questions.speech import is_chatter, is_question

__all__ = ["is_chatter", "is_question"]
