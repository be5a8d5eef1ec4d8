"""What is kept with a message to answer it: whatever a platform has put into it is read back."""

from __future__ import annotations

import json

from bot.packing import packed


def test_what_is_packed_is_read_back_without_what_is_empty():
    odd = 'x"\\\n\x00\u2028\ud800😀</script>'
    assert json.loads(packed(first=odd, second="", third="一")) == {"first": odd, "third": "一"}
    assert packed(first="") == "{}"
    assert packed(third=odd).isascii(), "a database takes it, whatever it is"
