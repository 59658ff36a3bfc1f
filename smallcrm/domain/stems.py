"""Words as somebody looks for them in what others wrote: "orchids" finds "an orchid", "kissa" finds "kissoja".

Small rules per language, on folded words: a word that is found without need costs a glance, one not found a customer.
"""

from __future__ import annotations

from dataclasses import dataclass

from smallcrm.domain.text import words

_LEAST = 4
"""Letters that a beginning keeps: shorter ones begin too many words."""
_VOWELS = "aeiouy"
_ENDINGS = {
    "fi": (
        "issa ista illa ilta ille ihin iksi isten ineen iden tten nen jen ien den ssa sta lla lta lle ksi tta ja ta na"
        " an en in on un yn t n a e i o u y"
    ),
    "nb": "ingene ingen inger ing ene ane er en et ar es a e s r",
    "pl": (
        "iami iach iego iemu ami ach ego emu ymi imi ych ich owi owie iem ow om ej ie ia iu em y i a e o u"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """One word that is looked for: the beginnings that do, and words that do as a whole."""

    beginnings: tuple[str, ...]
    whole: frozenset[str] = frozenset()

    def found_in(self, text: str) -> bool:
        """Whether a folded text may have it: a quick look before its words are taken apart."""
        return any(part in text for part in (*self.beginnings, *self.whole))

    def found(self, word: str) -> bool:
        """Whether a folded word is meant."""
        return word.startswith(self.beginnings) or word in self.whole

    def place(self, text: str) -> int:
        """Where a folded text first has it, or -1."""
        return min((at for part in (*self.beginnings, *self.whole) if (at := text.find(part)) >= 0), default=-1)


def sought(text: str, language: str) -> list[Sought]:
    """Give what to look for, for each word of a text that somebody typed in that language."""
    return [_english(word) if language == "en" else _by_endings(word, language) for word in words(text)]


def _english(word: str) -> Sought:
    """The singular too, and of "puppy" and "puppies" what both have."""
    stem = word
    if len(word) > _LEAST and word.endswith(("ies", "y")):
        stem = word.removesuffix("ies").removesuffix("y")
    elif word.endswith(("sses", "xes", "zes", "ches", "shes")):
        stem = word[:-2]
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        stem = word[:-1]
    if len(stem) >= _LEAST:
        return Sought((stem,))
    return Sought((word,), frozenset({stem} if len(stem) > 2 else ()))


def _by_endings(word: str, language: str) -> Sought:
    """The word without its longest ending that leaves enough of it, and without the vowels before that."""
    endings = sorted(_ENDINGS.get(language, "").split(), key=len, reverse=True)
    stem = next((word[: -len(e)] for e in endings if word.endswith(e) and len(word) - len(e) >= _LEAST), word)
    while stem != word and len(stem) > _LEAST and stem[-1] in _VOWELS:
        stem = stem[:-1]
    if language == "fi" and word != stem and stem.endswith(("kk", "pp", "tt")):
        return Sought((stem, stem[:-1] + word[len(stem)]))  # kukka, kukan
    return Sought((stem,))
