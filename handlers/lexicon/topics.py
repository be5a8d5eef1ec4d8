"""What can be asked: the topics, each with its words in `topics.toml` and its answer in `handlers.questions`."""

from __future__ import annotations

from enum import StrEnum


class Topic(StrEnum):
    """A subject of a question; the value is what a memory keeps."""

    DEADLINE = "deadline"
    HOUR = "hour"
    EXTENSION = "extension"
    LATE = "late"
    DAYS_LEFT = "days_left"
    MATERIALS = "materials"
    OBLIGATION = "obligation"
    SUBMIT_TO = "submit_to"
    CONTACT = "contact"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    PERIOD = "period"
    EVENT_DATE = "event_date"
    DOC_NUMBER = "doc_number"
    NOTICE = "notice"
    ATTACHMENT = "attachment"
    THEME = "theme"
    ACTIVITIES = "activities"
    FREEDOM = "freedom"
    REQUIREMENTS = "requirements"
    COMMENDATION = "commendation"
    UPLOAD = "upload"
    JOINT = "joint"
    BRANCH = "branch"
    HOW = "how"
    HELP = "help"
    HUMAN = "human"
    GHOST = "ghost"
    SECRET = "secret"  # noqa: S105 - the name of a topic
    INJECTION = "injection"
    STANDING = "standing"
