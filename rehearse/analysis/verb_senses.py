"""What verbs say of a figure beside them: that it moved, was reached, won, suffered, or merely put in.

The classes follow the senses that Levin, English Verb Classes and Alternations (1993), tells apart (verbs
of calibratable change, of obtaining, of measure, of spending), widened from general knowledge of how work
is told. A word may be in several.
"""

from collections.abc import Mapping

from rehearse.analysis.inflection import verb_forms
from rehearse.analysis.lexicon import BE, CONTRACTED_BE, HAVE, words

VERB_SENSES: Mapping[str, frozenset[str]] = {
    "moved": verb_forms(
        "fall fell fallen drop rise rose risen grow grew grown climb jump shrink shrank shrunk slide slid "
        "decline decrease increase improve worsen surge plunge plummet slip recover rebound spike double "
        "triple treble quadruple halve dip soar swell balloon creep crept tumble ease widen narrow "
        "accelerate slow stabilise stabilize steady peak bounce inch sink sank skyrocket crater tank "
        "collapse deteriorate settle hover shift"
    )
    | words("went go goes going gone came come comes coming up down moved move moving"),
    "changed": verb_forms(
        "cut reduce lower raise lift boost shorten trim slash shave speed sped shrink shrank improve "
        "increase decrease double triple halve bring brought push drive drove driven get got knock chop "
        "pare slim compress accelerate grow grew expand extend lengthen tighten drag pull minimise minimize "
        "maximise maximize cap curb stem take took bump move slow"
    ),
    "reached": verb_forms(
        "reach hit exceed beat surpass top achieve land finish end close score average total amount attain "
        "pass clear crack outperform overtake notch clock post record register measure rank rate place "
        "come came stand stood sit sat run ran"
    ),
    "gained": verb_forms(
        "save earn win won gain generate recover free avoid prevent eliminate sell sold close sign convert "
        "retain renew attract secure recruit raise bring brought add recoup reclaim unlock yield net gross "
        "bank collect claw land book deliver create make made produce capture acquire rescue"
    ),
    "served": verb_forms(
        "serve process handle ship deliver complete resolve clear feed fed house treat onboard enrol enroll "
        "graduate publish fulfil fulfill support host manage cover answer seat transport accommodate "
        "rehouse place vaccinate screen discharge turn pack pick fix correct catch caught stop close reach "
        "finish load respond dispatch reply settle let sell sold move restore migrate"
    ),
    "suffered": verb_forms(
        "lose lost miss fail cost waste flood crash break broke broken complain cancel churn leave left die "
        "reject return lock leak overrun overran overspend overspent turn throw threw thrown spill slip "
        "delay stall stick stuck suffer bounce default drop quit resign owe bleed bled damage injure hurt "
        "expire lapse burn scrap spoil affect impact hit double-book jam abandon decline disappear vanish "
        "struggle fall fell escalate wait queue reopen"
    ),
    "adopted": verb_forms(
        "use adopt sign join attend come came respond vote approve request ask copy roll pass stay renew "
        "agree click download buy bought visit register apply subscribe upgrade switch accept choose chose "
        "chosen pick order recommend follow take took return book reply volunteer show turn attend watch "
        "read enrol enroll enter opt convert graduate work run ran implement bring brought replicate "
        "standardise standardize open finish complete start started say said report prefer want"
    ),
    "took": verb_forms("take took taken last need require swallow eat ate consume drag average")
    | words("wait waits waited waiting queued queueing queuing"),
    "spent": verb_forms("spend spent block devote dedicate invest"),
    "received": verb_forms("get got gotten receive see saw seen record log field field experience face"),
    "is": BE | CONTRACTED_BE | words("equal equals equalled stays stayed stay remains remained became"),
    "had": HAVE | words("i've we've they've i'd we'd they'd"),
    "put in": verb_forms(
        "read interview speak spoke spoken talk meet met sit sat write wrote written call ring rang draw "
        "drew drawn send sent make made build built test sample count walk list ask review label tag sort "
        "pull try print tell told watch add create run ran hold held visit analyse analyze study studied "
        "go went look check survey shadow rewrite rewrote refactor design split divide group set organise "
        "organize schedule assign hire book rent borrow buy bought fit install paint put move swap merge "
        "train teach taught coach pair mentor present pitch prepare collect compare log map mapped pick "
        "choose chose drive drove fly flew travel work listen train document draft email phone contact "
        "reach invite gather plan break broke categorise categorize cluster prioritise prioritize propose "
        "suggest give gave show explain demo pilot prototype sketch configure deploy introduce implement "
        "launch take took pore comb dig dug scan tape hang hung lay laid measure time score rank use bring "
        "brought stay start begin began rehearse practise practice experiment iterate record film enter "
        "copy code program train rotate allocate reserve order stack weigh replace change"
    ),
    "allotted": verb_forms("give gave given leave left allow offer grant budget allocate set promise buy")
    | words("until till deadline remaining notice"),
    "staffed": verb_forms(
        "lead led manage run ran supervise work own cover join consist hold held comprise staff employ "
        "head oversee oversaw report serve span operate sell support teach taught maintain look include"
    ),
    "aimed": verb_forms(
        "want aim target ask expect hope promise commit plan need challenge task decide agree set demand "
        "insist mandate"
    )
    | words("goal target objective aim supposed mandate quota"),
    "found": verb_forms(
        "find found discover show shown reveal notice calculate estimate reckon learn realise realize "
        "figure turn see saw tell told say said suggest mean meant identify uncover suspect think thought "
        "know knew"
    ),
    "modal": words(
        "would could should might will can must would've could've should've i'd we'd they'd if i'll"
    ),
}
"""The forms of the verbs, and a few nouns that say the same, by sense."""
