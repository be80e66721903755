"""Duty or not."""

from __future__ import annotations

import pytest

from tests.minutes.gold import phrasebook
from tests.minutes.texts import nfc
from tracker.minutes.draft import Place
from tracker.minutes.nature import (
    directives_in,
    is_decision,
    nature_of_decision,
    nature_of_exchange,
)
from tracker.minutes.raw import Exchange


@pytest.mark.parametrize(
    "text",
    [
        "তালিকা আগামী সপ্তাহে পাঠাতে হবে।",
        "তালিকা প্রেরণ করিতে হইবে।",
        "তালিকা প্রেরণের জন্য অনুরোধ করা হলো।",
        "প্রতি মাসে সভা করার সিদ্ধান্ত গ্রহণ করা হয়েছে।",
        "বিগত সভার কার্যবিবরণী প্রকাশ করার সিদ্ধান্ত গৃহীত হয়।",
        "প্রকল্পটি অনুমোদন করা হয় এবং আগামী সপ্তাহে কাজ শুরু করতে হবে।",
        "কমিটি গঠন করা হয়। কমিটি ১৫ দিনের মধ্যে প্রতিবেদন দেবে।",
        "জেলা প্রশাসক তালিকা দাখিল করবেন।",
        "তালিকা প্রেরণ",
        "রাস্তা মেরামতের সিদ্ধান্ত গৃহীত হইল।",
        "রাস্তা মেরামত করার প্রস্তাব গৃহীত হলো।",
        "কমিটি পুনর্গঠনের প্রস্তাব গৃহীত হয়।",
        "অনুমোদিত তালিকা প্রেরণের সিদ্ধান্ত গৃহীত হইল।",
        "Send an updated list of boats.",
        "Get the revised budget approved.",
        "Designs to be approved by the DC by 5 May.",
        "Funds have been approved; the DC to start work.",
        "Noted. Send the list.",
        "Send the figures noted in the annex.",
        "RESOLVED that the forms still outstanding be returned.",
        "Partners to share their figures.",
        "RESOLVED that the list be sent to all offices.",
        "Reports to be submitted by all DCs.",
        "To be discussed at the next meeting.",
        "Send a report on the 12 complaints that were received in January.",
        "Repair the two pumps which have been closed since May.",
        "Inspect the wards where the new lights have been installed.",
        "The DC will keep the gate shut until the work is completed.",
        "If the fee has been paid, issue the licence.",
        "Issue the licence once the estimate is approved.",
        "Pay the contractor after the bill has been approved.",
        "The engineer shall release the bill only when the work is completed.",
        "RESOLVED that the estimate be approved and forwarded to the Ministry by 5 May.",
        "The report be noted and placed before the next meeting.",
        "The tender be accepted and work order issued.",
        "The findings were accepted and the Executive Engineer to start the work.",
        "It was decided to approve the plan and send it to the Ministry.",
        "Resolved that a fair be held in May, that the DC be in charge of it, and that the deficit be noted.",
        "RESOLVED that the minutes be confirmed and that the Secretary send a copy to all members.",
        "that the Divisional Commissioner's Office be informed of progress every month.",
        "RESOLVED that the work be completed at once.",
        "RESOLVED that the account at the bank be closed.",
        "A committee was formed with the DC as convenor to report within 7 days.",
        "Approved designs shall be followed.",
        "Closed wells to be filled.",
        "Verify whether the books were distributed.",
        "Ensure that the list of beneficiaries is approved.",
        "Recover the rice from the dealers to whom it was sent.",
        "Do not pay the bill unless the report is accepted.",
        "Report how the money was spent and how many books were distributed.",
        "যানজট নিরসনে ব্যবস্থা গ্রহণ করা প্রয়োজন মর্মে সকলে একমত পোষণ করেন।",
        "অনুমোদনের জন্য প্রস্তাব মন্ত্রণালয়ে পাঠানো হোক।",
        "সন্তোষ প্রকাশ করা হয় এবং কার্যক্রম অব্যাহত রাখার নির্দেশনা দেয়া হয়।",
        "कार्य पूर्ण कराने हेतु निर्देशित किया गया।",
        "सभी प्रकरणों का निराकरण करने के निर्देश दिए गए।",
        "सूची अनुमोदित कर भेजी जाए।",
        "निरीक्षण करना सुनिश्चित करें।",
        "प्रस्ताव अमान्य किया गया तथा नया प्रस्ताव भेजा जाए।",
        "विजेताओं को बधाई दी जाए।",
    ],
)
def test_what_somebody_must_do_is_an_obligation(text: str) -> None:
    assert nature_of_decision(nfc(text), phrasebook()) == "obligation"


@pytest.mark.parametrize(
    "text",
    [
        "বিগত সভার কার্যবিবরণী সর্বসম্মতিক্রমে অনুমোদিত হয়।",
        "কার্যবিবরণী সর্বসম্মতিক্রমে অনুমোদনের সিদ্ধান্ত গৃহীত হয়।",
        "কার্যবিবরণী অনুমোদনের প্রস্তাব গৃহীত হইল।",
        "ধন্যবাদ প্রস্তাব গৃহীত হলো।",
        "বিগত সভার কার্যবিবরণী দৃঢ়ীকৃত হলো।",
        "বাজেট সর্বসম্মতিক্রমে পাশ হয়।",
        "ব্যয়ের ভূতাপেক্ষ অনুমোদন প্রদান করা হলো।",
        "আবেদনটি নামঞ্জুর করা হয়।",
        "বিষয়টি পরবর্তী সভায় আলোচনার জন্য মুলতবি রাখা হলো।",
        "সেরা কৃষককে পুরস্কৃত করায় সভা সন্তোষ প্রকাশ করে।",
        "বিগত সভার কার্যবিবরণী দৃঢ়ীকরণ করা হলো।",
        "নতুন সদস্যকে অভিনন্দন জানানো হয়।",
        "গত সভার সিদ্ধান্ত বাস্তবায়িত হয়েছে মর্মে সভা অবহিত হয়।",
        "প্রতিবেদন দিতে হবে মর্মে যে নির্দেশ ছিল তা বাস্তবায়িত হয়েছে।",
        "আইন-শৃঙ্খলা পরিস্থিতি সন্তোষজনক।",
        "বিষয়টি নিয়ে বিস্তারিত আলোচনা করা হয়।",
        "The progress in repairing the culverts was noted.",
        "RESOLVED that the minutes of the meeting of 8 October 2025 be agreed as a true record.",
        "RESOLVED that the budget be approved.",
        "The meeting noted that the DC will report in May.",
        "Approved the minutes of the last meeting.",
        "The Committee thanked the outgoing members.",
        "The report was submitted.",
        "The list was approved and sent to the Ministry.",
        "It was resolved to defer the subject.",
        "Sanction be and is hereby accorded to the expenditure of Rs. 9,00,000.",
        "The Board places on record its appreciation of the staff.",
        "Members expressed deep concern over the delay.",
        "Deleted.",
        "RESOLVED that the minutes be approved and that the Secretary be thanked.",
        "The meeting noted that the DC had written, and that the Ministry will reply.",
        "It was resolved to adopt them.",
        "Resolved that the application for leave be granted.",
        "The campaign was a success.",
        "Read and recorded.",
        "that the write-off of Tk 3.2 lakh be sanctioned;",
        "The rescue of 45 students was applauded.",
        "The motion was lost.",
        "Already implemented.",
        "May Day was observed befittingly in all districts.",
        "SI Rafiq was declared the best officer and was awarded a crest.",
        "The pumps that had failed were repaired.",
        "As the report came after the agenda was circulated, the matter was deferred.",
        "After detailed discussion the budget was approved.",
        "The members who were nominated were congratulated.",
        "The committee noted the list of books that were distributed.",
        "Sanction of Rs 3 lakh was accorded.",
        "The proposal was not approved.",
        "Matter deferred to the next meeting.",
        "The draft has been circulated and comments are awaited.",
        "সভায় উপস্থাপিত প্রতিবেদন গ্রহণ করা হলো।",
        "কাজটি বাস্তবায়নাধীন।",
        "এ বিষয়ে কোনো সিদ্ধান্ত গৃহীত হয়নি।",
        "प्रस्ताव सर्वसम्मति से पारित किया गया।",
        "वार्षिक योजना का अनुमोदन किया जाता है।",
        "पिछली बैठक के कार्यवृत्त की पुष्टि की गई।",
        "कार्यवाही विवरण का अनुमोदन किया गया।",
        "अन्य कोई विषय नहीं होने से चर्चा नहीं हुई।",
        "এ বিষয়ে কোনো প্রস্তাব আসেনি।",
        "परिवाद निस्तारित होने से पत्रावली बंद की गई।",
        "प्रकरण नस्तीबद्ध किया गया।",
        "प्रस्ताव सर्वसम्मति से स्वीकृत।",
        "आदर्श आचार संहिता की जानकारी सभी को दी गई।",
        "स्थानांतरण का प्रस्ताव अमान्य किया गया।",
        "अध्यक्ष ने टीम को बधाई दी।",
        "किराये पर विचार किया गया, कोई निर्णय नहीं हुआ।",
        "पूर्व कुलपति के निधन पर शोक व्यक्त किया गया।",
    ],
)
def test_where_nothing_is_left_to_do_it_is_information(text: str) -> None:
    assert nature_of_decision(nfc(text), phrasebook()) == "information"


@pytest.mark.parametrize("text", ["-", "–", "", "...", "No decision was taken.", "প্রযোজ্য নয়", "निरंक", "12"])
def test_a_cell_without_words_is_no_decision(text: str) -> None:
    assert not is_decision(nfc(text), phrasebook())


def test_directives_are_found_among_the_sentences_of_a_report() -> None:
    told = nfc(
        "कलेक्टर के निर्देश पर बैठक आयोजित की गई। उन्होंने दुकानों का निरीक्षण करने के निर्देश दिए। "
        "योजना पर चर्चा की गई। सूची समय सीमा में पूर्ण करने को कहा गया। पूर्व में निर्देश दिए गए थे। टिप्पणी करें"
    )
    assert list(directives_in(told, phrasebook())) == [
        nfc("उन्होंने दुकानों का निरीक्षण करने के निर्देश दिए।"),
        nfc("सूची समय सीमा में पूर्ण करने को कहा गया।"),
    ]


@pytest.mark.parametrize(
    ("answer", "nature"),
    [
        ("The officer replied that you will get a loan.", "commitment"),
        ("We are trying to repair it.", "commitment"),
        ("The official said that a permit costs 30 taka.", "enquiry"),
        ("জবাবে কর্মকর্তা বলেন, আগামী মাসে চারা দেওয়া হবে।", "commitment"),
        ("জবাবে তিনি জানান, আবেদন অনলাইনে করতে হয়।", "enquiry"),
    ],
)
def test_an_answer_that_promises_is_a_commitment(answer: str, nature: str) -> None:
    answer = nfc(answer)
    assert nature_of_exchange(Exchange(answer, "", answer, Place(1)), phrasebook()) == nature
