"""An address as a QR code, which a phone opens without anybody typing it."""

from __future__ import annotations

import io
from functools import lru_cache


@lru_cache(maxsize=64)
def png(address: str) -> bytes:
    """Return it as a picture to be sent, some 300 points wide with its quiet margin."""
    import segno

    out = io.BytesIO()
    segno.make_qr(address, error="m").save(out, kind="png", scale=8, border=4)
    return out.getvalue()


@lru_cache(maxsize=64)
def svg(address: str) -> str:
    """Return it as an element of a page; nothing of the address stands in it but its squares."""
    import segno

    return segno.make_qr(address, error="m").svg_inline(scale=5, border=4, light="#fff", title="二维码")
