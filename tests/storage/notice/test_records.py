"""A notice is kept as a record and comes back the same, also from a record that is older than a field."""

from __future__ import annotations

from storage.notice.printed import as_json, from_record, to_record


def test_rules_come_back_as_they_were_kept(bent):
    monthly = bent(("请于5月20日前报送", "请每月25日前报送"))
    term = bent(("请于5月20日前报送", "请于收到本通知后5个工作日内报送"))
    assert [from_record(to_record(notice)) for notice in (monthly, term)] == [monthly, term]
    (printed,) = as_json(term)["deadlines"]
    assert printed["term"] == {"count": 5, "unit": "workday", "since": "receipt", "event": "收到本通知后"}
    assert (printed["date"], printed["recurrence"], printed["returns"]) == (None, None, None)


def test_a_record_from_before_there_were_rules_is_still_read(bent):
    notice = bent()
    record = to_record(notice)
    for deadline in record["deadlines"]:
        del deadline["returns"], deadline["term"]
    assert from_record(record) == notice


def test_lines_behind_the_notice_are_known_as_added(bent):
    notice = bent()
    assert notice.is_added((len(notice.lines) + 1,))
    assert not notice.is_added((1,))
