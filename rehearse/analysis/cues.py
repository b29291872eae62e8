"""Phrases by which speakers signal what they are telling; each is one feature of the structure model.

Drawn up from the common advice on STAR answers (context, responsibility, what I did, what came of it, what
I learned) and from how people answer without ever naming a part. A cue never decides alone: its weight is
learned.
"""

from collections.abc import Mapping

from rehearse.analysis.tokens import Tokens

CUES: Mapping[str, str] = {
    "setting": (
        "at the time|back then|back in|last year|last summer|last spring|last winter|last autumn|this was|"
        "a few years ago|years ago|months ago|two years ago|when i was|when i joined|i was working|we "
        "were working|"
        "i was at|i was leading|i was running|my last role|my previous role|in my role|my previous|my last|"
        "worked at|working at|was working|i worked|our team|my team|the company|we had a|i had a|there was a|"
        "there were|we'd had|had been|used to|at that point|at this point|in my first|in my second|"
        "my old|we were building|we were running|kept|for years|every week|every day|one of our|one of the"
    ),
    "trouble": (
        "the problem was|the issue was|the trouble was|nobody knew|no one knew|nobody owned|was broken|"
        "went down|"
        "was failing|complaining|complained|complaints|furious|angry|upset|was late|were late|behind "
        "schedule|"
        "stopped|broke|crashed|the problem|the issue|were losing|was losing|was costing|a mess|worst|"
        "stuck|missing|"
        "churn|churning|falling|unhappy|frustrated|confused|everyone thought|everybody thought"
    ),
    "charge": (
        "my job|my task|my role|my goal|my responsibility|my brief|my part|my call|my decision|my bit|my "
        "problem|"
        "my name|my shift|my target|was mine|were mine|be mine|responsible for|accountable|answerable|in "
        "charge|"
        "it was on me|on me to|landed on me|fell to me|fell on me|came to me|down to me|up to me|handed "
        "me|handed to me|"
        "i owned|i own|i was asked|was asked to|asked me to|wanted me to|told me to|told to|i was told|i "
        "had to|"
        "i needed to|we needed to|we had to|had to be|needed to|i was supposed to|i was meant to|the "
        "goal was|"
        "the target was|the aim was|the objective|the task was|the deadline|deadline|by friday|by the end of|"
        "i volunteered|i'd promised|i promised|it was my|it's my|that was my|i was the one|i'm the one|"
        "nobody else|"
        "gave me|i was given|got given|i'd been given|expected me|i'd been asked|success meant|success "
        "looked|"
        "what success|i wanted to|we wanted to|my manager asked|my boss asked|was to|i signed|my signature|"
        "had until|you've got till|assigned"
    ),
    "doing": (
        "i decided|i started|i began|i went|i sat|i asked|i called|i rang|i wrote|i built|i made|i set|i "
        "took|i put|"
        "i talked|i spoke|i met|i looked|i pulled|i ran|i told|i said|i showed|i suggested|i proposed|i "
        "offered|"
        "i created|i designed|i worked|i checked|i found|i got|i gave|i moved|i added|i changed|i broke|"
        "i split|"
        "i mapped|i scored|i ranked|i interviewed|i tested|i drew|i drafted|i sent|i shared|i presented|"
        "i walked|"
        "i apologised|i apologized|i listened|i tried|i used|i trained|i paired|i explained|i agreed|i "
        "chose|i picked|"
        "i stopped|i cut|i fixed|i rolled|i kept|i let|i left|i didn't|i then|first i|then i|so i|and i|"
        "next i|we did|"
        "what i did|the first thing|the next day|that night|the same day|that afternoon|after that|step|"
        "instead of|"
        "we agreed|we piloted|we tested|i also|i explained|i phoned|i drove|i stood|i read|i brought|i "
        "analysed|i analyzed"
    ),
    "outcome": (
        "as a result|in the end|at the end|ended up|the result|the outcome|result was|went from|came "
        "down|went down|"
        "dropped|dropped to|fell|fell by|fell to|rose|rose to|went up|is up|cut|reduced|increased|"
        "improved|saved|"
        "grew|doubled|halved|tripled|down to|up to|we hit|we got|we shipped|we launched|shipped|launched|"
        "delivered|"
        "on time|early|under budget|got promoted|was promoted|were promoted|promoted|renewed|stayed|came "
        "back|"
        "turned out|since then|within a month|within a week|within two|within three|by the end|by "
        "christmas|by march|"
        "by june|by summer|by august|the next month|the next quarter|next quarter|six months later|a "
        "year later|"
        "months later|weeks later|thanked|thank you|loved|nobody complained|no complaints|now we|still|"
        "are now|is now|"
        "was adopted|adopted|copied|rolled out|took it up|every other|the client|the customer|"
        "satisfaction|nps|"
        "not one|no one|zero|against a target|ahead of|it worked|passed|won|signed|happy|and now|it's "
        "now|they're now|"
        "gone|compared to|compared with|versus|before it was|it was before|used to be|was taking"
    ),
    "lesson": (
        "i learned|i learnt|i've learned|i've learnt|taught me|the lesson|a lesson|my lesson|lesson|"
        "looking back|"
        "in hindsight|hindsight|if i did|if i'd|if i could|i would have|i'd have|next time|differently|i "
        "realised|"
        "i realized|i've realised|i now|now i|these days|nowadays|ever since|since then i|since that|i "
        "still|i always|"
        "i never|i don't|from now on|from then|what i took|took away|takeaway|took from it|made me|i "
        "think|it showed me|"
        "what stayed|stuck with me|stays with me|i've kept|habit|every time|whenever|changed how|changed "
        "the way|"
        "today i|i try to|i make sure|before i|i ask|i used to|i thought|i'd assumed|i had assumed|i'm proud|"
        "i've done|i've used|i carry|reminded me|the thing i|is worth|it turns out|you can|you have to|"
        "people|"
        "if i|i'd do|do it again|for me"
    ),
    "aside": (
        "good question|let me think|that's a|thank you for|thanks for|happy to|does that|is that|what else|"
        "that's it|that's about it|i guess that's|that's basically|yeah|sorry|okay|so yeah|anyway|tell you|"
        "i'll tell|i can think of|hope that|answers your|your question|the question|one that comes|comes "
        "to mind|"
        "what was the|difficult one|tough one|in general|my whole life|by the way|where do|how long"
    ),
}  # fmt: skip
"""Phrases by what they hint at, separated by bars."""


class CueFinder:
    """Finds the phrases in a text by looking up every run of words short enough to be one."""

    __slots__ = ("_longest", "_names")

    def __init__(self, cues: Mapping[str, str]) -> None:
        names: dict[str, tuple[str, ...]] = {}
        for name, phrases in cues.items():
            for phrase in phrases.split("|"):
                names[phrase] = (*names.get(phrase, ()), name)
        self._names = names
        self._longest = max(phrase.count(" ") + 1 for phrase in names)

    def find(self, tokens: Tokens, first: int, end: int) -> set[str]:
        """The names of the cues between two tokens."""
        words = [tokens.word(index) for index in range(first, end)]
        found: set[str] = set()
        for at in range(len(words)):
            run = ""
            for word in words[at : at + self._longest]:
                run = f"{run} {word}" if run else word
                found.update(self._names.get(run, ()))
        return found
