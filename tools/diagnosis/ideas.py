"""With which phrases do people ask for a thing without naming it?

Each idea has the words by which a field is known to mean it, and the phrases of a question that means it.
"""

import re

from tools.diagnosis.phrasing import any_of, set_of
from tools.diagnosis.reading import stem


def _idea(names: str, phrases: str) -> tuple[frozenset[str], re.Pattern[str]]:
    return frozenset(stem(word) for word in set_of(names)), any_of(phrases)


IDEAS: tuple[tuple[frozenset[str], re.Pattern[str]], ...] = (
    _idea(
        "employer workplace company",
        r"""
        where do you work | where are you (?:working|employed) | who do you work for | who(?:'s| is) your boss
        """,
    ),
    _idea(
        "occupation job profession work role",
        r"""
        what do you do\b | line of work | for a living | what(?:'s| is) your (?:job|trade|line)
        """,
    ),
    _idea(
        "referral source heard marketing channel found hear",
        r"""
        how did you (?:hear|find|come|learn|get to know|end up) | where did you (?:hear|find|see|get our|come across)
        who (?:sent|told|referred|recommended) you | what made you (?:call|choose|contact)
        """,
    ),
    _idea(
        "improvement improve suggestion feedback comment advice",
        r"""
        what (?:could|can|should|would|might) (?:we|they|have)(?: \w+){0,3} (?:better|different\w*|change)
        (?:could|can|should) we (?:do|have done) (?:\w+ )?better | anything (?:we|that) (?:could|can|should)
        what would you (?:change|like to see)
        """,
    ),
    _idea(
        "notice availability available start join",
        r"""
        how (?:soon|quickly) (?:can|could|would|will) | when (?:can|could) you
        """,
    ),
    _idea(
        "summary situation story incident circumstance event matter happened detail description describe narrative",
        r"""
        what(?:'s| has|'s been| is)? (?:happened|happening|been happening|going on)
        (?:explain|walk me through|run me through)
        (?:describe|tell me (?:about|more|briefly|what)|in your own words) | what took place
        how did (?:it|this|that) happen
        """,
    ),
    _idea(
        "reason cause motive arrears nonpayment why",
        r"""
        what (?:led|caused|made|brought|stopped|prevented|kept) | how come | why | (?:what(?:'s| is)|what was) behind
        """,
    ),
    _idea(
        "symptom complaint ailment problem concern illness sick",
        r"""
        how (?:are|is|do|have|has) (?:you|he|she|it|they)(?: been)? (?:feeling|feel|doing|unwell)
        what(?:'s| is| seems| has|'s been)? (?:up|wrong|the (?:matter|trouble|problem|issue))
        what(?:'s| is| seems| has|'s been)? (?:to be|bothering|been going) | how can (?:we|the doctor|the vet) help
        what (?:can|could) (?:we|the \w+) (?:do|help)
        """,
    ),
    _idea(
        "allergy allergic intolerance",
        r"""
        (?:react|reaction|reacts) (?:badly )?to | can't (?:have|eat|take)
        """,
    ),
    _idea(
        "medication medicine tablet drug",
        r"""
        (?:taking|take|on) (?:any(?:thing)?|at the moment)(?! else)
        """,
    ),
    _idea(
        "restart restarted reboot rebooted",
        r"""
        (?:off and (?:back )?on|on and off|unplug\w*|turn\w* it off|switch\w* (?:it )?off|power cycl\w*)
        """,
    ),
    _idea(
        "recommend referral promoter nps",
        r"""
        (?:tell|suggest us to|refer us to) (?:a |your |other)?(?:friends?|others?|people)
        """,
    ),
    _idea(
        "satisfaction rating score",
        r"""
        out of (?:ten|five|10|5) | on a scale | how (?:happy|pleased|satisfied|was (?:your|the))
        """,
    ),
    _idea(
        "luggage baggage bags",
        r"""
        (?:anything|what) (?:are you|will you be)? ?(?:carrying|bringing|taking)
        """,
    ),
    _idea(
        "error message",
        r"""
        what does (?:it|the (?:screen|message|error|display|app)) say | comes? up | come up on
        """,
    ),
    _idea(
        "display screen code status",
        r"""
        what does (?:it|the (?:screen|display|meter|box|unit)) (?:say|show) | on the screen
        """,
    ),
    _idea(
        "contents content goods item",
        r"""
        what(?:'s| is|'ve you got) in(?:side)? | what are you (?:sending|shipping|posting|moving)
        """,
    ),
    _idea(
        "qualification education degree study",
        r"""
        (?:study|studied|finish|matriculate|graduate)\w* | highest (?:level|grade)
        """,
    ),
    _idea(
        "age",
        r"""
        how old | what age | years old
        """,
    ),
    _idea(
        "experience",
        r"""
        how long have you (?:been|worked|done) | how many years
        """,
    ),
    _idea(
        "income salary pay wage earnings",
        r"""
        (?:bring|take) home | how much do you (?:make|earn|get) | per (?:hour|month|annum|year)
        what do you (?:want|earn|make)
        """,
    ),
    _idea(
        "opponent opposing opposite dispute counterparty defendant",
        r"""
        (?:who|whom)(?: are you| is it| is this)?.{0,25}\b(?:against|with|other (?:side|party))
        """,
    ),
    _idea(
        "injury injured hurt casualty",
        r"""
        (?:any(?:one|body)|you|somebody|someone) (?:\w+ )?(?:hurt|injured|okay|ok|all right|harmed)
        """,
    ),
    _idea(
        "habitable habitability livable",
        r"""
        (?:stay|live|living|staying|sleep) (?:in|there|at)
        """,
    ),
    _idea(
        "species animal breed pet",
        r"""
        what (?:sort|kind|type|animal|have you got|is (?:he|she|it))
        """,
    ),
    _idea(
        "transport bus shuttle",
        r"""
        how (?:will|does|would) (?:he|she|they|you) (?:get|come|travel)
        """,
    ),
    _idea(
        "neighbour neighbor",
        r"""
        next door | someone else (?:take|sign)
        """,
    ),
    _idea(
        "payment method",
        r"""
        how (?:would|will|do|are) you (?:like to |want to |going to )?(?:be )?pay\w* | cash or
        """,
    ),
    _idea(
        "consent permission agree",
        r"""
        (?:are|would) you (?:happy|okay|ok|fine|alright|comfortable) (?:for|with|if|to) | do (?:we|i) have your
        """,
    ),
    _idea(
        "interest interested",
        r"""
        (?:are|would) you (?:be )?(?:interested|keen)
        """,
    ),
    _idea(
        "weight heavy",
        r"""
        how (?:heavy|much does (?:it|he|she|the \w+) weigh) | what does (?:it|he|she) weigh
        """,
    ),
    _idea(
        "contact reachable",
        r"""
        (?:reach|get hold of|contact) you
        """,
    ),
)
