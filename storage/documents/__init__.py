"""From a document's bytes to lines of text, bounded and the same for every format, scans and photos included."""

from storage.documents.document import (
    MOST_BYTES,
    Document,
    PagePicture,
    read_document,
    read_lines,
    read_photos,
    written_lines,
)

__all__ = ["MOST_BYTES", "Document", "PagePicture", "read_document", "read_lines", "read_photos", "written_lines"]
