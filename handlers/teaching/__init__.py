"""Questions that only a coordinator can answer: put, answered once, used again, revised, withdrawn, put right."""

from handlers.teaching.disputing import dispute, is_disputing
from handlers.teaching.known import known_question, use
from handlers.teaching.putting import ask_coordinator, close_claims, is_asking_for_open, show_open
from handlers.teaching.replying import answer, is_answer
from handlers.teaching.revising import (
    is_asking_for_taught,
    is_revision,
    is_withdrawal,
    revise,
    revised,
    show_taught,
    taught,
    withdraw,
    withdrawn,
)

__all__ = [
    "answer",
    "ask_coordinator",
    "close_claims",
    "dispute",
    "is_answer",
    "is_asking_for_open",
    "is_asking_for_taught",
    "is_disputing",
    "is_revision",
    "is_withdrawal",
    "known_question",
    "revise",
    "revised",
    "show_open",
    "show_taught",
    "taught",
    "use",
    "withdraw",
    "withdrawn",
]
