"""Discourse markers: which of them could be dropped with the meaning unchanged, by their construction."""

from collections.abc import Callable, Mapping

from rehearse.analysis.candidates import Candidate, Judgement, certain, possible
from rehearse.analysis.lexicon import (
    ADVERBS,
    BE,
    CONJUNCTIONS,
    CONTRACTED_BE,
    DETERMINERS,
    DO,
    LINKING,
    MODALS,
    OBJECTS,
    PAST_FORMS,
    PREPOSITIONS,
    QUOTING,
    SUBJECT_FORMS,
    WH_WORDS,
    words,
)
from rehearse.analysis.like import judge_like
from rehearse.analysis.tokens import Tokens

Judge = Callable[[Candidate], Judgement | None]

_SET_APART = "set apart from the sentence, which reads the same without it"
_FRAMES_NOTHING = "carries no meaning here: the sentence reads the same without it"

_BEFORE_A_LITERAL_KNOW = (
    WH_WORDS
    | MODALS
    | DO
    | words(
        "did already as let lets let's everything all someone anyone everyone somebody anybody than ever "
        "never you'll they'll once before since unless until who'd"
    )
)
_JOINS_A_CLAUSE = words("which that since whether")
_AFTER_A_LITERAL_KNOW = words("that how who whether why where when about him her them me us")
_BEFORE_A_LITERAL_MEAN = words("what if do did does how that's say said which whatever when as")
_AFTER_MEANT_IT = words("when that this and but if now too") | {""}
_AFTER_A_LITERAL_MEAN = words("to it that business well by")
_BEFORE_A_MEANT_SO = (
    BE
    | CONTRACTED_BE
    | LINKING
    | QUOTING
    | words("and or not if even ever think hope guess suppose believe just do did does or much by why more")
)
_AFTER_A_MEANT_SO = words("that far much many few little long called on forth as i'd") - {"i'd"}
_PREAMBLE_WORDS = 16
"""How long people talk about the question before they begin."""
_TALKS_OF_TALKING = words(
    "think thought guess mean suppose say said have got can could would wanna want remember"
)
_CONTRACTED_TELLERS = words("i'm i'd we're we'd he's he'd she's she'd they're they'd")
_ABOUT_THE_QUESTION = words("thought asked received said given picked heard had did got let")
_BEGINS_A_STORY = (
    SUBJECT_FORMS | DETERMINERS | PREPOSITIONS - {"as", "than"} | words("last like basically back")
)
_BEFORE_AN_ADVERB_WELL = (
    ADVERBS - {"then", "now", "also", "actually", "basically"}
    | MODALS
    | words(
        "as go goes going went gone do does did done doing work works worked working perform performed know "
        "knew known sleep slept sell sold run ran runs running eat ate play played get got getting feel "
        "felt him her them me us it that speak spoke pay paid mean means meant taught read reads held hold "
        "holds took turned how perfectly equally not is was being landed handled received fit fitted fits"
    )
)
_AFTER_AN_ADVERB_WELL = words(
    "as over under above below before after beyond done known paid aware into within enough being off "
    "better worse past ahead behind down up for with and too in on at by received written made "
    "established back"
)
_RIGHT_IS_A_PLACE_OR_TIME = PREPOSITIONS | words(
    "away now then there here next out back through side hand straight together enough answer"
)
_SET_RIGHT = words("put putting make makes making made get gets getting got do does did doing set setting")
_RIGHT_IS_A_JUDGEMENT = (
    BE
    | CONTRACTED_BE
    | LINKING
    | DETERMINERS
    | ADVERBS - {"then", "now"}
    | words(
        "all it them things get got getting gets go goes went put make made making do did doing turn turned "
        "turns set far prove proved came comes come felt shut bottom top your my serve serves served civil "
        "human more most what who the"
    )
)
_AFTER_A_TYPE_OF = DETERMINERS | words(
    "what which one two three four five six same right new different certain other special only "
    "particular first second last best worst wrong whole various several many few own all these those"
)


def judge_you_know(c: Candidate) -> Judgement | None:
    """Whether somebody's knowing is meant."""
    if c.set_apart or (c.opens and c.comma_after):
        return certain(_SET_APART)
    begins_a_clause = c.before[0] in _JOINS_A_CLAUSE and c.after[0] in SUBJECT_FORMS | DETERMINERS | WH_WORDS
    if c.before[0] in _BEFORE_A_LITERAL_KNOW and not (c.comma_before or begins_a_clause):
        return None
    if c.before[:2] == ("so", "just"):
        return None
    if c.after[0] in _AFTER_A_LITERAL_KNOW and not (c.comma_after or c.beside_pause):
        return None
    if c.after[0] == "what" and c.after[1] not in MODALS | BE | DO and not c.comma_after:
        return None
    return certain("asks for agreement, tells nothing")


def judge_i_mean(c: Candidate) -> Judgement | None:
    """Whether a meaning is explained."""
    if c.set_apart and c.before[0] != "what":
        return certain(_SET_APART)
    if c.before[0] in _BEFORE_A_LITERAL_MEAN and not c.comma_before:
        return None
    meant = c.after[0] in _AFTER_A_LITERAL_MEAN and (c.after[0] != "it" or c.after[1] in _AFTER_MEANT_IT)
    if meant and not c.comma_after:
        return None
    if "by" in c.before[1:4] or "say" in c.before[1:6] or "said" in c.before[1:3]:
        return None
    if c.before[0] == "and" and c.after[0] in DETERMINERS | words("everything everyone everybody everywhere"):
        return None
    return certain("announces an explanation without giving one")


def judge_so(c: Candidate) -> Judgement | None:
    """Whether something follows from what was said before."""
    if c.begins_text:
        return None if c.after[0] in {"many", "much", "far", "that"} else certain("opens the answer")
    if nothing_is_told_before(c.tokens, c.first) and c.after[0] in _BEGINS_A_STORY:
        return certain("opens the story")
    if c.comma_after and c.opens:
        return possible("moves the story on, draws no conclusion")
    if c.before[0] in _BEFORE_A_MEANT_SO and not c.opens and not c.beside_pause:
        return None
    if c.after[0] in _AFTER_A_MEANT_SO:
        return None
    if (
        c.after[0] in {"yeah", "yes", "anyway"}
        or c.after[:2] == ("what", "i")
        or c.after[:2] == ("the", "first")
    ):
        return possible("moves the story on, draws no conclusion")
    if c.beside_pause and not c.comma_before and c.after[0] not in {"that"}:
        return possible("moves the story on after a pause, draws no conclusion")
    return None


def nothing_is_told_before(tokens: Tokens, first: int) -> bool:
    """Whether all that stands before is talk about the question, from which nothing can follow."""
    if first > _PREAMBLE_WORDS:
        return False
    for index in range(first):
        word, before = tokens.word(index), tokens.word(index - 1) if index else ""
        if word in BE - {"been"} and before not in {"this", "that", "it", "there"}:
            return False
        if word in _CONTRACTED_TELLERS and tokens.word(index + 1) not in _ABOUT_THE_QUESTION | ADVERBS:
            return False
        if before in {"i", "we", "he", "she", "they"} and word not in _TALKS_OF_TALKING | ADVERBS:
            return False
        told = word in PAST_FORMS - BE or (
            word.endswith("ed") and len(word) > 4 and not word.startswith("un")
        )
        if told and word not in _ABOUT_THE_QUESTION:
            return False
    return True


def judge_well(c: Candidate) -> Judgement | None:
    """Whether something is done well."""
    if c.set_apart:
        return certain(_SET_APART)
    if c.begins_text:
        return certain("opens the answer")
    if c.opens:
        return None if c.after[0] in _AFTER_AN_ADVERB_WELL else certain("opens the sentence, says nothing")
    if c.after[0] in _AFTER_AN_ADVERB_WELL or c.ends:
        return None
    if c.before[0] in _BEFORE_AN_ADVERB_WELL and not c.beside_pause:
        return None
    if c.before[0].endswith(("ed", "ly", "ing")) and not c.beside_pause and c.before[0] not in QUOTING:
        return None
    return certain("opens or mends a sentence, says nothing")


def judge_right(c: Candidate) -> Judgement | None:
    """Whether something is right, or to the right."""
    if c.begins_text:
        return None if c.after[0] in {"now", "after", "before", "at"} else certain("opens the answer")
    if c.opens and c.comma_after:
        return certain("opens the sentence, says nothing")
    asks = (
        c.before[0] in {"it", "them"}
        and c.before[1] not in _SET_RIGHT
        and c.after[0] in SUBJECT_FORMS | CONJUNCTIONS | {"so"}
    )
    if c.before[0] in _RIGHT_IS_A_JUDGEMENT and not (asks or c.comma_before or c.beside_pause):
        return None
    if c.after[0] in _RIGHT_IS_A_PLACE_OR_TIME:
        return None
    if c.before[0] in QUOTING | words("like okay"):
        return possible("opens what was said, says nothing")
    if c.set_apart:
        return certain(_SET_APART)
    if not c.after[0] or c.after[0] in SUBJECT_FORMS | DETERMINERS | CONJUNCTIONS | {"so", "what", "if"}:
        return possible("asks for agreement, tells nothing")
    return None


def judge_okay(c: Candidate) -> Judgement | None:
    """Whether somebody agrees, or something is all right."""
    if c.begins_text or (c.opens and (c.comma_after or c.beside_pause)):
        return certain("opens the sentence, says nothing")
    if (
        nothing_is_told_before(c.tokens, c.first)
        and c.before[0] not in BE | CONTRACTED_BE | LINKING | ADVERBS
    ):
        return certain("opens the answer")
    if c.opens or (c.before[0] in {"go", "goes", "went", "like", "thought"} and c.after[0]):
        return possible("opens what was said, says nothing")
    if c.beside_pause and c.before[0] not in BE | CONTRACTED_BE | LINKING | ADVERBS:
        return possible(_FRAMES_NOTHING)
    return None


def judge_okay_so(c: Candidate) -> Judgement | None:
    """Whether both words only open a sentence."""
    if c.before[0] in BE | CONTRACTED_BE | LINKING | ADVERBS | {"it", "that"} and not (
        c.opens or c.beside_pause
    ):
        return None
    return certain("opens the answer" if c.begins_text else "moves the story on, draws no conclusion")


def judge_actually(c: Candidate) -> Judgement | None:
    """Whether what is so stands against what was thought."""
    if c.set_apart or c.opens:
        return certain(_SET_APART)
    if (
        c.before[0] in {"what", "who", "did", "not", "didn't", "don't", "doesn't", "wasn't", "isn't"}
        and not c.comma_before
    ):
        return None
    if c.before[0] in BE and "what" in c.before[1:8]:
        return None
    if _asks_for_the_truth(c):
        return None
    if c.before[0] in BE and c.after[0] in {"a", "an", "the"}:
        return None
    return possible("stresses what nobody doubted")


def _asks_for_the_truth(c: Candidate) -> bool:
    """Within a clause that "who", "what" or "whether" begins: as opposed to what was thought or said."""
    if c.comma_before or c.comma_after:
        return False
    near = c.before[:4]
    asked = next((at for at, word in enumerate(near) if word in {"who", "what", "whether"}), None)
    if asked is None or c.after[0] in SUBJECT_FORMS | DETERMINERS:
        return False
    return not any(word in CONJUNCTIONS for word in near[:asked])


def judge_literally(c: Candidate) -> Judgement | None:
    """Whether it is set against a figure of speech."""
    if c.before[0] in {"not", "quite", "it", "me", "them", "that", "too"} and not (
        c.comma_before or c.beside_pause
    ):
        return (
            None
            if c.before[0] in {"not", "quite", "too"} or c.before[1] in {"took", "take", "taking", "taken"}
            else possible(_FRAMES_NOTHING)
        )
    if c.before[0] in {"translated", "translates", "meant", "taken", "means"}:
        return None
    return certain(_FRAMES_NOTHING)


def judge_basically(c: Candidate) -> Judgement | None:
    """Whether it says in essence; as a rule it says nothing."""
    if c.before[0] in {"is", "was", "are", "were"} and c.after[0] in {
        "sound",
        "right",
        "wrong",
        "true",
        "fine",
    }:
        return None
    return certain(_FRAMES_NOTHING)


def judge_kind_of(c: Candidate) -> Judgement | None:
    """Whether a type of something is meant."""
    if c.set_apart:
        return certain(_SET_APART)
    if c.before[0] in _AFTER_A_TYPE_OF and not c.comma_before:
        return None
    if c.before[0].isdigit():
        return None
    return certain("softens what it stands before")


def judge_tail(c: Candidate) -> Judgement | None:
    """Whether the words after a list stand for the rest of it."""
    if (
        c.after[0] in OBJECTS - {"this", "these", "those", "that"}
        or c.after[:2]
        in {
            ("you", "call"),
            ("it", "takes"),
            ("it", "is"),
            ("you", "pick"),
            ("reason", "it"),
        }
        or c.after[0] in {"comes", "happens", "happened", "works", "reason", "else"}
    ):
        return None
    return certain("ends a list that had ended")


def judge_you_see(c: Candidate) -> Judgement | None:
    """Whether somebody sees something."""
    if c.set_apart:
        return certain(_SET_APART)
    if (
        c.before[0] in _BEFORE_A_LITERAL_KNOW | {"and", "so", "but", "can", "could", "when"}
        and not c.comma_before
    ):
        return None
    if c.after[0] in DETERMINERS | OBJECTS | WH_WORDS | PREPOSITIONS and not c.comma_after:
        return None
    return (
        possible("asks for attention, tells nothing")
        if not c.after[0] or c.after[0] in CONJUNCTIONS | {"so"}
        else None
    )


def judge_tag(c: Candidate) -> Judgement | None:
    """A tag that asks for agreement wherever it stands."""
    return certain("asks for agreement, tells nothing")


DISCOURSE: Mapping[str, Judge] = {
    "you know what i mean": judge_tag,
    "know what i mean": judge_tag,
    "if you know what i mean": judge_tag,
    "you know": judge_you_know,
    "you see": judge_you_see,
    "i mean": judge_i_mean,
    "okay so": judge_okay_so,
    "ok so": judge_okay_so,
    "alright so": judge_okay_so,
    "so": judge_so,
    "well": judge_well,
    "right": judge_right,
    "okay": judge_okay,
    "ok": judge_okay,
    "alright": judge_okay,
    "like": judge_like,
    "actually": judge_actually,
    "literally": judge_literally,
    "basically": judge_basically,
    "kind of": judge_kind_of,
    "kinda": judge_basically,
    "sort of": judge_kind_of,
    "sorta": judge_basically,
    "or whatever": judge_tail,
    "and stuff like that": judge_tail,
    "and stuff": judge_tail,
    "innit": judge_tag,
}
"""Every discourse marker the rubric knows, with what decides on it."""
