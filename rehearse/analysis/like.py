"""Like: the verb, the preposition, the quoting one, and the filler that it is otherwise."""

from rehearse.analysis.candidates import Candidate, Judgement, certain, possible
from rehearse.analysis.lexicon import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    CONTRACTED_BE,
    DEMONSTRATIVES,
    DETERMINERS,
    DO,
    LINKING,
    MODALS,
    OBJECTS,
    PARTICIPLES,
    PAST_FORMS,
    PREPOSITIONS,
    SUBJECT_FORMS,
    SUBJECTS,
    WH_WORDS,
    WOULD,
    words,
)
from rehearse.analysis.numbers import TENS, UNITS

_SET_APART = "set apart from the sentence, which reads the same without it"
_COMPARED = words(
    "something nothing anything everything things stuff more much exactly no bit people someone "
    "somebody anyone nobody person places companies tools tasks situations others kind just"
)
_LIKED = DETERMINERS | OBJECTS | {"to", "you", "people", ""}
_NUMBER_WORDS = frozenset((*UNITS, *TENS)) | words("hundred thousand half a-hundred")
_CURRENCIES = ("$", "£", "€")
_BEFORE_A_FEELING = words("super really very so totally pretty completely extremely kind sort")


def judge_like(c: Candidate) -> Judgement | None:
    """Whether somebody likes something, or something is compared."""
    before, after = c.before[0], c.after[0]
    if c.between_silences:
        return certain("stands between pauses")
    if after and after == before:
        return certain("stands where a word is said twice")
    if _about(c):
        return certain("stands before a rough figure")
    if _likes(c) or _quotes(c) or _compares(c):
        return None
    if c.set_apart or c.beside_pause:
        return certain(_SET_APART)
    if before in BE | CONTRACTED_BE and after in {"a", "an"} and not c.comma_after:
        return possible("compares nothing that is named")
    return certain("compares nothing, and nobody likes anything")


def _about(c: Candidate) -> bool:
    """Before a number it means "about", unless a verb of the senses or a subject makes it mean itself."""
    number = c.after[0] in _NUMBER_WORDS or c.after[0][:1].isdigit() or c.after[0][:1] in _CURRENCIES
    return number and c.before[0] not in LINKING | WOULD | SUBJECTS - {"it", "there", "who"}


def _likes(c: Candidate) -> bool:
    """The verb: after a subject, would, do or to, with something that can be liked after it."""
    before, after = c.before[0], c.after[0]
    if c.comma_before or c.comma_after:
        return False
    if before == "to":
        return after in _LIKED or after.endswith("ing")
    if before in WOULD:
        if after in {"you", "it"} and c.after[1] in {"to", "if", "when"}:
            return True
        return not (_is_participle(after) or after.endswith("ly") or after in SUBJECTS | {"be"})
    if before in DO:
        return after not in SUBJECTS - {"it", "you"} and not (before == "do" and c.before[1] == "to")
    if before in {"really", "also", "always"} and c.before[1] in SUBJECTS and not _is_past(after):
        return after not in SUBJECT_FORMS
    if before in SUBJECTS | {"people", "customers", "users"} - {"it", "there"}:
        return not (
            _is_past(after)
            or _is_participle(after)
            or after in SUBJECT_FORMS - {"it", "you"} | ADVERBS | BE | MODALS
            or after in PREPOSITIONS - {"to", "about"}
            or after in {"had", "have", "don't", "didn't", "was", "were", ""}
        )
    return False


def _quotes(c: Candidate) -> bool:
    """The speaker "was like", and then what was said or thought."""
    before = c.before[0]
    person = before in {"i'm", "he's", "she's", "they're", "we're"} or (
        before in {"was", "were"}
        and c.before[1] in {"i", "he", "she", "they", "we", "lead", "manager", "boss", "who"}
    )
    if not person or c.comma_before:
        return False
    return c.comma_after or (
        c.after[0]
        in SUBJECT_FORMS
        | WH_WORDS
        | DEMONSTRATIVES
        | {
            "well",
            "okay",
            "no",
            "yes",
            "yeah",
            "right",
            "oh",
            "hey",
            "let's",
            "don't",
        }
        and c.after[0] != c.before[1]
    )


def _compares(c: Candidate) -> bool:
    """The preposition: after a verb of the senses, or with its own object after a noun."""
    before, after = c.before[0], c.after[0]
    if c.comma_after:
        return False
    if before in BE and "what" in c.before[2:4] and before != "been":
        return True
    if before == "been" and after in {"that", "this"}:
        return True
    if c.comma_before:
        return after in OBJECTS and c.after[1] in {"", "and"}
    if before == "not" and after in SUBJECT_FORMS:
        return True
    if before in LINKING and after in _BEFORE_A_FEELING:
        return False
    if before in LINKING:
        return not (_is_past(after) and not after.endswith("ed"))
    if before in _COMPARED:
        return not (before == "just" and (after in SUBJECT_FORMS or _is_past(after)))
    if after in OBJECTS and before not in BE | PREPOSITIONS | {"and", "but", "so", "that"}:
        return (
            after not in {"this", "these", "it"}
            or not c.after[1]
            or c.after[1] in CONJUNCTIONS | PREPOSITIONS
        )
    if (
        after in {"i", "you", "we", "they"}
        and before not in CONJUNCTIONS
        and c.after[1]
        in {
            "said",
            "say",
            "mentioned",
            "know",
            "do",
            "did",
        }
    ):
        return True
    if (
        before.endswith("s")
        and len(before) > 4
        and before not in DETERMINERS | BE | CONTRACTED_BE
        and not _is_past(after)
    ):
        return after in {"a", "an", "the", "my"} and c.after[2] in {"", "and"}
    return False


def _is_past(word: str) -> bool:
    return word in PAST_FORMS or (
        word.endswith("ed") and len(word) > 4 and word not in {"need", "indeed", "hundred"}
    )


def _is_participle(word: str) -> bool:
    return word in PARTICIPLES or (word.endswith("ed") and len(word) > 4 and word not in {"need", "hundred"})
