"""Explanations in Bengali, in the words of offices."""

from __future__ import annotations

from tracker.domain.deadlines import Unit
from tracker.domain.wording.words import Words

_UNITS = {
    Unit.HOUR: "ঘণ্টা",
    Unit.DAY: "দিন",
    Unit.WORKING_DAY: "কার্যদিবস",
    Unit.WEEK: "সপ্তাহ",
    Unit.FORTNIGHT: "পক্ষ",
    Unit.MONTH: "মাস",
    Unit.BIMONTH: "দ্বিমাস",
    Unit.QUARTER: "ত্রৈমাসিক",
    Unit.HALF_YEAR: "অর্ধবছর",
    Unit.YEAR: "বছর",
}
_COUNTS = {unit: f"{{n}} {name}" for unit, name in _UNITS.items()}

WORDS = Words(
    due="শেষ তারিখ {date}: {reasons}",
    no_due="শেষ তারিখ নেই: {reasons}",
    since={"issued": "জারির তারিখ ({date})", "held": "সভার তারিখ ({date})", "": "{date} তারিখ"},
    not_counted={
        "issued": "জারির দিন গণনায় ধরা হয়নি",
        "held": "সভার দিন গণনায় ধরা হয়নি",
        "": "ওই দিন গণনায় ধরা হয়নি",
    },
    one=_COUNTS,
    many=_COUNTS,
    # The genitive: ঘণ্টা takes র, the others ের.
    within={u: "{since} হতে {count}" + ("র" if u is Unit.HOUR else "ের") + " মধ্যে" for u in Unit},
    hours="{hours} অর্থাৎ {days}",
    unusable="{within}: এভাবে কোনো ব্যবহারযোগ্য তারিখ পাওয়া যায় না",
    open="{weekday}, অফিস খোলা",
    closed="{weekday}, অফিস বন্ধ ({reason})",
    unknown="{weekday}, {year} সালের ছুটির তালিকা এখনও পাওয়া যায়নি",
    years_unknown="{years} সালের ছুটির তালিকা এখনও পাওয়া যায়নি",
    moved="শেষ দিন {last} বন্ধ ({reason}) থাকায় পরবর্তী কার্যদিবস {due}",
    moved_over="শেষ দিন {last} হতে {until} পর্যন্ত বন্ধ ({reason}) থাকায় পরবর্তী কার্যদিবস {due}",
    skipped="গণনায় ধরা হয়নি এমন বন্ধের দিন: {which}",
    weekly_off="সাপ্তাহিক ছুটি",
    weekly_off_days="সাপ্তাহিক ছুটি {n} দিন",
    holiday="{date} ({name})",
    named="উল্লিখিত তারিখ",
    named_stays="উল্লিখিত তারিখ অপরিবর্তিত থাকে",
    end_stays="মেয়াদের শেষ দিন অপরিবর্তিত থাকে",
    too_early="এটি {since}-এর পূর্বের",
    end_of="{period}-এর শেষ দিন; {since} এর মধ্যে পড়ে",
    every={
        Unit.DAY: "প্রতিদিন",
        Unit.WEEK: "প্রতি সপ্তাহে",
        Unit.FORTNIGHT: "প্রতি পক্ষে (পাক্ষিক)",
        Unit.MONTH: "প্রতি মাসে",
        Unit.BIMONTH: "প্রতি দুই মাসে একবার",
        Unit.QUARTER: "প্রতি ত্রৈমাসিকে",
        Unit.HALF_YEAR: "প্রতি অর্ধবছরে (ষাণ্মাসিক)",
        Unit.YEAR: "প্রতি অর্থবছরে",
    },
    every_on_day={
        Unit.MONTH: "প্রতি মাসের {day} তারিখের মধ্যে",
        Unit.BIMONTH: "প্রতি দুই মাসে, শেষ মাসের {day} তারিখের মধ্যে",
        Unit.QUARTER: "প্রতি ত্রৈমাসিকের শেষ মাসের {day} তারিখের মধ্যে",
        Unit.HALF_YEAR: "প্রতি অর্ধবছরের শেষ মাসের {day} তারিখের মধ্যে",
        Unit.YEAR: "প্রতি অর্থবছরের শেষ মাসের {day} তারিখের মধ্যে",
    },
    every_weekday="প্রতি সপ্তাহের {days}",
    every_date="প্রতি বছর {dates}",
    for_period="মেয়াদ: {period}",
    first="{since} হতে অন্তত {n} দিন পরের প্রথম মেয়াদ",
    first_after="{since}-এর পর শুরু হওয়া প্রথম মেয়াদ",
    immediate="অবিলম্বে, নীতি অনুযায়ী {within}",
    next_meeting="পরবর্তী সভার পূর্বে বা সভায়",
    next_meeting_unknown="পরবর্তী সভার পূর্বে বা সভায়; সভার তারিখ জানা নেই",
    event="এমন ঘটনা হতে গণনা, যার তারিখ জানা নেই",
    event_after="এমন ঘটনার {count} পর, যার তারিখ জানা নেই",
    event_before="এমন ঘটনার {count} পূর্বে, যার তারিখ জানা নেই",
    vague="লেখায় সুনির্দিষ্ট সময়সীমা নেই",
    ongoing="পরবর্তী নির্দেশ না দেওয়া পর্যন্ত চলমান",
    nothing="লেখায় সময়সীমার উল্লেখ নেই",
    by_registrar="দায়িত্বপ্রাপ্ত কর্মকর্তা কর্তৃক নির্ধারিত",
    by_policy="নীতি অনুযায়ী নির্ধারিত",
    text="“{text}”",
    month="{month} {year}",
    range="{start} হতে {end}",
    part={
        Unit.QUARTER: "{year} অর্থবছরের {nth} ত্রৈমাসিক",
        Unit.HALF_YEAR: "{year} অর্থবছরের {nth} অর্ধ",
        Unit.YEAR: "{year} অর্থবছর",
    },
    nth=("১ম", "২য়", "৩য়", "৪র্থ", "৫ম", "৬ষ্ঠ"),
)
