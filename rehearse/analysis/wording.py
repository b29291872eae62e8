"""What a finding says and how much it weighs, beside its code: the same words wherever it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from rehearse.analysis.evidence import Severity

INFO, ADVICE, PROBLEM = Severity.INFO, Severity.ADVICE, Severity.PROBLEM

FEW = 3
"""So many findings are shown besides the one thing to change: who is told more changes nothing."""

NOTHING_TO_CHANGE = "Nothing stands out: well done. Once more, to make it a habit?"


@dataclass(frozen=True, slots=True)
class Wording:
    """How one finding is put."""

    weight: int
    """What is heavier is said first; the first is the one thing to change next time."""
    severity: Severity
    message: str
    """With the fields that its finding fills in."""
    follow_up: str = ""
    """What an interviewer would ask because of it."""


WORDINGS: Mapping[str, Wording] = MappingProxyType(
    {
        "too-short": Wording(
            100,
            PROBLEM,
            "That was {words}: too few to judge. Say what happened, what you did and what came of it.",
        ),
        "not-an-answer": Wording(
            99,
            PROBLEM,
            "I can't hear a story of yours in this, so I have not judged it. Tell one thing you did.",
        ),
        "device-lost": Wording(
            97,
            PROBLEM,
            "The microphone went away at {second:.0f} s. What was said until then is kept and judged.",
        ),
        "very-quiet": Wording(
            95, PROBLEM, "You are very quiet on the recording. Move closer, or turn the microphone up."
        ),
        "clipped": Wording(
            94, ADVICE, "The recording is too loud and distorts in places. Turn the microphone down a little."
        ),
        "missing-result": Wording(
            90,
            PROBLEM,
            "The story stops before its outcome. Say what came of it, and for whom.",
            "So how did it turn out?",
        ),
        "missing-action": Wording(
            89,
            PROBLEM,
            "I can't find what you did. Give the steps you took, one by one.",
            "What did you do yourself?",
        ),
        "one-example": Wording(
            88,
            PROBLEM,
            "The question asks for two examples and I hear one. Keep half your time for a second.",
            "And what would be your second example?",
        ),
        "no-metric": Wording(
            86,
            PROBLEM,
            "Nothing here is put in numbers. Give the result one figure: a share, an amount, a time.",
            "How did you measure that?",
        ),
        "we-not-i": Wording(
            82,
            PROBLEM,
            "Your actions say “we” {we} times and “I” {i}. Say which of them were yours.",
            "Which part of that did you do yourself?",
        ),
        "hypothetical": Wording(
            80,
            ADVICE,
            "You tell what you would do. They asked for what you did: pick one time it happened.",
            "Can you tell me about one time when you did that?",
        ),
        "no-effect": Wording(
            74,
            ADVICE,
            "I hear what changed, but not who felt it. Name the customer, the team or the business.",
            "Who noticed the difference?",
        ),
        "vague-amount": Wording(
            72,
            ADVICE,
            "“{text}” is where a number belongs. A range or a rough figure is enough.",
            "You said “{text}”: how much is that?",
        ),
        "missing-reflection": Wording(
            70,
            ADVICE,
            "It has no look back. One sentence on what you do differently now would round it off.",
            "What would you do differently today?",
        ),
        "over-time": Wording(
            68, ADVICE, "You ran {seconds:.0f} s past your target. Find a sentence the story does not need."
        ),
        "under-time": Wording(
            66,
            ADVICE,
            "You stopped {seconds:.0f} s short of your target. There is room for more of what you did.",
        ),
        "many-fillers": Wording(
            64,
            ADVICE,
            "{rate:.1f} fillers a minute are enough to be noticed. Let a silence stand where they want "
            "to go.",
        ),
        "missing-task": Wording(
            62,
            ADVICE,
            "What you had to achieve stays open. One sentence: what was yours to do, and what success meant.",
            "What exactly was your responsibility there?",
        ),
        "missing-situation": Wording(
            60,
            ADVICE,
            "The story starts without its setting. Say where you were and what was at stake.",
            "What was going on when this started?",
        ),
        "long-situation": Wording(
            58, ADVICE, "The setting takes {share:.0%} of the answer. Two sentences of it carry the rest."
        ),
        "long-task": Wording(
            56, ADVICE, "The task takes {share:.0%} of the answer. One sentence is enough for it."
        ),
        "long-action": Wording(
            54,
            INFO,
            "The actions take {share:.0%} of the answer. Drop a step, so that the outcome gets its time.",
        ),
        "long-result": Wording(
            52, INFO, "The outcome takes {share:.0%} of the answer. Its best figure says most of it."
        ),
        "long-reflection": Wording(
            50, INFO, "The reflection takes {share:.0%} of the answer. One thought is stronger."
        ),
        "too-fast": Wording(
            48, ADVICE, "At {pace:.0f} words a minute you are hard to follow. Breathe after every figure."
        ),
        "too-slow": Wording(
            46, INFO, "At {pace:.0f} words a minute you take your time. A bit more pace helps the story."
        ),
        "repeats": Wording(44, INFO, "You start {count} times twice over. Pause first, then say it once."),
        "hedging": Wording(
            42, ADVICE, "You soften {count} times (“{text}”). Say it plainly where you are sure."
        ),
        "passive": Wording(
            40, INFO, "Some things get done by nobody (“{text}”). Say who did them.", "Who decided that?"
        ),
        "long-pause": Wording(
            30, INFO, "You paused for {seconds:.0f} s at {second:.0f} s. That is fine where it is meant."
        ),
        "slow-start": Wording(
            28, INFO, "You took {seconds:.0f} s to start. That is fine: thinking first often helps."
        ),
        "overflow": Wording(
            26,
            INFO,
            "The machine was too busy {times}, so bits of sound are missing. Close what you don't need.",
        ),
        "headline": Wording(
            12,
            INFO,
            "A headline is held against its time, its fillers and its figure, not against its parts.",
        ),
        "rough-transcript": Wording(
            10,
            INFO,
            "This recogniser writes roughly and can't hear an um. Take the words as a hint, not as a record.",
        ),
        "edited-text": Wording(
            5, INFO, "The words were corrected by hand; the times are those of the recording."
        ),
    }
)
"""Every finding there is."""
