"""Pictures: what they are by their bytes, what one pass over them finds, which are copies of one another, and where.

Nothing here loads Pillow until a picture is looked at.
"""

from storage.pictures.coordinates import without_coordinates
from storage.pictures.likeness import is_copy, unlikeness
from storage.pictures.looking import Look, look
from storage.pictures.opening import MOST_PIXELS, ending_of, media_type, opened

__all__ = [
    "MOST_PIXELS",
    "Look",
    "ending_of",
    "is_copy",
    "look",
    "media_type",
    "opened",
    "unlikeness",
    "without_coordinates",
]
