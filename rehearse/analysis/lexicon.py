"""Closed classes of English words that the rules look at: what a word is, never what to think of it.

Closed classes after Quirk et al., A Comprehensive Grammar of the English Language (1985); discourse
markers after Schiffrin, Discourse Markers (1987); like as a marker after
D'Arcy, Discourse-Pragmatic Variation (2017).
"""


def words(line: str) -> frozenset[str]:
    """The words of a line, as a set."""
    return frozenset(line.split())


SUBJECTS = words("i we you he she they it who there")
SUBJECT_FORMS = SUBJECTS | words(
    "i'm i'd i'll i've we're we'd we'll we've you're you'd you'll you've he's he'd he'll she's she'd "
    "she'll they're they'd they'll they've it's it'd it'll there's that's"
)
OBJECTS = words("me him her us them it this that these those mine yours hers ours theirs which whom")
POSSESSIVES = words("my your his her its our their whose")
DEMONSTRATIVES = words("this that these those")
DETERMINERS = POSSESSIVES | DEMONSTRATIVES | words("the a an some any no every each another both all")
BE = words("am is are was were be been being isn't wasn't aren't weren't ain't 's 're 'm")
CONTRACTED_BE = words("i'm you're he's she's it's we're they're that's there's who's what's here's where's")
HAVE = words("have has had having haven't hasn't hadn't")
DO = words("do does did don't doesn't didn't")
MODALS = words(
    "would could should might may must can will shall wouldn't couldn't shouldn't can't won't cannot"
)
WOULD = words("would wouldn't i'd you'd he'd she'd we'd they'd who'd it'd")
NEGATIONS = words("not never no don't didn't doesn't can't couldn't wouldn't won't isn't wasn't")
PREPOSITIONS = words(
    "of in on at to for with from by about into over under after before between through during without "
    "within against across behind beyond near onto off up down around per than as"
)
CONJUNCTIONS = words("and but or because cause cos if when while where though although since unless til")
WH_WORDS = words("what how why where when who which whether that if")
ADVERBS = words(
    "really very just only so too quite pretty already almost always never still also then now even "
    "ever probably maybe actually basically literally honestly totally completely super"
)
PAST_FORMS = words(
    "was were had did went came got made said told took gave found knew thought saw left kept began "
    "brought built bought caught chose cut did drew drove fell felt flew forgot froze grew heard held "
    "hit hung kept knew laid led lent let lost meant met paid put ran rang read rode rose sat sent set "
    "shook shot showed shut slept sold spent spoke stood stuck swept taught thought threw understood "
    "woke won wore wrote froze stole hid sank tore"
)
PARTICIPLES = words(
    "been done gone come got made said told taken given found known seen drawn written broken chosen "
    "driven eaten fallen forgotten grown heard held kept led left lost met paid put rung sent shown "
    "sold spent stuck taught thought thrown understood won built bought caught cut begun brought"
)
FILLED_PAUSES = words(
    "um umm ummm uhm uhmm uh uhh uhhh er err erm errm erh ehm eh ah ahh hmm hm hmmm mm mmm mhm em"
)
QUOTING = words("say says said saying goes go went think thought thinking ask asks asked")
LINKING = words(
    "feel feels felt feeling look looks looked looking sound sounds sounded seem seems seemed smell "
    "smells smelled taste tastes tasted act acts acted acting behave behaves behaved behaving work "
    "works worked treat treated treating"
)
