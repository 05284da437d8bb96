"""How do people write that an agent asks, reads back, sums up, or ends the call?"""

import re


def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


ASKS = _compile(
    r"\b(?:ask(?:s|ing)?|collect|gather|obtain|request|capture|record|take (?:down|their|the)|note|find out|establish"
    r"|get|enquire|inquire|determine|which|what|how (?:many|much|old|long)|whether|when|where|who)\b"
)
ORDERS_ASKING = _compile(
    r"\b(?:ask(?:s|ing)?|collect|gather|obtain|request|capture|record|take(?: down)?|note(?: down)?|find out|get)\b"
)
NEGATES = _compile(
    r"\b(?:do not|don't|does not|doesn't|never|must not|mustn't|should not|shouldn't|avoid|without|no need to|not"
    r"|cannot|can't|won't|refrain)\b"
)
CONDITION = _compile(
    r"\b(?:if|when|whenever|unless|until|once|only|except|otherwise|in case|without|before|after|where|while|should the"
    r"|should a|as long as|whoever|people who|anybody|anyone|those who)\b|\?\s"
)
SINGLE = _compile(
    r"(?<!\bin )(?<!just )\b(?:one|a single|single) (?:question|thing|detail|item|piece|topic|field|point|subject)\b"
    r"|\bone (?:at a time|by one|after (?:the other|another))\b|\bsingle file\b|\bsingly\b|\bseparate(?:ly)?\b"
    r"|\b(?:turn|question) of its own\b|\beach (?:question |one |of them )?(?:on its own|in turn|separately)\b"
    r"|\b(?:do not|don't|never|not|avoid)\b[^.;]{0,30}\b(?:combin|stack|bundl|pil(?:e|ing)|join|mix|two (?:in|at)|both"
    r"|several|more than (?:one|a single)|multiple|together|two questions|same turn)\w*|\bonly one\b"
    r"|\bone question\b(?=[^.]{0,20}\bwait)"
    r"|\bindividually\b|\b(?:one|once) per turn\b|\bturn by turn\b|\b(?:never|not) (?:ask )?two\b|\bstep by step\b"
    r"|\bin turn\b"
    r"|\bwait(?:s|ing)? (?:for|until)\b[^.;]{0,30}\b(?:answers?|repl(?:y|ies)|responses?)\b|\bwaiting for (?:each"
    r"|every)"
    r"|\bbefore (?:\w+ )?the next (?:one|question)|\b(?:paus|stop|wait)\w*\b[^.;]{0,30}\bafter (?:each|every)\b"
    r"|\b(?:next|following) (?:point|question|one) (?:only )?(?:when|once|after)\b|\Await[.!]?\Z|\? wait\b"
)
TOGETHER = _compile(
    r"\b(?:in (?:just )?one (?:question|go|breath|sentence|turn)|at once|all together|together in|in a single"
    r" (?:question|sentence|turn|go|breath)|at the same time|in the same (?:question|breath|sentence))\b"
)
READS_BACK = _compile(
    r"\b(?:read(?:s|ing)?\b[^.;]{0,60}\bback|(?:repeat|echo)(?:s|ing)?(?! (?:the )?(?:question|until))\b"
    r"|(?:say|says|saying|spell|play)\b[^.;]{0,40}\bback"
    r"|confirm(?:s|ed|ing)? (?:it|them|each|every|the|their|that)|ha(?:ve|s) (?:it|them) confirmed"
    r"|reads? (?:it |them )?(?:out )?again|verif(?:y|ies)|double[- ]check|back to (?:them|him|her|the \w+)"
    r"|as you understood)\b"
)
EVERY = _compile(
    r"\b(?:each|every) (?:\w+ ){0,2}(?:answer|detail|value|field|item|reply|one|piece)|\ball (?:answers|values"
    r"|of them)\b"
    r"|\bevery(?:thing| answer) (?:they|the \w+) (?:say|give|tell)"
)
SIGN_BY_SIGN = _compile(
    r"\b(?:digits?|characters?|figures?|letters?|groups?|pairs|slowly|spell\w*|(?:one|singly) by one"
    r"|number by number)\b"
)
_WHOLE = (
    r"(?:all|everything|whole|entire|full|details|booking|order|answers|reservation|appointment|information|arrangement"
    r"|pledge|together|trip|request|visit|claim|case|ticket|agreed|agreement|result|what (?:was|you|has|they))"
)
SUMS_UP = _compile(
    r"\b(?:at the end|finally|last(?:ly)?|to (?:close|finish|end)|wrap up|close (?:with|by)|finish (?:with|by)|before"
    r" (?:goodbye|ending|closing|hanging up|finishing|the call ends|you (?:end|hang up"
    r"|close)))\b[^.;]{0,40}\b(?:repeat|confirm"
    r"|read|restat|run through|go over|say back)\w*"
    r"|\b(?:summari[sz]\w+|summary|recap\w*|sum(?:s|ming)? up|top to bottom|start to finish"
    rf"|(?:go|run|walk|talk|going|goes|runs) (?:over|through)\b[^.;]{{0,30}}\b(?:{_WHOLE}|details?|it)\b"
    r"|(?:repeat|read|play|confirm|verify|check(?![- ](?:in|out)\b)|restate|restating|review)(?:s|ing)?\b[^.;]{0,40}"
    rf"\b{_WHOLE}\b"
    r"|say (?:back (?:what|all|the)|(?:the|all) \w+(?: \w+)? (?:once more|again|back)|everything|it all)"
    r"|(?:repeat|confirm|restate|read)(?:ing)? (?:back )?(?:the |their )?[\w-]{1,40}(?:, [\w -]{1,40}){0,8},? and )"
)
CALL_ENDS = _compile(
    r"\b(?:(?:end|finish|close|terminate|conclude)s? (?:the |this )?(?:phone )?(?:call|conversation)|hang(?:s)? up"
    r"|say good-?bye)\b"
)
TROUBLE = _compile(
    r"\b(?:silen\w+|quiet|voice ?mail|machine|wrong (?:person|number|party)|refus\w+|declin\w+|no (?:answer|reply"
    r"|response"
    r"|one|sound)|nobody|nothing (?:is|was|comes?|heard|said)|not (?:interested|answer\w*|respond\w*)|someone else"
    r"|another person|emergency|dead air)\b"
)
STYLE = _compile(
    r"\b(?:say|says|speak|spoken|read|reads|pronounce|put|give|state|voice)\b[^.;]{0,60}"
    r"\b(?:words|spoken|naturally|natural|aloud|as people|(?:the )?way|like|everyday|one by one|singly)\b"
    r"|\b(?:dates?|times?|numbers?|figures|sums|amounts|prices|months|days)\b[^.;]{0,50}"
    r"\b(?:words|spoken|naturally|pronounce\w*|as people|everyday)\b"
)
OUTBOUND = _compile(
    r"\boutbound\b|\b(?:you|agent|assistant)(?:'re| are| will)?(?: now)? (?:call|calling|phone|phoning|ring|ringing"
    r"|dial"
    r"|dialling)\b(?! (?:us|in\b|back\b|ends|out\b|to end|line|when|centre|center))"
    r"|\b(?:make|place|making|placing) (?:\w+ )?calls\b|\bcalling (?:from|on behalf|about|to (?:remind|ask|confirm"
    r"|tell))"
    r"|\b(?:may|can|could|am) i (?:speak|speaking|talk|talking) (?:to|with)\b|\bask to speak (?:to|with)\b"
    r"|\bthe (?:person|people) you(?:'re| are)? (?:call|calling|phone|ring)"
)
GOAL_OUTBOUND = _compile(r"\A\s*(?:call|phone|ring|remind|follow up|chase|outbound|contact|reach)\b")
INBOUND = _compile(
    r"\bcallers?\b|\b(?:answer|take|receive|handle|pick up)(?:s|ing)?\b[^.;]{0,25}\b(?:phone|calls?|telephone|line)\b"
    r"|\b(?:calls?|rings?|phones?|dials?) (?:us|in|you|up)\b|\b\w+s (?:who )?(?:call|phone|ring)(?: in)? (?:to|when"
    r"|because"
    r"|in|for|about|with|after)\b|\bwho (?:call|ring|phone|dial|telephone)\b|\b(?:inbound|incoming|receptionist"
    r"|reception|help ?line|hotline|help ?desk|phone helper"
    r"|[a-z]+ line of|you pick up|thank you for calling|thanks for calling)\b"
)
