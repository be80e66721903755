"""Papers that number all their paragraphs 1.0, 2.0 …, with the decisions as 4.1, 4.2 …"""

from __future__ import annotations

from tests.minutes.layouts.reading import only

HEAD = "সভার কার্যবিবরণী\nতারিখ: ১২ আগস্ট ২০২৫\n১.০ সভাপতি সকলকে স্বাগত জানান।\n"
LIST = """৪.০ আলোচনা শেষে নিম্নোক্ত সিদ্ধান্তসমূহ গৃহীত হয়:
৪.১ তদারকি দল ৬০ দিনের মধ্যে গঠন করতে হবে।
বাস্তবায়নে: জেলা প্রশাসক, রংপুর
৪.২ জরিপ প্রতি ছয় মাস পরপর করতে হবে।
বাস্তবায়নে: জেলা প্রশাসক, পঞ্চগড়
"""


def test_the_decimals_below_the_announcement_are_the_decisions() -> None:
    found = only(HEAD + LIST)
    assert [item.number for item in found.items] == ["4.1", "4.2"]


def test_a_numbered_paragraph_that_closes_the_meeting_belongs_to_none() -> None:
    found = only(HEAD + LIST + "৫.০ আর কোনো আলোচনা না থাকায় সভাপতি সভার সমাপ্তি ঘোষণা করেন।\n")
    assert found.items[-1].implementer == "জেলা প্রশাসক, পঞ্চগড়"
