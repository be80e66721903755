"""Pieces of text that, repeated 10^5 signs long, make patterns and parsers slow that are not linear."""

from __future__ import annotations

UNITS = (
    "১", "9", "|", "(", ")", "\t", " ", "।", "-", "–", "*", "_", "#", "<", "<p>", "&", "/ ", " / ", "•", "\n", "\n\n", "+--",
    "১।", "(১)", "১. ", "ক) ", "i) ", "সিদ্ধান্তঃ ", "সিদ্ধান্তঃ\n", "১। সিদ্ধান্তঃ ক\n", "আলোচ্যসূচি-১: ক\n", "RESOLVED that x. ",
    "Mr. A asked b? He replied c. ", "Mr. ", "ি", "া্", "়", "\u200d", "| a ", "a |\n", "১ |\n", "\"\t\"", "\t\"\n", "“", "গত তারিখের ",
    "বিষয় : ক\n", "http://", "a@b.", "‡", "©", "w‡", "t ", ":", "ঃ", "1 / a / b\n", "১\tক\tখ\n", "ক্রম\tসিদ্ধান্ত\tবাস্তবায়নে\n",
    "<table>", "<table><tr><td>", "[", "{", "{\"a\":", "<\\/p>", "no other business ", "Page 1\n",
)  # fmt: skip
