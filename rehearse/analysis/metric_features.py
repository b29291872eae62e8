"""What tells whether a quantity matters to the answer: what it is of, what is said about it, and where."""

from collections.abc import Container, Iterator, Mapping

from rehearse.analysis.evidence import MetricKind
from rehearse.analysis.governor import governor_of
from rehearse.analysis.lexicon import BE, words
from rehearse.analysis.quantity import HEDGES, Quantity
from rehearse.analysis.tokens import Tokens
from rehearse.interview.part import Part

_FAMILIES: Mapping[str, frozenset[str]] = {
    "moved": words(
        "went fell dropped rose grew climbed jumped shrank slid declined decreased increased improved "
        "reduced cut halved "
        "recovered came hit reached closed landed beat exceeded averaged returned converted scored rated "
        "saved save "
        "saving earned won gained lost losing lose cost costing costs avoided raised lifted boosted "
        "brought got get "
        "getting down up slipped moved trimmed shaved freed kept retained became drop fall rise increase "
        "reduction "
        "cleared sold"
    ),
    "took": words(
        "took takes take taking waiting waited wait waits running stood lasted ran spent spending spend "
        "needed"
    ),
    "held against": words(
        "target against versus vs compared before previously baseline average used originally plan budget"
    ),
    "now": words("now today since down"),
    "beside": words(
        "early late ahead behind faster slower quicker sooner longer shorter less more fewer extra under over"
    ),
    "aim": words("target goal aim objective quota expected promised"),
    "felt": words(
        "customers users people patients visitors clients requests tickets complaints orders calls "
        "incidents errors bugs "
        "emails sales units houses children students families reads views downloads signups subscribers "
        "leads members "
        "defects returns refunds failures outages alerts false alarms stores cities countries teams "
        "sites branches"
    ),
    "effort": words(
        "read interviewed spoke talked met sat wrote called rang drew sent made built tested sampled "
        "counted walked ran "
        "listed scored asked gave offered labelled reviewed pulled put tried printed told showed watched "
        "trained added"
    ),
    "length of": words("for over during last past first next every after within until before"),
    "window": words("in within inside after by until before of"),
    "scenery": words(
        "team people engineers developers colleagues staff members report reports stakeholders "
        "departments managers "
        "analysts floors rooms beds bed doors trucks surgeons services screens options things ways steps "
        "questions "
        "columns rows pages parts sides choices times kids lads nurses teachers cooks vets technicians "
        "founders"
    ),
    "named": words(
        "row page table aisle ward phase block level year grade version python tier gate room floor "
        "number day step part "
        "chapter class section bay unit option priority stage group key"
    ),
    "clock": words("at half past quarter before around by"),
    "harmed": words(
        "missed missing flooded lost died complained failed late waiting without dead broken leaving "
        "left overdue "
        "shut closed down crashed dropped churned returned stuck delayed behind wrong"
    ),
    "wished": words(
        "wanted want wants would should could if maybe hoped hoping asked trying planned planning"
    ),
    "tried out on": words("pilot piloted piloting rollout rolled tested canary trial sample traffic pilots"),
    "later": words("later ago old after before earlier time into of"),
    "threshold": words(
        "above below under over than if threshold limit when once least most exceeds exceeded cap"
    ),
}
_REACH = 5
_FAR = 30
"""Words on either side beyond which a sentence says nothing of a quantity; it keeps the time linear."""


def metric_features(
    tokens: Tokens,
    quantity: Quantity,
    part: Part | None,
    clause: range,
    nearest: MetricKind | None,
    fillers: Container[int],
) -> Iterator[str]:
    """The features of a quantity in its clause; `nearest` is what was last measured before it."""
    kind = str(quantity.kind)
    yield kind
    yield f"{kind} in {part}"
    shape = tuple(_shape(tokens, quantity))
    yield from shape
    yield from (f"{kind} {name}" for name in shape)
    if quantity.kind is None:
        yield f"bare after {nearest}"
    before = _words(tokens, range(quantity.first - 1, quantity.first - 3 * _REACH, -1), fillers)
    after = _words(tokens, range(quantity.last + 1, quantity.last + 3 * _REACH), fillers)
    yield f"-1 {before[0]}"
    yield f"{kind} -1 {before[0]}"
    yield f"-2,-1 {before[1]} {before[0]}"
    yield f"+1 {after[0]}"
    yield f"{kind} +1 {after[0]}"
    inside = {
        tokens.word(index)
        for index in range(max(clause.start, quantity.first - _FAR), min(clause.stop, quantity.last + _FAR))
    }
    for family, members in _FAMILIES.items():
        if not members.isdisjoint(before[:2]):
            yield f"{family} right before"
            yield f"{kind} {family} right before"
        if not members.isdisjoint(before):
            yield f"{family} before"
            yield f"{kind} {family} before"
        if not members.isdisjoint(after[:3]):
            yield f"{family} after"
            yield f"{kind} {family} after"
        if not members.isdisjoint(inside):
            yield f"{family} about"
            yield f"{kind} {family} about"
    governor = governor_of(tokens, quantity.first, clause, fillers)
    yield f"{kind} {governor.verb} {governor.link}"
    yield f"{governor.verb} {governor.link}"
    yield f"{kind} {governor.subject} {governor.verb}"
    yield f"{kind} {governor.subject} {governor.verb} {governor.link}"
    yield f"{kind} {governor.verb} in {part}"
    if before[0] in BE or before[1] in BE:
        yield f"{kind} after be"
    if quantity.unit is not None and quantity.kind is MetricKind.COUNT:
        yield f"counts {quantity.unit}"
        yield from (f"counts {family}" for family, members in _FAMILIES.items() if quantity.unit in members)
    if quantity.kind is MetricKind.TIME:
        yield f"unit {quantity.unit}"
    yield from (f"i {word}" for word in before if word in _FAMILIES["effort"])
    if "i" in inside:
        yield f"{kind} i about"


def _words(tokens: Tokens, indices: range, fillers: Container[int]) -> list[str]:
    """The nearest words in a direction; fillers and hedges are looked through."""
    found = [
        tokens.word(index) for index in indices if index not in fillers and tokens.word(index) not in HEDGES
    ]
    return found[:_REACH]


def _shape(tokens: Tokens, quantity: Quantity) -> Iterator[str]:
    value, number = quantity.value, quantity.number
    if quantity.per:
        yield "per"
    if quantity.attributive:
        yield "attributive"
    if number is None:
        yield f"word {tokens.word(quantity.first)}"
    else:
        yield "digits" if number.digits else "spoken"
        if number.whole and value < 3:
            yield f"just {value:g}"
        elif value < 10:
            yield "small"
        elif value >= 100:
            yield "large"
        if not number.whole:
            yield "scaled"
        if quantity.kind is None and 1900 <= value < 2100:
            yield "year"
    first = tokens.at(quantity.first)
    if first.gap in {"-", ":", ""} and quantity.first:
        yield "glued"
    if tokens.at(quantity.last + 1).gap in {"-", ":"}:
        yield "glues"
    before = tokens.at(quantity.first - 1)
    if before.text[:1].isupper() and before.lower != "i" and not before.opens and quantity.first > 1:
        yield "after a name"
    if tokens.word(quantity.last + 1) in {"th", "st", "nd", "rd", "am", "pm", "o'clock", "years", "year"}:
        yield "dated"
