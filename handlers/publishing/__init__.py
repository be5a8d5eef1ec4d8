"""A notice in the coordinator's hands: read, looked at, corrected, published, changed, ended."""

from handlers.publishing.confirming import publish
from handlers.publishing.reading import JOB

__all__ = ["JOB", "publish"]
