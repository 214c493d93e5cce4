"""French words the rules look for, and French question templates: data, no logic.

The no-break spaces that French sets before `:` and `?` are put in by `Language.spelled`; those inside « » stand here.
"""

from __future__ import annotations

from .spoken import ROUND, Language

FRENCH = Language(
    name="French",
    codes=("fr", "fra", "fre", "french", "français", "francais"),
    stemmer="french",
    quotes=("«\u00a0", "\u00a0»"),
    pairs=(ROUND, ("«", "»"), ("“", "”")),
    wide_signs=True,
    stop_words=frozenset(
        """
        le la les un une des du de au aux et ou mais ni que qui quoi dont où en dans sur sous avec sans pour par chez vers entre
        jusqu depuis pendant avant après comme quand si ne pas plus moins très bien peu tout toute tous toutes chaque autre autres
        ce cet cette ces cela ça se sa son ses leur leurs lui il elle ils elles on nous vous je tu me mon ma mes est sont était
        étaient être été a ont avoir avait peut peuvent doit doivent fait faire aussi donc car parce puis alors ainsi même c'est
        n'est qu'il qu'on qu'une qu'un c’est n’est qu’il qu’on qu’une qu’un y à quel quelle quels quelles comment pourquoi""".split()
    ),
    about="{T} : {Q}",
    led="{T} : {L} : {Q}",
    means="Que signifie {X} ?",
    things="{Q} ({N} points)",
    again="{Q} (autre carte : {N})",
    arrow="{X} → quoi ?",
    complete="quelle est la suite de la phrase «\u00a0{B} …\u00a0» ?",
    whole="quelles sont les {N} étapes, dans l’ordre ?",
    step="quelle étape vient juste après {X} ?",
    which="citez-les.",
    name_them="citez les {N} éléments.",
    level="comment s’appelle {X} ?",
    lessons=(
        (
            r"leçons?(?: apprises?)?|enseignements?|morale|lessons?(?: learned)?|take-?aways?",
            "quelle est la leçon ?",
            "quelle est la leçon sur {H} ?",
        ),
        (r"conclusions?|bilan", "quelle est la conclusion ?", "quelle est la conclusion sur {H} ?"),
        (r"résumé|en résumé|en bref|en deux mots|tl;?dr|summary", "quel est le résumé ?", "quel est le résumé de {H} ?"),
        (
            r"règle empirique|règle pratique|rule of thumb",
            "quelle est la règle pratique ?",
            "quelle est la règle pratique sur {H} ?",
        ),
        (
            r"points?[- ]clés?|idées?[- ]clés?|idée principale|l['’]essentiel|l['’]idée principale|key points?",
            "quelle est l’idée principale ?",
            "quelle est l’idée principale sur {H} ?",
        ),
        (r"à retenir|retenir|retenez|à noter", "que faut-il retenir ?", "que faut-il retenir sur {H} ?"),
    ),
    lesson_heading=r"(?:les |mes )?(?:leçons(?: apprises)?|enseignements|conclusions?|résumé|points[- ]clés|idées[- ]clés|à retenir|l['’]essentiel|en bref|bilan|tl;?dr)",
    labels={
        "but": "Quel est le but de {S} ?",
        "objectif": "Quel est l’objectif de {S} ?",
        "objectifs": "Quels sont les {N}objectifs de {S} ?",
        "problème": "Quel est le problème de {S} ?",
        "problèmes": "Quels sont les {N}problèmes de {S} ?",
        "solution": "Quelle est la solution dans le cas de {S} ?",
        "avantage": "Quel est l’avantage de {S} ?",
        "avantages": "Quels sont les {N}avantages de {S} ?",
        "inconvénient": "Quel est l’inconvénient de {S} ?",
        "inconvénients": "Quels sont les {N}inconvénients de {S} ?",
        "bénéfice": "Quel est le bénéfice de {S} ?",
        "coût": "Quel est le coût de {S} ?",
        "coûts": "Quels sont les {N}coûts de {S} ?",
        "risque": "Quel est le risque de {S} ?",
        "risques": "Quels sont les {N}risques de {S} ?",
        "cause": "Quelle est la cause de {S} ?",
        "causes": "Quelles sont les {N}causes de {S} ?",
        "raison": "Quelle est la raison de {S} ?",
        "raisons": "Quelles sont les {N}raisons de {S} ?",
        "conséquence": "Quelle est la conséquence de {S} ?",
        "conséquences": "Quelles sont les {N}conséquences de {S} ?",
        "condition": "Quelle est la condition de {S} ?",
        "conditions": "Quelles sont les {N}conditions de {S} ?",
        "résultat": "Quel est le résultat de {S} ?",
        "hypothèse": "Quelle est l’hypothèse de {S} ?",
        "principe": "Quel est le principe de {S} ?",
        "exercice": "Quel exercice correspond à {S} ?",
        "pratique": "Quelle pratique correspond à {S} ?",
        "limite": "Quelle est la limite de {S} ?",
        "limites": "Quelles sont les {N}limites de {S} ?",
        "caractéristiques": "Quelles sont les {N}caractéristiques de {S} ?",
        "composants": "Quels sont les {N}composants de {S} ?",
        "symptômes": "Quels sont les {N}symptômes de {S} ?",
    },
    reasons=(
        (
            r"(?P<effect>(?!(?:et|ou|mais|si|quand|cela|ça|c['’]|ce|cette|ces|il|elle|ils|elles)(?:\b|(?<=['’])))[^,:;?]{12,}?),?\s+(?P<cause>(?:parce qu(?:e\b|['’])|puisqu(?:e\b|['’])|car\b).{8,})",
            "{X} : pourquoi ?",
        ),
    ),
    levels={
        "niveau": "le niveau {N}", "phase": "la phase {N}", "étape": "l’étape {N}", "couche": "la couche {N}", "stade": "le stade {N}",
        "degré": "le degré {N}", "l": "le niveau {N}", "n": "le niveau {N}",
    },
    level_label=r"(?P<noun>niveau|phase|étape|couche|stade|degré|l|n)\s?(?P<number>\d+|[ivx]+)\s*[:–—-]\s*",
    asks=r"(?:(?:à|de|en|avec|par|pour|dans|sur|depuis) )?(?:qu['’]est|que\b|quoi\b|qui\b|qu['’]|quels?\b|quelles?\b|lequel\b|laquelle\b|lesquel\w*|comment\b|pourquoi\b|quand\b|où\b|combien\b)",
    sequence_lead=r"étapes?\b|phases?\b|processus|procédure|séquence|algorithme|recette|cycle|dans l['’]ordre|déroulement|marche à suivre|\bcomment\b",
    count=r"\b(?P<number>deux|trois|quatre|cinq|six|sept|huit|neuf|dix|\d+)\b",
    count_words={"deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10},
    open_list=r".*\b(?:exemples?|par exemple|p\. ?ex|idées|conseils|liens?|questions|voir|sources|notes|divers|diverses|plusieurs|quelques|certains|certaines|entre autres|notamment)\b",
    defines=r"(?:une?\b|le\b|la\b|les\b|l['’]|des\b|ce qu|celui|celle|chaque\b|tout\w*\b|ensemble\b|processus\b|capacité\b|technique\b|méthode\b|forme\b|type\b|mesure\b|état\b|action\b|fait de|lorsque\b|quand\b)",
    states=r"\b(?:est|sont|était|étaient|a|ont|peut|peuvent|doit|doivent|faut|fait|on|nous|vous)\b",
    not_a_term=r"(?:exemples?|p\. ?ex|notes?|remarques?|attention|important|voir|sources?|liens?|questions?|réponses?|idées?|pensées|mise à jour|premièrement|deuxièmement|étape|aujourd['’]hui|conseils?|astuce|de plus|problème|q|r|nb)$",
    points=r"(?:ce|cela|ça|c['’]|ces|cette|cet|ceci|il(?! y a)|elle|ils|elles|ici|là|ainsi|alors|donc|mais|et|ou|or|puis|aussi|cependant|pourtant|de plus|par conséquent|les deux|idem)(?:\b|(?<=['’]))",
    open_end=r"(?:\betc\b|et ainsi de suite|et d['’]autres|…|\.\.\.)\W*$",
    abbreviations=r"(?:[a-z]|p\. ?ex|ex|etc|mme|mlle|dr|cf|env|éd|vol|chap|av|apr|max|min|no)$",
    question_labels="question",
    answer_labels="réponse",
    generic_headings=frozenset(
        " ".join(heading.split())
        for heading in """
        résumé, conclusion, conclusions, introduction, aperçu, vue d’ensemble, contexte, leçons, leçons apprises, enseignements, points clés,
        idées clés, à retenir, critique, critiques, notes, mes notes, réflexions, questions, questions ouvertes, discussion, références,
        bibliographie, sources, pour aller plus loin, lectures complémentaires, voir aussi, exemples, annexe, avantages, inconvénients,
        avantages et inconvénients, limites, glossaire, divers, autres, résultats, méthodes, bilan""".split(",")
    ),
    empty_heading=r"(?:aperçu|vue d['’]ensemble|introduction|contexte|notes|détails|général|divers|autres|(?:partie|chapitre) \d+)",
    todo=r"\W*(?:TODO|WIP|FIXME|TBD|XXX|À faire|à faire|A faire|À voir|À lire|À vérifier|à vérifier)\b",
    aside=r"[(\[*_]*(?:moi|note|n\. ?b\.|nb|aparté|édit|mise à jour)(?:\s*\([^)]*\))?\s*[):\]]",
    opinion_label=r"(?:m(?:on|a|es) )?(?:avis|opinions?|réflexions?|pensées?|commentaires?|réaction)\b[^:.]{0,20}:",
    first_person=r"\b(?:je|moi|mon|ma|mes|me|j['’]\w+|m['’]\w+)\b",
    hedge=r"\b(?:peut-être|sans doute|probablement|on dirait|il semble|semble-t-il|apparemment|pas sûre?|je ne sais pas|qui sait|intéressante?|bizarre|étrange|pas clair|étonnante?|haha|mdr)\b",
    claim=r"\W*(?:prétend|affirme|affirmation|soi-disant|prétendument)\b",
    reference=r"\W*(?:voir|cf|sources?|liens?|références?|à lire|lecture conseillée|lire aussi|via)\b",
    example=r"\W*(?:p\. ?ex\.|par exemple|exemples?\b|ex\.)",
)  # fmt: skip
