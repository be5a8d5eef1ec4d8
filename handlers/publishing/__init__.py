"""A notice in the coordinator's hands: read, looked at, corrected, published, changed, ended."""

from handlers.publishing.confirming import is_over, publish
from handlers.publishing.preview import read
from handlers.publishing.reading import JOB

__all__ = ["JOB", "is_over", "publish", "read"]
