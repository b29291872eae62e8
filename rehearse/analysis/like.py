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

_SET_APART = "set apart from the sentence, which reads the same without it"
_COMPARED = words(
    "something nothing anything everything things stuff more much exactly no bit people someone "
    "somebody anyone nobody person places companies tools tasks situations others kind just"
)
_BEFORE_A_FEELING = words("super really very so totally pretty completely extremely kind sort")


def judge_like(c: Candidate) -> Judgement | None:
    """Whether somebody likes something, or something is compared."""
    before, after = c.before[0], c.after[0]
    if c.between_silences:
        return certain("stands between pauses")
    if (
        after in {"that", "this", "these", "those", "him", "her", "me", "us", "them"}
        and before in PREPOSITIONS | BE
    ):
        pass
    if _likes(c) or _quotes(c) or _compares(c):
        return None
    if c.set_apart or c.beside_pause:
        return certain(_SET_APART)
    if before in BE | CONTRACTED_BE and after in {"a", "an"} and not c.comma_after:
        return possible("compares nothing that is named")
    return certain("compares nothing, and nobody likes anything")


def _likes(c: Candidate) -> bool:
    """The verb: after a subject, would, do or to, with something that can be liked after it."""
    before, after = c.before[0], c.after[0]
    if c.comma_before or c.comma_after:
        return False
    if before in WOULD | {"to"}:
        return not (_is_participle(after) or after.endswith("ly") or after in SUBJECTS | {"be"})
    if before in DO | {"don't", "didn't", "doesn't"}:
        return True
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
    if after in {"i", "you", "we", "they"} and c.after[1] in {
        "said",
        "say",
        "mentioned",
        "know",
        "do",
        "did",
    }:
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
