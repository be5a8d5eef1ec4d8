"""From a document's bytes to lines of text, bounded and the same for every format, scans and photos included."""

from __future__ import annotations

from storage.documents.document import MOST_BYTES as MOST_BYTES
from storage.documents.document import Document as Document
from storage.documents.document import PagePicture as PagePicture
from storage.documents.document import read_document as read_document
from storage.documents.document import read_lines as read_lines
from storage.documents.document import read_photos as read_photos
from storage.documents.document import written_lines as written_lines
