"""Fields of meaning: what a word is about, so that a word never met in training still says something.

Verbs stand in their base form and are met in every regular one; irregular forms stand beside them. A field
never decides alone: its weight is learned.
"""

from collections.abc import Iterator, Mapping

_VERBS: Mapping[str, str] = {
    "tell": (
        "tell told say said ask call ring rang phone email text speak spoke talk explain show shown "
        "present share warn suggest propose offer reply admit apologise apologize announce brief "
        "persuade convince invite beg insist negotiate argue pitch report discuss meet met listen "
        "message write wrote written demonstrate recommend confront raise escalate consult interview "
        "quote repeat answer request greet confess"
    ),
    "make": (
        "build built make made create design draft draw drew develop print produce code sketch cook sew "
        "paint weld install assemble bake knit cut record film compose mock prototype script model type "
        "construct craft prepare lay laid dig dug mix"
    ),
    "alter": (
        "change move swap replace split merge remove add adjust redesign rewrite rewrote rebuild rebuilt "
        "reorganise reorganize rearrange switch turn fix repair clean clear simplify shorten rename "
        "reroute divert convert migrate patch refactor update upgrade tidy strip break broke label mark "
        "sort group number rank order roll automate standardise standardize combine isolate block open "
        "close lock pause revert"
    ),
    "examine": (
        "look check test measure count read review analyse analyze compare audit trace track survey "
        "sample log watch observe time pull find found notice discover see saw inspect investigate map "
        "list calculate estimate weigh study research search collect gather visit walk sit sat follow "
        "verify diagnose debug profile plot chart examine identify spot"
    ),
    "arrange": (
        "start begin began organise organize schedule book arrange plan assign give gave hand take took "
        "bring brought run ran hold held lead led train teach taught pair coach hire pick choose chose "
        "decide stop refuse agree pilot volunteer order buy bought file send sent post set put borrow "
        "rent recruit delegate introduce pin drive drove fly flew stay stayed carry carried lend lent "
        "stand stood step use try tried keep kept get got go went come came let help support mentor push "
        "drop swap spend spent work worked commit sign dedicate commission"
    ),
    "gain": (
        "improve rise rose risen grow grew grown increase double triple save gain win won pass passed "
        "renew deliver launch ship finish complete succeed recover return promote adopt survive exceed "
        "beat earn achieve reach land hit thank praise love smile hug cheer enjoy extend expand climb "
        "jump cover cope settle solve resolve graduate qualify celebrate approve accept award"
    ),
    "lessen": (
        "reduce fall fell fallen drop halve shrink shrank shrunk decrease decline vanish disappear lower "
        "ease shorten cut slip slow dry cease stop plummet"
    ),
    "fail": (
        "fail break broke broken lose lost miss complain crash leak flood cancel struggle quit quitting "
        "suffer slip delay ignore refuse argue shout yell cry cried die died worry worried panic hate "
        "blame threaten overrun jam stall freeze froze frozen waste burn burnt spill bleed bled clash "
        "resign collapse reject"
    ),
    "learn": (
        "learn learnt realise realize understand understood believe assume underestimate remember forget "
        "forgot forgotten regret appreciate trust teach taught remind reckon tend prefer value matter"
    ),
    "owe": (
        "need must owe expect promise want require task charge own entrust inherit appoint nominate "
        "accountable responsible supposed meant"
    ),
}
_WORDS: Mapping[str, str] = {
    "trouble": (
        "problem problems issue issues trouble error errors fault faults mess chaos complaint complaints "
        "delay delays late missing angry furious upset scared afraid confused stuck ill sick short "
        "behind overdue worst bad badly wrong broken empty crisis outage bug bugs mistake mistakes pain "
        "risk risky backlog shortage dispute conflict tense exhausted unhappy nervous nobody impossible "
        "slow expensive old damp"
    ),
    "good": (
        "better best happy pleased delighted proud faster cheaper calmer quicker smooth smoothly good "
        "great safe safely successful success award clean quiet full early fewer less lower higher more"
    ),
    "duty": (
        "job task duty responsibility goal target deadline brief remit mandate mission aim objective "
        "assignment role shift watch signature mine decision call charge order orders instructions"
    ),
    "past time": (
        "ago last summer winter spring autumn year years season during while when once yesterday joined "
        "previous former first second january february march april june july august september october "
        "november december christmas easter ramadan"
    ),
    "now": "now nowadays today always anymore still since these every whenever never ever usually",
    "later": (
        "later afterwards eventually finally within end after following next by until then result "
        "outcome overall altogether total"
    ),
    "order": (
        "first firstly second secondly then next after meanwhile also finally instead straight immediately"
    ),
    "those served": (
        "customer customers client clients patient patients parent parents guest guests user users "
        "resident residents passenger passengers visitor visitors student students pupil pupils kids "
        "children family families regulator inspector reader readers tenant tenants member members owner "
        "owners public"
    ),
    "those beside": (
        "team crew staff colleague colleagues manager boss lead senior supervisor director engineer "
        "engineers developer developers nurse nurses driver drivers operator operators apprentice "
        "apprentices foreman partner head chief captain trainee intern volunteer volunteers owner shift "
        "department"
    ),
    "talk of talking": (
        "question example examples answer sorry repeat story think thinking good tough hard thanks thank "
        "remember okay yeah yes sure well hmm hello hope sense great interesting guess"
    ),
    "anyone": "you people everyone everybody someone somebody anyone anybody nobody one",
    "mind": (
        "lesson hindsight differently habit mind honest honesty trust fear respect listening patience "
        "ego pride worth rule principle culture truth assumption"
    ),
    "measure": (
        "percent minutes hours days weeks months seconds pounds dollars euros points times half third "
        "quarter rate score average number numbers figure figures zero"
    ),
    "not": (
        "no not never nobody none nothing neither without don't didn't wasn't couldn't isn't can't won't nor"
    ),
    "need": "must should need needed supposed gotta due required have had",
    "would": "would could might i'd we'd you'd he'd they'd she'd",
}


def _forms(verb: str) -> Iterator[str]:
    """The regular forms of a verb."""
    stem = verb[:-1] if verb.endswith("e") else verb
    yield from (verb, f"{verb}s", f"{stem}ed", f"{stem}ing")
    if verb.endswith("y"):
        yield from (f"{verb[:-1]}ied", f"{verb[:-1]}ies")
    if len(verb) > 2 and verb[-1] not in "aeiouywx" and verb[-2] in "aeiou" and verb[-3] not in "aeiou":
        yield from (f"{verb}{verb[-1]}ed", f"{verb}{verb[-1]}ing")


def _fields() -> Mapping[str, tuple[str, ...]]:
    fields: dict[str, tuple[str, ...]] = {}
    for field, verbs in _VERBS.items():
        for form in {form for verb in verbs.split() for form in _forms(verb)}:
            fields[form] = (*fields.get(form, ()), field)
    for field, words in _WORDS.items():
        for word in set(words.split()):
            fields[word] = (*fields.get(word, ()), field)
    return fields


FIELDS: Mapping[str, tuple[str, ...]] = _fields()
"""The fields of a word in lower case."""
VERB_FIELDS = frozenset(_VERBS)
