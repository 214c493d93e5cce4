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
    r"motivation|desire|refus\w+|encourages?|sufficient|free|ready|incentives?|due|according|lead|leads|led|up|down|seems?|appears?|prefer|hope|plan|start|begin|continue|what|who|which|where|when|you|us|them)$"
)
TO_SAY = r"(?:be|me|my|put it|sum|summari[sz]e|conclude|begin with|start with|illustrate|recap|clarify|paraphrase|quote|say)\b"
# What stands before the way to reach an aim.
DUTY = r"(?:you|we|one)(?: only| also| simply| just)? (?:must|should|can|need to|have to|ought to|could|may|might)(?: also| simply| just| first)? "
# A page named before what stands on it.
PAGE = r"(?:note\s+[-–—]\s+|(?:pg|p|pp|page|pages)\.? ?\d+(?:[–-]\d+)?\s*[:.,–-]\s+)"
# What a piece that lacks its end may end with, and the expression for one that does.
WANTING = r"the|a|an|of|to|and|or|with|that|which"
CUT_OFF = rf"(?:^|\b)(?:{WANTING}|nor|but|for|in|on|by|usually|often|then|such as|as)$"
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
NO_ANSWER = r"(?:mostly|mainly|largely|relatively|partly|entirely|completely|neither|either|that simple|simple|clear|obvious|important|good|bad|true|false|hard|easy|often|also|usually|now|still|more|less|very|as|so|like|similar|different|shown|described|used|available|based|known|given|called|seen|too|quite|limited|already|always|at|on|here|below|above|in|made|one of|\w+ed|\w+er than)\b"
OF_WHAT = r"(?:of|to|for|in|with|from|between|about|behind|on|when|among|by)"
JUDGED_KIND = r"(?:when )?an?\s+(?:\w+ly\s+)?(?:more|less|alternative|exception|extension|potential|occasional|label|name|term|proponent|opponent|threat|trade-?off|dangerous|frequent|pallid|poor|sure|stronger|weaker|major|serious|critical|crucial|vital|valuable|(?:\w+ ){0,2}(?:loop|predictor|development|place|time|thing)|difficult|complex|tricky|good|flavou?r|great|bad|leading|awkward|nice|big|small|key|important|consequence|sign|matter|failure|lot|kind of|sort of|bit|must|strong|powerful|new|first|top|popular|useful|laudable|low|way|result|question|problem|goal|challenge|mistake|waste|reflection|reminder|function of|product of|symptom|case|example|part|better|classic|better|hard|natural|perfect|standard|typical|structural|single|second|third|(?:\w+ ){0,2}(?:part of|piece of|issue|triumph|superset|subset|source of|form of|feature of|aspect|concern|property of|benefit|advantage|drawback|improvement|requirement for))\b"
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
    r"first|last|most \w+|least \w+|root cause|root|(?:exact |polar |direct )?opposite|heart|basis|foundation|source|secret|fundamental|essence|core|"
    r"antithesis|antidote|precursor|cornerstone|backbone|epitome|hallmark|driving force|enemy|price|key) "
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

# How a statement says by whom, where and when something was done.
BE = r"is|are|was|were|can be|may be|must be|should be|will be|gets?|has been|have been"
DONE = r"\w+ed|driven|written|made|given|taken|shown|held|kept|led|built|sent|run|set|caught|chosen|known|drawn|found|read|bound|fed|won|spread|woven|eaten|worn|drawn|spun|grown|thrown|hidden|broken|spoken|beaten"
PLACED = r"stored|kept|located|held|saved|written|placed|recorded|defined|declared|hosted|deployed|cached|logged|registered|allocated|housed|buried|hidden|mounted|installed"
AT = r"in|on|at|inside|under|within|between|behind|above|below|outside"
LIES = r"lives?|resides?|takes place|take place"
MADE = r"published|founded|introduced|released|created|invented|built|discovered|established|launched|proposed|written|born|formed|adopted|passed|opened|developed|coined|signed|abolished|completed|started"
# Behind `by`, no one who did it.
NO_DOER = r"(?:default|hand|design|far|nature|definition|itself|themselves|mistake|accident|chance|convention|the time|the end|a factor|an? order|means|virtue|way|one|doing|\d|what|how|who|whoever|using|it|this|these|them|their)\b"
# Words that point at something outside the statement.
POINTERS = frozenset(
    "it its this that these those they them their such he she his her him there here another other others same former latter above below following".split()
)
TELLER = r"(?:the )?(?:authors?|book|paper|article|chapter|speakers?|papers|writers?|post|talk|example|study|idea|point|problem|goal|question|result|results|reason|result|difference|section|first|second|last|next)\b"
PEOPLE = r"\b(?:people|defendant|player|applicant|candidate|user|client|server|programs?|apps?|stakeholders?|master|library|boards?|individuals?|person|users?|teams?|engineers?|developers?|managers?|leaders?|customers?|employees|students|teachers?|scientists?|researchers?|psychologists?|children|parents|women|men|programmers?|experts?|owners?|readers?|consumers?|buyers?|sellers?|workers?|founders?|investors?)$"
# Verbs that say little of their subject.
SAYS_LITTLE = frozenset(
    "become becomes became seem seems look looks appear appears need needs want wants get gets matter matters mean means depend depends tend tends called use uses include includes expect expects feel feels show shows remain remains call calls serve serves".split()
)
# How a line opens that says what the name above it stands for.
SAYS_OF_IT = r"(?:(?:[Ii]t|[Tt]his|[Tt]hese|[Tt]hey)(?:['’]s|['’]re| is| are| was| were| refers? to| means| describes)|Is|Are|Refers? to|Means)\s+(?=(?:an?|the act|the process|the practice|the ability|the idea|the principle|the use|when|how|where|someone|something|one|any)\b)"
BARE_DESCRIPTION = r"(?:An? (?!few|lot|good|bad|great|big|couple|number of|case|look|note|common|more|better)[a-z]|(?:The )?(?:process|practice|act|art|ability|tendency|method|technique|collection|set|group|study|idea|belief|property|principle|measure|use|way) (?:of|that|to|used|for|in which)\b|(?:Method|Technique|Tool|Process|Software|Something|Someone|Anything|Any \w+) (?:used|that|who|which|for|to)\b)"
NO_PLACE = r"(?:in|at|by) the (?:end|beginning|early|late|middle|first|second|1\d|2\d)\b|in (?:parallel|stages|order|practice|advance|general|theory|fact|mind|place|turn|detail|common|time|addition|terms|cases?|a way|the way|contrast)\b"
SUITED = r"suited|suitable|good|great|useful|ideal|perfect|helpful|responsible|meant|intended|designed|optimi[sz]ed|built|made|prone|limited|vulnerable|resistant|sensitive|based|analogous|equivalent|proportional|characteri[sz]ed|associated|derived|named|subject|susceptible"
# A subject that opens with one of these is no one thing.
QUANTITIES = frozenset(
    "many some most several few all each every any no more other one both various certain multiple numerous different only lots".split()
)
VAGUE = frozenset(
    "existing new newer resulting current previous following single simple good bad better common above given actual own main".split()
)
# What has a content that can be stated.
LAWS = (
    r"law|hypothesis|principle|rule|theorem|effect|fallacy|bias|paradox|theory|axiom|lemma|conjecture|problem|maxim|razor|doctrine|thesis"
)
# Before a colon these label a remark.
NO_TERM = (
    r"(?i:\b(?:solution|motivation|response|problem|reason|argument|counter|option|options|approach|stay|focus|use|be|note|important|definition|study|chapter|step|metric|case|cases|question|"
    r"key|thing|things|other|bonus|cont|day|week|module|video|pro|pros|con|cons|advantage|disadvantage|benefit)\b)"
    r"|\d|^(?:To|In|On|For|With|By|How|Why|What|When|If)\b"
)
# Labels that say of a statement only that it is one.
REMARK = r"(?:(?i:note|definition|important|remember|fact|n\.b\.|key point|key insight)\s*(?:[:–—]|-(?=\s))\s*)(?=\w)"
# What follows `X is the` without saying what X is.
NOT_WHAT = r"(?:best|most|only|first|last|key|main|same|hardest|easiest|biggest|way|next|other|case|reason|time|point|right|wrong|worst|greatest|\w+est)\b"
# What a thing has of another that is no part of it to ask for.
NO_PART = r"(?:no|presence|absence|existence|expansion|discovery|concentration|development|state|output|input|importance|reasoning|different|increasing|loss|problem|number|lot|rest|majority|lack|amount|use|kind|type|sort|part|parts|most|one|all|some|many|bit|each|none|half|variety|series|set|list|couple|pair|any|another|either|both|example|examples|instance|case|out|think|thought)\b"
# What may stand before the comma that a statement begins behind.
FRONTS = r"in|for|at|on|with|within|during|under|without|from|among|between|inside"
RATHER = r"well|best|ideally|particularly|especially|mainly|mostly|primarily|typically|usually|often"
AT_TIMES = r"also|sometimes|often|commonly|otherwise|formerly|previously|better"
# After a comma and `as`, these open no reason.
NO_REASON = r"(?:well|an?|in|with|of|for|such|long|soon|opposed|to|part|if|far|usual)\b"
# A statement that ends or goes on so is not whole, or says too little to ask when it holds.
NO_OUTCOME = (
    r"(?:^|\s)(?:so|as|even|just|only|especially|except|and|or|but|to|of|what|that|how|time|is|are|best|useful|important|good|okay|fine|ok)$"
    r"|, \w+$|\b(?:what happens|so much|such)\b|[,:;(]|\band (?:is|are|was|were|will|can|has|have|the)\b"
)
NO_CONDITION_EITHER = r"(?:possible|needed|necessary|not|so|any|applicable|required)\b"
NOT_ADVICE = r"don['’]t|never|always|ensure|make sure"
# What follows `X is` and says what X is.
WHAT_IT_IS = (
    rf"one (?:that|which|who|whose|where|in which|with)\b.{{10,}}|any \w+ (?:that|which|who|where)\b.{{8,}}|(?:how|what|where)\s.{{12,}}|"
    rf"the (?!{NOT_WHAT})(?:[\w-]+ ){{0,3}}(?:[\w-]+) (?:of|that|who|which|to|between|in which|for)\b.{{8,}}|"
    r"something (?:that|which)\b.{8,}|someone who\b.{8,}"
)
# These open a place or a time, and no subject.
NO_PART_OPENS = rf"(?:{FRONTS}|after|before|by|to|through|as)\b"
# What a thing has of another: `the structure of a team`; no more than that may stand before `is`.
PART_OF = rf"(?:the |an? )?(?!{NO_PART})(?:[\w’'-]+ ){{0,3}}(?!{NO_PART})[\w-]+ (?:of|behind|between) [^,:;()]{{3,50}}?"
ONE_OF_MANY = r"(?:an? )?(?:\w+ ){0,2}(?:part|piece|aspect|example) of\b"
SEE = r"[,.;(]? (?:[Ss]ee|cf\.?) .*$"
NO_SINGLE_THING = r" [-–—] |\bfor example\b"
# An answer that ends so was cut off before what follows.
HANGS = r"\b(?:once|when|if|as|and|or|while|until|because|that|which|who|where|before|after|since|unless)$"
# An answer with one of these says how good something is, not what it is.
JUDGES = (
    r"\b(?:good|better|best|great(?! deal\b)|important|useful|eas(?:y|ier)|harder|difficult|worse|helpful|nice|effective|efficient)\b|"
    r"\b(?:is|are|be|was|were|very|too|more)(?: \w+ly)? (?:hard|bad)\b|\b(?:hard|bad) (?:to|for)\b|^(?:hard|bad)\b"
)
# A question about one event that is over.
IS_OVER = r"^(?:What|Why|How|When|Where|Who|Which \w+) (?:\w+ )?(?:did|was|were)\b"

# `a tool for …`, `data structure that …`: a thing, and behind it what tells it from others of its kind.
KIND_OF_THING = (
    r"(?:an?|the) |(?:(?:any|all|each|every|one|some) )?(?:[\w’'/-]+ ){0,3}[\w’'/-]+ (?:of|for|to|that|which|with|without|in|into|from|by|where|used|"
    r"between|on|at|across|around|through|over|under|among|against|about)\b"
)
NO_KIND = r"(?:more|less|most|lots?|very|too|twice|not?|never|always|often|also|usually|typically|when|if|because|as|by|in|on|at|from|with|to|for|is|are|was|were|has|have|can|may|must|should|will|does|do)\b"
