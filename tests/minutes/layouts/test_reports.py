"""Reports without decisions: dialogues with questions and answers, news in prose."""

from __future__ import annotations

import pytest

from tests.minutes.layouts.reading import only, read

REPORT = """Report on Union Dialogue Meeting

Date : 3 March 2022

Participants: Female-9, Male-11

Description:

Mr. Abdul Karim presided over the meeting. At the beginning, Mrs. Rina Das presented the objectives. Then, during the
open discussion Mr. Hasan Ali Mia wants to know when the clinic will be open on Fridays? In reply, the officer said that
it will be opened from next month. Ms. Lata Rani asked how to get the allowance card. The official replied that one must
apply with a photo. But the list is full this year. At this stage, CSO member Tara Begum said, is there any

seed for poor farmers? The agriculture officer answered that seed is given in Ashar. . The question-answer session was
concluded. Finally, Mr. Abdul Karim thanked all for coming.

Achievement:

- Good participation
- The officials answered many questions
"""


def texts(content: str) -> list[str]:
    return [" ".join(e.text.split()) for e in only(content).exchanges]


def test_each_question_stands_with_its_whole_answer() -> None:
    assert texts(REPORT) == [
        "Mr. Hasan Ali Mia wants to know when the clinic will be open on Fridays? In reply, the officer said that it "
        "will be opened from next month.",
        "Ms. Lata Rani asked how to get the allowance card. The official replied that one must apply with a photo. "
        "But the list is full this year.",
        "CSO member Tara Begum said, is there any seed for poor farmers? The agriculture officer answered that seed "
        "is given in Ashar.",
    ]


def test_a_name_before_the_role_of_the_one_who_asks_belongs_to_the_question() -> None:
    asked = "Later, Salma Akter Banu, NSS member wanted to know how to enrol."
    report = REPORT.replace("Ms. Lata Rani asked how to get the allowance card.", asked)
    assert texts(report)[1].startswith("Salma Akter Banu, NSS member wanted to know how to enrol.")


def test_a_recommendation_at_the_end_of_a_dialogue_is_no_decision() -> None:
    meeting = only(f"{REPORT}\nRecommendation:\n- The dialogue should be held every six months.\n")
    assert (meeting.layout, meeting.items) == ("dialogue", ())
    assert len(meeting.exchanges) == 3


def test_a_request_that_is_answered_is_an_exchange() -> None:
    report = REPORT.replace("asked how to get the allowance card", "requested to reduce the interest of the loan")
    assert texts(report)[1].startswith("Ms. Lata Rani requested to reduce the interest of the loan. The official replied")


def test_question_and_answer_are_known_apart() -> None:
    first = only(REPORT).exchanges[0]
    assert " ".join(first.question.split()).endswith("open on Fridays?")
    assert first.answer.startswith("In reply")


def test_what_stands_before_and_after_the_dialogue_is_header_and_closing() -> None:
    meeting = only(REPORT)
    assert meeting.layout == "dialogue"
    assert meeting.items == ()
    assert "Mr. Abdul Karim presided over the meeting." in " ".join(line.text for line in meeting.header)
    closing = " ".join(line.text for line in meeting.closing)
    assert "Finally, Mr. Abdul Karim thanked all" in closing
    assert "Good participation" in closing


def test_questions_and_answers_with_letters() -> None:
    assert texts("Report on Public Hearing\nQ: When will work start?\nA: The engineer said in June.\n") == [
        "Q: When will work start? A: The engineer said in June."
    ]


def test_a_question_without_an_answer_is_left_out() -> None:
    text = "Report on Dialogue\nMr. Karim asked everybody to be seated. The meeting began with songs of the school.\n"
    assert only(text).exchanges == ()


def test_a_bengali_dialogue() -> None:
    text = (
        "সংলাপ সভার প্রতিবেদন\nমুক্ত আলোচনায় জনাব সেলিম জানতে চান ভাতার আবেদন কবে নেওয়া হবে। উত্তরে কর্মকর্তা বলেন, "
        "আগামী মাস থেকে নেওয়া হবে। মোছাঃ হাসনা জানতে চান ঋণের সুদ কত। জবাবে কর্মকর্তা জানান, পাঁচ শতাংশ। "
        "পরিশেষে সভাপতি সবাইকে ধন্যবাদ জানান।\n"
    )
    assert texts(text) == [
        "জনাব সেলিম জানতে চান ভাতার আবেদন কবে নেওয়া হবে। উত্তরে কর্মকর্তা বলেন, আগামী মাস থেকে নেওয়া হবে।",
        "মোছাঃ হাসনা জানতে চান ঋণের সুদ কত। জবাবে কর্মকর্তা জানান, পাঁচ শতাংশ।",
    ]


NEWS = (
    "सिंचाई कार्यों की समीक्षा\n12-May-2024 6:10 PM\n\nरामपुर, 12 मई। कलेक्टर ने नहरों की सफाई समय पर पूर्ण करने के निर्देश "
    "दिए। बैठक में अधिकारी उपस्थित थे।\n\nउन्होंने कहा कि किसानों को पानी समय पर मिले, इसकी व्यवस्था की जाए और सूची बनाई जाए।\n\n"
    "अन्य पोस्ट\n\nरामपुर समाचार\n"
)


def test_a_news_report_is_header_and_paragraphs() -> None:
    meeting = only(NEWS)
    assert meeting.layout == "prose"
    assert [line.text for line in meeting.header] == ["सिंचाई कार्यों की समीक्षा", "12-May-2024 6:10 PM"]
    assert [line.place.line for line in meeting.prose] == [4, 6]


def test_who_is_asked_to_act_in_a_report_is_asked_no_question() -> None:
    text = (
        "Collector reviews dengue control, asks departments to act\n\nPalgarh, 19 October 2022.\n\n"
        "The doctor informed that 148 cases were found. The Education Department was asked to hold sessions in schools. "
        "The officials were present at the meeting in the hall.\n"
    )
    assert (only(text).layout, only(text).exchanges) == ("prose", ())


def test_links_below_an_article_are_left_out() -> None:
    assert all("समाचार" not in line.text for line in only(NEWS).prose)
    assert read(NEWS).source.language == "hi"


def test_a_person_who_speaks_before_a_bare_question_asks_it() -> None:
    text = (
        "Dialogue report\n\nMs. Asma Begum asked when the road will be mended. The engineer replied that there is no fund.\n"
        "Mr. Kamal Hossain said that the ambulance costs too much. Can it be reduced? The officer said that it is fixed.\n"
    )
    assert texts(text) == [
        "Ms. Asma Begum asked when the road will be mended. The engineer replied that there is no fund.",
        "Mr. Kamal Hossain said that the ambulance costs too much. Can it be reduced? The officer said that it is fixed.",
    ]


def test_who_is_asked_to_act_asks_nothing() -> None:
    text = (
        "Collector reviews relief work\n\nDevgarh, 3 September 2025: The Collector directed officials to finish the survey.\n\n"
        "He asked the Tehsildars to distribute dry ration within two days. Officials informed that 16 camps are open.\n"
    )
    assert only(text).layout == "prose"


def test_a_question_in_hindi_may_be_said() -> None:
    text = (
        "संवाद बैठक का प्रतिवेदन\n\nश्री धनीराम ने जानना चाहा कि कितना शुल्क लगता है। पटवारी ने उत्तर दिया कि कोई शुल्क नहीं लगता।\n"
        "एक ग्रामीण ने कहा कि हैंडपंप खराब है, इसे कब सुधारा जाएगा? तकनीशियन ने आश्वासन दिया कि सुधार दिया जाएगा।\n"
    )
    assert len(texts(text)) == 2


@pytest.mark.parametrize(
    ("asked", "label"), [("1. धनमती - पानी कब आएगा?", "उत्तर - "), ("2) मंगल - नाम नहीं जुड़ रहा है।", "जवाब: "), ("Rahela: The well is dry.", "Answer: ")]
)
def test_what_a_labelled_answer_follows_is_its_question(asked: str, label: str) -> None:
    text = f"जन चौपाल का प्रतिवेदन\nदिनांक: 18 जनवरी 2023\n{asked}\n{label}शिविर लगाया जाएगा।\n{asked}\n{label}राशि आ गई है।\n"
    bare = asked.split(" ", 1)[1] if asked[0].isdigit() else asked
    assert texts(text) == [f"{bare} {label}शिविर लगाया जाएगा।".replace("  ", " "), f"{bare} {label}राशि आ गई है।".replace("  ", " ")]
