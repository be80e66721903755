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


AGENDA = """সভার কার্যবিবরণী
তারিখ: ২৯ মে ২০২৩
আলোচ্যসূচি-০১: আউশ
আলোচনা: তালিকা পাওয়া যায়নি।
সিদ্ধান্ত:
১.১ কৃষকের তালিকা ৫ দিনের মধ্যে চূড়ান্ত করতে হবে।
বাস্তবায়নকারী: জেলা প্রশাসক, রংপুর
১.২ কার্যবিবরণী ১০ দিনের মধ্যে প্রেরণ করতে হবে।
১.৩ ছবি ১৫ দিনের মধ্যে প্রেরণ করতে হবে।
বাস্তবায়নকারী: জেলা প্রশাসক, পঞ্চগড়
"""


def test_a_decision_behind_those_who_act_on_the_one_before_is_one_of_its_own() -> None:
    who = {item.number: (item.decision, item.implementer) for item in only(AGENDA).items}
    assert who == {
        "1.1": ("কৃষকের তালিকা ৫ দিনের মধ্যে চূড়ান্ত করতে হবে।", "জেলা প্রশাসক, রংপুর"),
        "1.2": ("কার্যবিবরণী ১০ দিনের মধ্যে প্রেরণ করতে হবে।", "জেলা প্রশাসক, পঞ্চগড়"),
        "1.3": ("ছবি ১৫ দিনের মধ্যে প্রেরণ করতে হবে।", "জেলা প্রশাসক, পঞ্চগড়"),
    }


LETTERED = """কমিটির সভার রেজুলেশন
১৫/০৩/২০২২ খ্রিঃ তারিখে সভা অনুষ্ঠিত হয়। আলোচনান্তে নিম্নলিখিত সিদ্ধান্তসমূহ গৃহীত হয়ঃ
(ক) জেলা প্রশাসক, রংপুর ৩১ মার্চের মধ্যে ভাড়া আদায় করিবেন।
(খ) জেলা প্রশাসক, পঞ্চগড় ২০ দিনের মধ্যে প্রাক্কলন প্রস্তুত করিবেন।
"""


def test_a_lettered_list_begins_behind_the_words_that_announce_it_and_not_behind_the_title() -> None:
    meeting = only(LETTERED)
    assert len(meeting.items) == 2
    assert "অনুষ্ঠিত হয়" in meeting.header[-1].text
