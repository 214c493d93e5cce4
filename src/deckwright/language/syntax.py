"""English words by which a sentence is taken apart into subject, verb, cause, condition and contrast: data, no logic."""

from __future__ import annotations

# Words around a verb, by which it is told from a noun.
ADVERBS = frozenset(
    "also often usually always never generally typically sometimes only just still even already really simply then now mostly rarely".split()
)
NO_SUBJECT = frozenset(
    """
    nowadays today currently recently finally usually     if when while although because since by in for with to as after before on at from until unless not no once whether that what how why
    where which there here this that these those it they he she its their so but and or then than also however instead of nor one both
    like similar each let's don't do make sure please always never sometimes often usually only just even rather given during between""".split()
)
BEFORE_A_NOUN = frozenset(
    """
    a an the of in on at by for with from into its their his her your our my this these those each every any no some more most all
    and or as than via per to between without within over under through about against like two three four five other another same
    such not when if good bad new old big small high low own main many few several simple strong weak multiple single different early late
    best worst large long short hard soft fast slow real full different""".split()
)
BEHIND_A_VERB = frozenset(
    """
    a an the to in on at by with from into for its their his her your our it them you us that more less most as not only all each every any
    how what when where why whether both some no another other up down out off over through between one two three many much new too well
    better worse because if and or fewer about against under like best this these those""".split()
)
OPENS_A_CLAUSE = frozenset(
    "that which who whom whose where when if while because although whether what how why unless until so but than since e.g i.e".split()
)
PLURALS = frozenset("people they we you i men women children data media criteria both many most some".split())
HAVE = frozenset("has have had".split())
PARTICIPLE = r"(?:not |also |never |often |already |always |now )*(?:\w+ed|been|become|had|done|gone|made|seen|shown|taken|given|known|found|grown|led|proven|written|built)\b"

# What joins a cause to what follows from it.
THEREFORE = r"therefore|hence|thus|consequently|as a result|as a consequence|for this reason|(?:which|that) is why|(?:which|that)['’]s why|this is why"
# After `to`, what only an aim opens with.
AIMS = (
    r"avoid|prevent|reduce|ensure|make sure|minimi[sz]e|guarantee|protect|limit|save|improve|speed up|get rid of|account for|"
    r"compensate|simulate|stabili[sz]e|preserve|prune|conserve|increase"
)
NO_PURPOSE = (
    r"\b(?:wants?|wanted|needs?|needed|try|tries|tried|trying|have|has|had|able|unable|ways?|ability|easy|easier|hard|harder|difficult|likely|attempts?|tends?|"
    r"allows?|helps?|forces?|asked|asks?|told|tells?|want|like|used|important|best|is|are|was|were|be|goal|aim|opportunity|reason|willing|how|going|ought|"
    r"impossible|possible|enough|too|fails?|failed|decide[ds]?|choose|chose|learn(?:s|ed)?|enables?|lets|step|steps|time|right|power|responsib\w+|tendency|"
    r"motivation|desire|refus\w+|encourages?|sufficient|free|ready|incentives?|due|according|lead|leads|led|up|down|seems?|appears?|prefer|hope|plan|start|begin|continue|what|who|which|where|when)$"
)
TO_SAY = r"(?:be|me|my|put it|sum|summari[sz]e|conclude|begin with|start with|illustrate|recap|clarify|paraphrase|quote|say)\b"
# What stands before the way to reach an aim.
DUTY = r"(?:you|we|one)(?: only| also| simply| just)? (?:must|should|can|need to|have to|ought to|could|may|might)(?: also| simply| just| first)? "
# A page named before what stands on it.
PAGE = r"(?:note\s+[-–—]\s+|(?:pg|p|pp|page|pages)\.? ?\d+(?:[–-]\d+)?\s*[:.,–-]\s+)"
# A piece that ends so lacks its end.
CUT_OFF = r"(?:^|\b)(?:the|a|an|of|to|and|or|nor|but|with|for|in|on|by|that|which|usually|often|then|such as|as)$"
# In a statement these open a smaller one, to which what follows may belong.
NESTED = r";|:|\bso (?:it|that|they|we|you|there)\b|, (?:but|so|and|or|while|which|who|where)\b|\b(?:to|of|for|and|from) \w+ing\b|\b(?:that|which|who|because|if|when|says?|said|have to|had to)\b|\band (?:then )?[a-z]+ (?:an?|the|its|their|your|it|them|to)\b"
# What a statement `The … is …` may be asked for, because there is one of it.
SOUGHT = (
    r"goals?|aim|purpose|reason|key|secret|best|worst|biggest|greatest|largest|main|primary|only|first|last|final|central|core|fundamental|chief|ultimate|"
    r"most (?:\w+)|least (?:\w+)|easiest|hardest|simplest|fastest|strongest|highest|lowest|cause|problem with|advantage|disadvantage|benefit|drawback|downside|"
    r"upside|role|job|function|definition|essence|heart|hallmark|opposite|antidote|alternative|solution|answer|trick|result|consequence|difference|"
    r"limitation|risk|danger|cost|price|default|value of|responsibility|task of|point of|challenge|mistake|rule of thumb|next step"
)
# A description that tells its thing apart from others of its kind.
TELLS_APART = r"\b(?:that|which|who|whose|where|when|for|of|with|from|to|by|in|between|used|designed|made|consisting|containing|called)\b"
NO_NAME = r"\b(?:this|these|that|those|it|they|he|she|you|we|there|here|what|who|which|one|ones|another|other|others|some|many|most|key|goal|problem|main|first|last|next|way|reason|point|idea|thing|result|part|best|only|example|step|rest|alternative|everything|nothing|everyone|such|same|above|following|latter|former|author|book|chapter|paper|article|result|time|people|person|answer|question|difference|sign|kind|type|both|each)\b"
NO_ANSWER = r"(?:that simple|simple|clear|obvious|important|good|bad|true|false|hard|easy|often|also|usually|now|still|more|less|very|as|so|like|similar|different|shown|described|used|available|based|known|given|called|seen|too|quite|limited|already|always|at|on|here|below|above|in|made|one of|\w+ed|\w+er than)\b"
OF_WHAT = r"(?:of|to|for|in|with|from|between|about|behind|on|when|among|by)"
JUDGED_KIND = r"(?:when )?an?\s+(?:\w+ly\s+)?(?:good|great|bad|leading|common|simple|awkward|nice|big|small|key|important|consequence|sign|matter|failure|lot|kind of|sort of|bit|must|strong|powerful|new|first|top|popular|useful|laudable|low|way|result|question|problem|goal|challenge|mistake|waste|reflection|reminder|function of|product of|symptom|case|example|part|better|classic|better|hard|natural|perfect|standard|typical|structural|single|second|third|(?:\w+ ){0,2}(?:part of|piece of|issue|triumph|superset|subset|source of|form of|feature of|aspect|concern|property of|benefit|advantage|drawback|improvement|requirement for))\b"
OBJECT_BEGINS = r"(?:an?|the|its|their|one|two|three|four|five|all|every|each|only|`|“|\"|\w+ (?:and|or|of)|more|less|no|both)\b"
# Verbs whose object says little, or which take none.
NO_OBJECT = frozenset(
    """
    take make get give go have do be come feel look seem become appear want need like love hate try use help let know think see say tell
    keep put find happen work end start begin place play hold mean matter tend depend rely stay remain live fall rise run turn include
    face own lack lose gain lead involve consist belong differ vary change move show offer fail""".split()
)

# What there is one of, where it stands behind the verb.
SUPERLATIVE = (
    r"the (?:only|best|worst|biggest|greatest|largest|smallest|main|primary|key|leading|fastest|simplest|easiest|hardest|strongest|highest|lowest|"
    r"first|last|most \\w+|least \\w+|root cause|opposite|heart|basis|foundation|source|secret|fundamental|essence|core) "
)
NOBODY = r"(?:you|we|i|people|your|our|there|here|one|someone|everyone|everything|nothing|something|anyone)\b"
# What an answer to `why` does not open with.
NO_CAUSE = r"(?:that|then|this|these|those|of this|of that|it['’]s (?:important|necessary|useful|good|bad)\b)\b"

THE_MORE = r"the (?:more|less|fewer|better|worse|\w+er)\b"
KIND_NOUN = (
    r"(?:process|practice|act|art|ability|tendency|number|amount|study|idea|belief|property|degree|phenomenon|measure|set|rate|difference|"
    r"probability|part|ratio|time|technique|method|principle|theory|state|fraction|percentage|science|use) (?:of|that|to|by|in|between|where|when|for)"
)
# After `as`, `before`, `after`, `if` or `when` this opens no condition.
NO_CONDITION = r"(?:of|for|to|with|in|at|mentioned|noted|shown|above|usual|such|always|long as|soon as|well as|far as|much|many|opposed|an? (?:result|consequence|side ?note|rule|bonus|note|whole))\b"
# Behind one of these in a subject, the noun before the verb need not be the one the verb agrees with.
INSIDE_A_SUBJECT = frozenset("of to in for with on from between".split())
ARTICLES = frozenset("a an the no more less".split())
BEFORE_A_PARTICIPLE = frozenset("have has had be been get gets got not when if once".split())
PERSONS = frozenset("you we they i he she it".split())
ENDS_A_CLAUSE = frozenset("and or but nor".split())
NEGATED = r"\b(?:not|never|cannot)\b|n['’]t\b"
