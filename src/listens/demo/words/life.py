"""Facts of a life that a line gives away, so that one note does not contradict itself.

A line that speaks of "my wife" and a line that says "I live alone" are both true to life, but not in one note.
Each fact is a bit; a line carries the bits it gives away and the bits it cannot stand beside.
"""

import re
from functools import cache
from typing import Final

_SIGNS: Final[dict[str, str]] = {
    "parent": r"\b(my|our) (own )?(\w+ )?(kids?|children|child|sons?|daughters?|boys?|girls?|youngest|eldest|baby|"
    r"babies|toddler|little ones?|teenagers?|twins|\{kids?\})\b|\bas a (mum|dad|parent|mother|father)\b|"
    r"\bI'm a (single )?(mum|dad|parent)\b|\{kids\}|\bpregnant\b|\bmaternity\b|\bsingle (mum|dad|parent)\b",
    "young child": r"\bmy (baby|toddler|little ones?)\b|\bbaby came\b|\bhealth visitor\b|\bmy twins\b|\bnursery\b|\bpregnant\b|\bmaternity\b|\bpushchair\b",
    "retired": r"\bat my age\b|\bget in pension\b|\bmy pension\b|\bretired\b|\bgrand(son|daughter|children|kids|mother|father)\b|"
    r"\{old\}|\bFreedom Pass\b|\bwidow(er|ed)?\b|\bpensioners? like\b|\bmy walking stick\b",
    "grown child": r"\bchildren are grown\b|\bmy daughter at Christmas\b|\bmy sons (are|have)\b|\bmy son.s 34\b|\bmy grand|"
    r"\bmy daughter came back\b",
    "pupil": r"\bmy (school|college|GCSEs?|A levels|teachers?|exams|mocks|form tutor|year group|classmates|uni)\b|"
    r"\bin my year\b|\bI'm (1[2-9]|twelve|thirteen|fourteen|fifteen|sixteen|seventeen)\b|\bour school\b|"
    r"\bsixth form\b|\bat school I\b|\bmy mum and dad\b|\bme and my mates\b|\bmy parents (work|argue|think)",
    "paired": r"\bmy (husband|wife|partner|boyfriend|girlfriend|other half)\b(?! (died|passed|left|walked))",
    "alone": r"\b(live|lives|living) (alone|on my own|by myself)\b|\bsingle (mum|dad|parent)\b|"
    r"\bmy (late )?(husband|wife|partner) (died|passed|left|walked)|\bjust me and\b|\bwidow(er|ed)?\b",
    "jobless": r"\bout of work\b|\bunemployed\b|\blost my job\b|\bnot allowed to work\b|\bmade redundant\b|"
    r"\bjob ?centre\b|\bjob applications?\b|\bCVs?\b|\blooking for work\b|\bmy work coach\b|\bgave up (my job|work)\b",
    "working": r"\bI (still )?(work|clean|drive|teach|nurse)\b|\bmy (boss|manager|shifts?|job|wages?|supervisor|rota|"
    r"salary|payslip|colleagues?|workmates?)\b|\bI'm a (\{job\}|cleaner|nurse|teacher|driver|carer by)",
    "newcomer": r"\bthis country\b|\bmy visa\b|\basylum\b|\bHome Office\b|\bmy papers\b|\bmy English\b|"
    r"\brefugees? like\b|\bmy status\b|\bESOL\b|\b[Ii]n my country\b|\bleave to remain\b|\bI arrived\b",
    "always here": r"\bborn (here|and)\b|\ball my life\b|\bI grew up (here|round)\b|\b(forty|fifty|sixty) years\b",
    "renter": r"\bmy (landlord|rent|tenancy|letting)\b|\btemporary accommodation\b|\bthe hostel\b|\bour landlord\b|"
    r"\bour rent\b|\brent(ing)? a room\b|\bhousing association\b|\bcouncil (flat|tenant|house)\b",
    "owner": r"\b(my|our) mortgage\b|\bleasehold|\bservice charge",
    "woman": r"\bas a (woman|mum|mother|girl)\b|\bpregnant\b|\bmaternity\b|\bmy husband\b|\bI'm a (single )?mum\b|"
    r"\bmy (hijab|skirt|school skirt|periods|boyfriend|dress)\b|\bI'm an? .{0,12}\bwoman\b|"
    r"\bwhen I was a girl\b|\bmy headscarf\b|\bmy boyfriend\b|\bas women\b",
    "man": r"\bwhen I was a boy\b|\bmy beard\b|\bas a (man|dad|father|boy|lad)\b|\bmy wife\b|\bI'm a (single )?dad\b|\bas men\b|\bmy girlfriend\b",
    # These stand beside no other line that gives the same away: one age, one trade, one number of children.
    "age": r"\{(old|teen)\}|\bI'm (\d\d|nineteen|twenty|only fourteen)\b|\bsince I was\b",
    "trade": r"\bI'm on the phones\b|\bI'm (an? )?(employer|barrister|bus driver|shopkeeper)|\bI'm a (\{job\}|nurse|teacher|teaching|care worker|church leader|youth|student|trader)|"
    r"\bI (teach|drive|clean|nursed?|run a|sell|do hair|get paid to|ride for|cleaned|work (in|nights|for|from|on|security))\b|"
    r"\b[Mm]y (shop|takings|stall)\b|\bI was a (\w+) in my country\b|\bWorks (in|nights|part)\b|\bour wage\b",
    "brood": r"\{kids\}|\bmy two\b|\btwins\b|\btriplets\b|\bthree kids\b",
    "stay": r"\b(lived|been|moved) (here|into|in) .*\{(years|long)\}|\bcame (here|to)\b.*\bago\b|\bwhen I arrived\b",
}
_CLASHES: Final[tuple[tuple[str, str], ...]] = (
    ("parent", "pupil"), ("retired", "pupil"), ("retired", "working"), ("retired", "jobless"),
    ("retired", "young child"), ("paired", "alone"), ("paired", "pupil"), ("jobless", "working"),
    ("newcomer", "always here"), ("renter", "owner"), ("pupil", "renter"), ("pupil", "owner"),
    ("pupil", "working"), ("pupil", "jobless"), ("woman", "man"), ("pupil", "alone"),
    ("age", "age"), ("trade", "trade"), ("brood", "brood"), ("stay", "stay"), ("trade", "jobless"),
    ("trade", "retired"), ("grown child", "young child"), ("grown child", "pupil"), ("trade", "pupil"),
)  # fmt: skip

FACTS: Final[dict[str, int]] = {name: 1 << place for place, name in enumerate(_SIGNS)}
_COMPILED: Final = tuple((FACTS[name], re.compile(sign.lower())) for name, sign in _SIGNS.items())
_AGAINST: Final[dict[int, int]] = {}
for _one, _other in _CLASHES:
    _AGAINST[FACTS[_one]] = _AGAINST.get(FACTS[_one], 0) | FACTS[_other]
    _AGAINST[FACTS[_other]] = _AGAINST.get(FACTS[_other], 0) | FACTS[_one]


@cache
def given_away(text: str) -> int:
    """The facts that ``text``, in the first person, gives away about its speaker, as bits."""
    small = text.lower()
    facts = 0
    for bit, sign in _COMPILED:
        if sign.search(small):
            facts |= bit
    return facts


@cache
def against(facts: int) -> int:
    """The facts that cannot stand beside ``facts`` in one note."""
    clash = 0
    for bit, other in _AGAINST.items():
        if facts & bit:
            clash |= other
    return clash
