"""Items written in paragraphs: agenda paragraphs, department blocks, numbered minutes, resolutions, lists."""

from __future__ import annotations

import pytest

from tests.minutes.layouts.reading import decisions, items, only
from tests.minutes.texts import nfc


def test_agenda_paragraphs_with_the_number_behind_the_word() -> None:
    text = (
        "মাসিক সভার কার্যবিবরণী\nতারিখ: ৫ মে ২০২৪\n\nআলোচ্যসূচি-১: টিকা\nআলোচনা: টিকা কম।\n"
        "সিদ্ধান্তঃ টিকার হিসাব ৭ দিনের মধ্যে দিতে হবে।\nবাস্তবায়নেঃ সিভিল সার্জন।\n\n"
        "আলোচ্যসূচি-২: বিবিধ\nআলোচনা: কিছু নেই।\n\nসভায় আর কোনো আলোচ্য বিষয় না থাকায় সভা শেষ হয়।\n"
    )
    assert items(text) == [("1", "টিকার হিসাব ৭ দিনের মধ্যে দিতে হবে।", "সিভিল সার্জন।", None)]
    meeting = only(text)
    assert meeting.layout == "agenda"
    assert meeting.numbers == ("1", "2")
    assert (meeting.items[0].subject, meeting.items[0].discussion) == ("টিকা", "টিকা কম।")
    assert [line.text for line in meeting.header] == ["মাসিক সভার কার্যবিবরণী", "তারিখ: ৫ মে ২০২৪"]
    assert len(meeting.closing) == 1


def test_agenda_paragraphs_with_the_number_before_the_word() -> None:
    text = (
        "১ নং আলোচ্য বিষয়: হাট\nহাটের আয় কমেছে।\nসিদ্ধান্ত : হাট ইজারা দিতে হবে।\nবাস্তবায়নকারী : ইউএনও\n"
        "২নং আলোচ্যসূচি অনুযায়ী খাল খনন নিয়ে আলোচনা হয়।\nসিদ্ধান্ত : খালের তালিকা দিতে হবে।\n"
    )
    assert items(text) == [
        ("1", "হাট ইজারা দিতে হবে।", "ইউএনও", None),
        ("2", "খালের তালিকা দিতে হবে।", None, None),
    ]


def test_an_agenda_item_on_one_line() -> None:
    text = "আলোচ্যসূচি-১ পানি। সিদ্ধান্তঃ নলকূপ বসাতে হবে। বাস্তবায়নেঃ প্রকৌশলী।\nআলোচ্যসূচি-২ বিবিধ।\n"
    assert items(text) == [("1", "নলকূপ বসাতে হবে।", "প্রকৌশলী।", None)]


def test_a_list_of_the_agenda_before_the_items_is_left_out() -> None:
    text = (
        "আলোচ্যসূচি-১: হাট\nআলোচ্যসূচি-২: খাল\n\nআলোচ্যসূচি-১: হাট\nসিদ্ধান্ত: হাট ইজারা দিতে হবে।\n"
        "আলোচ্যসূচি-২: খাল\nসিদ্ধান্ত: খাল খনন করতে হবে।\n"
    )
    assert decisions(text) == [("1", "হাট ইজারা দিতে হবে।"), ("2", "খাল খনন করতে হবে।")]
    assert only(text).numbers == ("1", "2")


def test_unnumbered_subjects() -> None:
    text = (
        "বিষয় : হাট\nসিদ্ধান্তঃ হাট ইজারা দিতে হবে।\nবাস্তবায়নেঃ ইউএনও\n"
        "বিষয় : খাল\nসিদ্ধান্তঃ খাল খনন করতে হবে।\nবাস্তবায়নেঃ পাউবো\nসময়সীমাঃ ৩০ জুন\n"
    )
    assert items(text) == [
        ("1", "হাট ইজারা দিতে হবে।", "ইউএনও", None),
        ("2", "খাল খনন করতে হবে।", "পাউবো", "৩০ জুন"),
    ]


def test_department_blocks_whose_headings_and_parts_are_numbered_alike() -> None:
    text = (
        "০১। স্বাস্থ্য বিভাগঃ\nডেঙ্গু রোগী কমেছে।\nসিদ্ধান্তঃ\n১। মশা মারতে হবে।\n২। যন্ত্র মেরামত করতে হবে।\n"
        "বাস্তবায়নেঃ সিভিল সার্জন\n০২। কৃষি বিভাগঃ\nসার আছে।\nসিদ্ধান্তঃ\n১। সারের তালিকা দিতে হবে।\n"
        "২। বীজ বিতরণ করতে হবে।\n৩। সেচের হিসাব দিতে হবে।\nবাস্তবায়নেঃ উপপরিচালক\n০৩। মৎস্য বিভাগ\nপোনা আছে।\n"
        "সিদ্ধান্তঃ পোনার তালিকা দিতে হবে।\n০৪। সমবায় বিভাগ\nআলোচনা হয়নি।\n"
    )
    assert [n for n, _ in decisions(text)] == ["1.1", "1.2", "2.1", "2.2", "2.3", "3"]
    assert only(text).numbers == ("1", "2", "3", "4")
    assert {i.subject for i in only(text).items} == {"স্বাস্থ্য বিভাগ", "কৃষি বিভাগ", "মৎস্য বিভাগ"}


def test_a_department_block_whose_report_stands_beside_its_heading() -> None:
    text = (
        "১।কৃষি বিভাগ : উপপরিচালক জানান ধান কাটা চলছে।\nসিদ্ধান্ত : যন্ত্র সরবরাহ করতে হবে।\n"
        "২।মৎস্য বিভাগ : কর্মকর্তা জানান পোনা আছে।\nসিদ্ধান্ত : পোনা ছাড়তে হবে।\n"
    )
    assert decisions(text) == [("1", "যন্ত্র সরবরাহ করতে হবে।"), ("2", "পোনা ছাড়তে হবে।")]


def test_lettered_parts_get_the_implementers_of_their_letters() -> None:
    text = (
        "১। কৃষি বিভাগঃ\nসিদ্ধান্তঃ\nক) তালিকা দিতে হবে।\nখ) সভা করতে হবে।\nগ) হিসাব দিতে হবে।\n"
        "বাস্তবায়নেঃ ক ও গ) ইউএনও (সকল)। খ) কৃষি অফিসার।\n"
    )
    assert [(n, who) for n, _, who, _ in items(text)] == [
        ("1.1", "ইউএনও (সকল)।"),
        ("1.2", "কৃষি অফিসার।"),
        ("1.3", "ইউএনও (সকল)।"),
    ]


def test_several_decisions_with_their_own_implementers_in_one_block() -> None:
    text = "১। পূর্ত বিভাগঃ\nসিদ্ধান্তঃ ভবন মেরামত করতে হবে।\nবাস্তবায়নেঃ গণপূর্ত\nসিদ্ধান্তঃ রাস্তা মেরামত করতে হবে।\nবাস্তবায়নেঃ সওজ\n"
    assert items(text) == [
        ("1.1", "ভবন মেরামত করতে হবে।", "গণপূর্ত", None),
        ("1.2", "রাস্তা মেরামত করতে হবে।", "সওজ", None),
    ]


def test_numbered_decision_labels_without_other_headings() -> None:
    text = (
        "Minutes of the meeting\nDecision 1: Mend the road.\nResponsible: Engineer\n"
        "Decision 2: Send the list.\nResponsible: DC Bogura\nDeadline: 5 days\n"
    )
    assert items(text) == [("1", "Mend the road.", "Engineer", None), ("2", "Send the list.", "DC Bogura", "5 days")]


def test_english_minutes_with_resolutions_keep_the_words_of_the_resolution() -> None:
    text = (
        "TOWN COMMITTEE\n\n7. ROADS\nMembers spoke of the roads. It was suggested that more should be done.\n"
        "RESOLVED that the engineer shall mend Station Road within two weeks.\nThe Chair thanked him.\n\n"
        "8. LAMPS\nRESOLVED\n(1) that the clerk count the lamps;\n(2) that the count be sent to members.\n\n"
        "9. OTHER BUSINESS\nNone.\nThe meeting closed at noon.\n"
    )
    assert decisions(text) == [
        ("7", "RESOLVED that the engineer shall mend Station Road within two weeks."),
        ("8.1", "that the clerk count the lamps;"),
        ("8.2", "that the count be sent to members."),
    ]
    assert only(text).numbers == ("7", "8", "9")


def test_resolutions_without_numbers() -> None:
    text = (
        "Resolutions of the board\n\nResolved that the drain be cleaned by 30 June.\n\nResolved that thanks be given.\n"
    )
    assert decisions(text) == [
        ("1", "Resolved that the drain be cleaned by 30 June."),
        ("2", "Resolved that thanks be given."),
    ]


def test_hindi_points_with_labels() -> None:
    text = (
        "बैठक का कार्यवाही विवरण\nबिंदु क्रमांक 1 – पेयजल\nचर्चा हुई।\nनिर्णय: हैंडपंप सात दिवस में सुधारे जाएं।\n"
        "कार्यवाही हेतु: कार्यपालन अभियंता\n\nबिंदु क्रमांक 2 – शिक्षा\nनिर्णय: सूची 30 जून तक दें।\n"
    )
    assert items(text) == [
        ("1", "हैंडपंप सात दिवस में सुधारे जाएं।", "कार्यपालन अभियंता", None),
        ("2", "सूची 30 जून तक दें।", None, None),
    ]


def test_resolution_lists_in_every_style_of_numbers() -> None:
    for style in ("{}। ", "{}) ", "{}. ", "({}) ", "০{}। ", "{}| "):
        lines = [
            style.format(n) + t
            for n, t in zip("১২৩", ("বাতি লাগাতে হবে।", "পুকুর কাটতে হবে।", "ড্রেন করতে হবে।"), strict=True)
        ]
        text = "সভার রেজুলেশন\nসভায় নিম্নরূপ সিদ্ধান্ত গৃহীত হয়ঃ\n" + "\n".join(lines) + "\nঅনুলিপি:\n১। ডিসি\n"
        assert decisions(text) == [("1", "বাতি লাগাতে হবে।"), ("2", "পুকুর কাটতে হবে।"), ("3", "ড্রেন করতে হবে।")], style


def test_a_pipe_that_stands_for_a_danda_becomes_one() -> None:
    text = "সভার সিদ্ধান্তসমূহ\n১| বাতি লাগাতে হবে|\n২| পুকুর কাটতে হবে|\n"
    assert decisions(text) == [("1", "বাতি লাগাতে হবে।"), ("2", "পুকুর কাটতে হবে।")]


def test_bullets_below_the_word_decisions() -> None:
    text = "Meeting minutes\nThe roads were discussed.\nAction points:\n• Engineer to mend the road\n• DC to send the list\n"
    assert decisions(text) == [("1", "Engineer to mend the road"), ("2", "DC to send the list")]


def test_a_numbered_list_below_the_only_decision_label() -> None:
    text = "Minutes\nDecisions:\n1. Mend the road by 30 June\n2. Send the list to the division\nNext meeting: 5 June\n"
    assert decisions(text) == [("1", "Mend the road by 30 June"), ("2", "Send the list to the division")]


def test_members_and_agenda_lists_are_no_resolutions() -> None:
    text = (
        "সভার রেজুলেশন\nউপস্থিত সদস্য:\n১। জনাব ক, সভাপতি\n২। জনাব খ, সদস্য\n৩। জনাব গ, সদস্য\n"
        "আলোচনান্তে নিম্নলিখিত সিদ্ধান্ত গৃহীত হয়:\n১। বাজেট করতে হবে। দায়িত্ব: সচিব\n২। রাস্তা মেরামত করতে হবে।\n"
    )
    assert items(text) == [("1", "বাজেট করতে হবে।", "সচিব", None), ("2", "রাস্তা মেরামত করতে হবে।", None, None)]


def test_a_resolution_with_lettered_parts() -> None:
    text = (
        "সভায় নিম্নলিখিত সিদ্ধান্তসমূহ গৃহীত হয়:\n১। রাস্তার জন্য নিম্নরূপ ব্যবস্থা নিতে হবে:\n"
        "ক) প্রাক্কলন পাঠাতে হবে।\nখ) দরপত্র ডাকতে হবে।\n২। বাজেট করতে হবে।\n"
    )
    assert decisions(text) == [("1.1", "প্রাক্কলন পাঠাতে হবে।"), ("1.2", "দরপত্র ডাকতে হবে।"), ("2", "বাজেট করতে হবে।")]


def test_an_implementer_in_brackets_behind_a_resolution() -> None:
    text = (
        "बैठक में निम्नानुसार निर्देश दिए गए:\n1. सीमांकन के प्रकरण 15 दिवस में निराकृत करें। (कार्यवाही - समस्त तहसीलदार)\n"
        "2. छात्रवृत्ति 30 जून तक वितरित की जाए।\n"
    )
    assert items(text) == [
        ("1", "सीमांकन के प्रकरण 15 दिवस में निराकृत करें।", "समस्त तहसीलदार", None),
        ("2", "छात्रवृत्ति 30 जून तक वितरित की जाए।", None, None),
    ]


def test_topics_without_a_duty_give_nothing() -> None:
    text = "সভার সিদ্ধান্তসমূহ\n১। কার্যবিবরণী অনুমোদন প্রসঙ্গে।\n২। বাজেট নিয়ে আলোচনা।\n৩। মশা নিধন কর্মসূচি গ্রহন।\n"
    assert items(text) == []


def test_a_portal_footer_is_no_implementer() -> None:
    text = "আলোচ্যসূচি-১: হাট\nসিদ্ধান্ত: হাট ইজারা দিতে হবে।\nপরিকল্পনা ও বাস্তবায়নে: মন্ত্রিপরিষদ বিভাগ, এটুআই\n"
    assert items(text) == [("1", "হাট ইজারা দিতে হবে।", None, None)]


def test_letters_and_small_roman_numerals_may_count_resolutions() -> None:
    for first, second in (("ক)", "খ)"), ("(i)", "(ii)"), ("(ক)", "(খ)"), ("a)", "b)")):
        text = f"সভায় নিম্নলিখিত সিদ্ধান্তসমূহ গৃহীত হয়:\n{first} হাট ইজারা দিতে হবে।\n{second} খাল খনন করতে হবে।\nঅনুলিপি:\n"
        assert decisions(text) == [("1", "হাট ইজারা দিতে হবে।"), ("2", "খাল খনন করতে হবে।")], first


def test_duties_one_to_a_line_below_the_word_decisions() -> None:
    text = "সভার কার্যবিবরণী\nসিদ্ধান্তসমূহ:\nহাট ইজারা দিতে হবে।\nখাল খনন করতে হবে।\nসভা শেষ করা হয়।\n"
    assert decisions(text) == [("1", "হাট ইজারা দিতে হবে।"), ("2", "খাল খনন করতে হবে।")]


def test_a_report_of_instructions_is_no_list_of_resolutions() -> None:
    text = (
        "रामपुर, 12 मई। बैठक में नहरों की सफाई के निर्देश दिए गए।\nसभी अधिकारियों को सूची बनाने के निर्देश दिए गए।\n"
        "किसानों को समय पर पानी दिया जाए।\n"
    )
    assert only(text).layout == "prose"


def test_decimal_numbers_may_head_items() -> None:
    text = "২.১ হাট ইজারা:\nসিদ্ধান্ত: হাট ইজারা দিতে হবে।\nবাস্তবায়নে: ইউএনও\n২.২ খাল:\nসিদ্ধান্ত: খাল খনন করতে হবে।\n"
    assert items(text) == [("2.1", "হাট ইজারা দিতে হবে।", "ইউএনও", None), ("2.2", "খাল খনন করতে হবে।", None, None)]


def test_an_action_behind_a_decision_names_who_acts() -> None:
    text = (
        "1. Website\nThe site is slow. ACTION: AB to move the site by 12 May.\n"
        "2. Email\nIt was agreed that staff shall clean their mail boxes within a week.\nAction: all staff\n"
    )
    assert items(text) == [
        ("1", "AB to move the site by 12 May.", None, None),
        ("2", "It was agreed that staff shall clean their mail boxes within a week.", "all staff", None),
    ]


def test_numbered_decision_labels_with_a_danda() -> None:
    text = "প্রস্তাব নং ১: হাট\nসিদ্ধান্ত নং-১। হাট ইজারা দিতে হবে।\nপ্রস্তাব নং ২: খাল\nসিদ্ধান্ত নং-২। খাল খনন করতে হবে।\n"
    assert decisions(text) == [("1", "হাট ইজারা দিতে হবে।"), ("2", "খাল খনন করতে হবে।")]


def test_a_label_with_nothing_but_names_below_a_duty_says_who_acts() -> None:
    text = (
        "The following instructions were issued:\n\n1. HEALTH\n(a) The CMHO shall open two wards by 5 May.\n"
        "(b) The list of vacant posts shall be sent.\n(Action: CMHO, Devgarh)\n\n"
        "2. ROADS\nThe bridge is closed. It shall be opened within a week.\n(Action: Executive Engineer, PWD)\n"
    )
    assert items(text) == [
        ("1.1", "The CMHO shall open two wards by 5 May.", "CMHO, Devgarh", None),
        ("1.2", "The list of vacant posts shall be sent.", "CMHO, Devgarh", None),
        ("2", "It shall be opened within a week.", "Executive Engineer, PWD", None),
    ]
    assert [i.subject for i in only(text).items] == ["HEALTH", "HEALTH", "ROADS"]


def test_a_label_with_an_act_below_prose_is_the_decision() -> None:
    text = "1. Roads\nThe bridge should be opened soon.\nAction: Send the list of bridges.\n2. Markets\nAction: Sweep them.\n"
    assert decisions(text) == [("1", "Send the list of bridges."), ("2", "Sweep them.")]


def test_numbered_paragraphs_of_a_headed_item_keep_their_numbers() -> None:
    text = (
        "3. REPORT\n3.1 Attendance stood at 91%.\nACTION: Head Teacher to write to parents.\n"
        "3.2 The roof leaks since July.\nACTION: Estates Manager to mend it.\n\n"
        "4. DATE OF NEXT MEETING\nMonday 14 April 2025 at 4.30 pm.\n"
    )
    assert decisions(text) == [("3.1", "Head Teacher to write to parents."), ("3.2", "Estates Manager to mend it.")]
    assert [(i.subject, i.discussion) for i in only(text).items] == [
        ("REPORT", "Attendance stood at 91%."),
        ("REPORT", "The roof leaks since July."),
    ]


def test_the_reasons_of_a_resolution_are_its_discussion() -> None:
    text = (
        "Resolution 1\nWHEREAS the wall has cracked; and WHEREAS repair was advised within six months,\n"
        "BE IT RESOLVED that the wall shall be repaired by 15 January.\n\n"
        "Resolution 2\nRESOLVED that the fee be paid.\n"
    )
    assert decisions(text) == [
        ("1", "BE IT RESOLVED that the wall shall be repaired by 15 January."),
        ("2", "RESOLVED that the fee be paid."),
    ]


def test_short_lines_head_the_bullets_below_them() -> None:
    text = (
        "विभागवार निम्नानुसार निर्देश दिये गये:-\n\nस्वास्थ्य विभाग\n• प्रतिदिन सर्वे कराया जाए।\n• सीएमएचओ दो दिवस में जानकारी देवें।\n\n"
        "शिक्षा विभाग\n• जिला शिक्षा अधिकारी शेष आवेदन पूर्ण करें।\n\nक्रमांक/3310/टी.एल./2025\n"
    )
    assert [text for _, text in decisions(text)] == [
        "प्रतिदिन सर्वे कराया जाए।",
        "सीएमएचओ दो दिवस में जानकारी देवें।",
        "जिला शिक्षा अधिकारी शेष आवेदन पूर्ण करें।",
    ]


def test_headings_in_capitals_may_be_lettered() -> None:
    text = (
        "A. STREET LIGHTING\nMany lights are dark. The Commissioner directed that they shall be repaired.\n"
        "[Action: Electrical Superintendent]\n\nB. SOLID WASTE\nCollection is irregular.\n"
        "It was decided that the Zonal Officer shall submit a chart within 7 days.\n[Action: Zonal Officer, South Zone]\n"
    )
    assert items(text) == [
        ("1", "The Commissioner directed that they shall be repaired.", "Electrical Superintendent", None),
        ("2", "It was decided that the Zonal Officer shall submit a chart within 7 days.", "Zonal Officer, South Zone", None),
    ]


def test_numbered_action_points_are_decisions() -> None:
    text = (
        "Agenda item 1: Harvest\nRice is damaged.\nAP1: Field Office to share the report by 20 November.\n"
        "AP2: MEAL to prepare a map.\n\nAgenda item 2: Cash\nAP3: Finance to ask the bank.\n"
    )
    assert decisions(text) == [
        ("1.1", "Field Office to share the report by 20 November."),
        ("1.2", "MEAL to prepare a map."),
        ("2", "Finance to ask the bank."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "कार्यपरिषद की आगामी बैठक 15 फरवरी 2024 को होगी।",
        "समिति की अगली बैठक दिनांक 05.03.2024 को आयोजित की जाएगी।",
        "কমিটির পরবর্তী সভা ৫ মার্চ ২০২৪ তারিখে অনুষ্ঠিত হবে।",
    ],
)
def test_a_line_below_the_list_that_dates_the_next_meeting_is_no_part_of_the_last_entry(line: str) -> None:
    text = (
        "परिषद की बैठक का कार्यवृत्त\nनिम्नलिखित निर्णय लिए गए:\n1. कुलसचिव विज्ञापन जारी करें।\n"
        f"2. पूर्व कुलपति के निधन पर शोक व्यक्त किया गया।\n{line}\n"
    )
    assert decisions(text)[-1] == ("2", nfc("पूर्व कुलपति के निधन पर शोक व्यक्त किया गया।"))


def test_headings_may_carry_the_code_of_their_series() -> None:
    text = (
        "AC-58/1 Examination calendar\nDecision: The Controller shall publish it.\n\n"
        "AC-58/2 Session jam\nDecision: All Deans will hold classes on Saturdays.\n"
    )
    assert decisions(text) == [
        ("1", "The Controller shall publish it."),
        ("2", "All Deans will hold classes on Saturdays."),
    ]


def test_a_memo_number_above_the_title_ends_no_list() -> None:
    text = (
        "No. F-3/2025/118    Raigad, dated the 20th March 2025\n\nPROCEEDINGS OF THE DISTRICT LEVEL COMMITTEE\n\n"
        "A meeting of the Committee was held on 17.03.2025 in the chamber of the Collector. It decided as under:\n\n"
        "1) The DFO shall complete the demarcation.\n2) The Committee appreciated the work of Murbad block.\n"
    )
    assert decisions(text) == [
        ("1", "The DFO shall complete the demarcation."),
        ("2", "The Committee appreciated the work of Murbad block."),
    ]


@pytest.mark.parametrize("line", ["बैठक के अंत में सभी का धन्यवाद किया गया।", "अन्त में सचिव ने सभी का आभार माना।"])
def test_thanks_at_the_end_are_no_part_of_the_last_entry(line: str) -> None:
    text = f"बैठक का कार्यवृत्त\nनिम्नलिखित निर्णय लिए गए:\n1. कुलसचिव सूची भेजें।\n2. होर्डिंग 24 घंटे में हटाए जाएं।\n{line}\n"
    assert decisions(text)[-1] == ("2", "होर्डिंग 24 घंटे में हटाए जाएं।")


@pytest.mark.parametrize(
    "intro",
    [
        "আলোচনা শেষে নিম্নরূপ সিদ্ধান্ত গৃহীত হয়ঃ",
        "এ বিষয়ে নিম্নবর্ণিত সিদ্ধান্ত নেওয়া হয়:",
        "সিদ্ধান্তসমূহ নিম্নরূপ :",
        "বিস্তারিত আলোচনান্তে নিম্নোক্ত সিদ্ধান্তসমূহ গ্রহণ করা হয়ঃ-",
    ],
)
@pytest.mark.parametrize("discussion", ["আলোচনা: মামলার সংখ্যা বেড়েছে।", "মামলার সংখ্যা বেড়েছে বলে জানানো হয়।"])
@pytest.mark.parametrize("marks", [("(ক) ", "(খ) "), ("১। ", "২। "), ("• ", "• ")])
@pytest.mark.parametrize("heads", [("আলোচ্যসূচি-১: মাদক", "আলোচ্যসূচি-২: টিকা"), ("০১। মাদকঃ", "০২। টিকাঃ")])
def test_words_that_introduce_the_decisions_of_an_item_are_a_label(
    intro: str, discussion: str, marks: tuple[str, str], heads: tuple[str, str]
) -> None:
    text = (
        "সমন্বয় সভার কার্যবিবরণী\nতারিখ: ১২ মার্চ ২০২৪\nসভায় নিম্নরূপ আলোচনা ও সিদ্ধান্ত গৃহীত হয়ঃ\n\n"
        f"{heads[0]}\n{discussion}\n{intro}\n{marks[0]}তালিকা পাঠাতে হবে।\n{marks[1]}অভিযান চালাতে হবে।\nবাস্তবায়নে: ডিসি\n\n"
        f"{heads[1]}\n{discussion}\n{intro}\nহিসাব দাখিল করতে হবে।\nবাস্তবায়নে: এসপি\n"
    )
    assert [item[:3] for item in items(text)] == [
        ("1.1", "তালিকা পাঠাতে হবে।", "ডিসি"),
        ("1.2", "অভিযান চালাতে হবে।", "ডিসি"),
        ("2", "হিসাব দাখিল করতে হবে।", "এসপি"),
    ]


def test_what_an_earlier_meeting_decided_is_told_in_the_discussion() -> None:
    text = (
        "সমন্বয় সভার কার্যবিবরণী\nতারিখ: ১২ মার্চ ২০২৪\n\n"
        "আলোচ্যসূচি-১: মাদক\nআলোচনা: গত সভায় সিদ্ধান্ত গৃহীত হয়: তালিকা পাঠাতে হবে।\n\n"
        "আলোচ্যসূচি-২: টিকা\nআলোচনা: হিসাব মেলেনি।\nসিদ্ধান্ত: হিসাব দাখিল করতে হবে।\nবাস্তবায়নে: এসপি\n"
    )
    assert [item[:3] for item in items(text)] == [("2", "হিসাব দাখিল করতে হবে।", "এসপি")]


@pytest.mark.parametrize(
    "label", ["দায়িত্বপ্রাপ্ত", "দায়িত্ব প্রাপ্ত দপ্তর", "বাস্তবায়নকারী ব্যক্তি/দপ্তর", "বাস্তবায়নকারীর নাম", "দায়ী কর্মকর্তা"]
)
@pytest.mark.parametrize("opened", ["সিদ্ধান্ত/করণীয়: ", "সিদ্বান্ত t ", "আলোচনা শেষে সিদ্ধান্ত হয় যে, "])
def test_further_labels_of_decisions_and_of_those_who_act(label: str, opened: str) -> None:
    text = (
        "সমন্বয় সভার কার্যবিবরণী\nতারিখ: ১২ মার্চ ২০২৪\n\n"
        f"আলোচ্যসূচি-১: মাদক\nআলোচনা: মামলা বেড়েছে।\n{opened}তালিকা পাঠাতে হবে।\n{label}: ডিসি\n\n"
        f"আলোচ্যসূচি-২: টিকা\n{opened}হিসাব দাখিল করতে হবে।\n{label}: এসপি\n"
    )
    found = items(text)
    assert [(item[0], item[2]) for item in found] == [("1", "ডিসি"), ("2", "এসপি")]
    assert found[0][1].endswith("তালিকা পাঠাতে হবে।") and found[1][1].endswith("হিসাব দাখিল করতে হবে।")


def test_a_devanagari_visarga_is_a_colon_behind_a_label_and_a_letter_elsewhere() -> None:
    text = (
        "बैठक का कार्यवृत्त\nदिनांकः 17.09.2022\n\nविषय क्रमांक 1ः पेयजल\nचर्चाः अतः पुनः विचार हुआ।\n"
        "निर्णयः मरम्मत प्रातः छः दिवस में की जाए।\nउत्तरदायीः एसडीएम, पिपरी\n\n"
        "विषय क्रमांक 2ः सड़क\nनिर्णयः सड़क की मरम्मत की जाए।\nउत्तरदायीः तहसीलदार, केसला\nसमय-सीमाः 30.09.2022\n"
    )
    assert items(text) == [
        ("1", nfc("मरम्मत प्रातः छः दिवस में की जाए।"), nfc("एसडीएम, पिपरी"), None),
        ("2", nfc("सड़क की मरम्मत की जाए।"), nfc("तहसीलदार, केसला"), "30.09.2022"),
    ]


def test_closing_words_may_head_a_resolution() -> None:
    text = (
        "11. BUDGET\nRESOLVED that the budget be revised.\n\n12. VOTE OF THANKS\n"
        "RESOLVED that the Board's gratitude be placed on record.\n"
    )
    assert [number for number, _ in decisions(text)] == ["11", "12"]


def test_a_bracket_that_names_nobody_in_particular_goes_the_way_of_the_others() -> None:
    text = (
        "The following directions were issued:\n\n1) The bus stand shall be swept within 5 days. (Action: Executive Engineer)\n"
        "2) Drains to be cleaned at once. (Action: All Tahsildars)\n3) The survey shall be completed. (Action: MPDOs concerned)\n"
        "4) The Committee appreciated the police.\n"
    )
    assert [(n, who) for n, _, who, _ in items(text)] == [
        ("1", "Executive Engineer"),
        ("2", "All Tahsildars"),
        ("3", "MPDOs concerned"),
        ("4", None),
    ]


def test_a_bracket_that_holds_the_action_itself_stays_the_decision() -> None:
    text = (
        "1. Roads\nThe bridge is closed. (Action: mend it within a week)\n"
        "2. Markets\nThe market is dirty. (Action: sweep it daily)\n"
    )
    assert decisions(text) == [("1", "mend it within a week"), ("2", "sweep it daily")]


@pytest.mark.parametrize(("one", "two"), [("AP-1", "AP-2"), ("A1.", "A2."), ("D 1", "D 2")])
def test_short_codes_that_count_head_items(one: str, two: str) -> None:
    text = (
        f"Meeting of partners\n{one} Water\nAction: Test the wells.\nOwner: DC Kurigram\nTimeline: by 30 June\n"
        f"{two} Tablets\nAction: Agree who stores them.\nOwner: Partners\n"
    )
    assert items(text) == [
        ("1", "Test the wells.", "DC Kurigram", "by 30 June"),
        ("2", "Agree who stores them.", "Partners", None),
    ]
    assert [i.subject for i in only(text).items] == ["Water", "Tablets"]


def test_a_lone_code_heads_nothing() -> None:
    text = "NH 44 Road Safety\nDecision: Mend the road.\nResponsible: Engineer\n"
    assert decisions(text) == [("1", "Mend the road.")]


def test_an_action_with_an_owner_below_is_a_decision_however_short() -> None:
    text = "Action: Test the wells.\nOwner: DC Kurigram\n\nAction: Agree who stores them.\nOwner: Partners\n"
    assert items(text) == [
        ("1", "Test the wells.", "DC Kurigram", None),
        ("2", "Agree who stores them.", "Partners", None),
    ]
