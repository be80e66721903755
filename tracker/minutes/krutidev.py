"""Hindi typed for Kruti Dev fonts, whose letters are Latin ones: told by the words that every paper has."""

from __future__ import annotations

from collections import Counter

# The commonest words of Hindi minutes (की के में है कि से को का पर और एवं …) in the code of the font.
_COMMON = """
    dh ds esa gS gSA fd ls dks dk ij vkSj ,oa x;k x;h fd;k fy, }kjk gsrq fnukad cSBd fu.kZ; lHkh ftyk vf/kdkjh dk;Z
    tkuk tk, tkosA djsa djsaA gksxk fn;k lfpo v/;{k fuEu ugha rd Jh fo"k; fy;k lnL; mifLFkr foHkkx
"""
_WORDS = frozenset(_COMMON.split())
_FEWEST, _KINDS, _SHARE = 5, 4, 12
_ENGLISH = frozenset({"the", "of", "and", "to", "is", "be", "shall", "will", "for", "in", "by", "that", "was", "were"})


def is_krutidev(text: str) -> bool:
    """Whether a fair share of the words are common Hindi ones in this code: at least 5, of 4 kinds, one in 12."""
    words = text[:200_000].split()
    found = Counter(word for word in words if word in _WORDS)
    told = found.total()
    if told < _FEWEST:
        return False
    english = sum(word.casefold() in _ENGLISH for word in words)
    return len(found) >= _KINDS and told * _SHARE >= len(words) and told > 2 * english
