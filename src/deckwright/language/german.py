"""German words the rules look for, and German question templates: data, no logic."""

from __future__ import annotations

from .spoken import ROUND, Language

GERMAN = Language(
    name="German",
    codes=("de", "deu", "ger", "german", "deutsch"),
    stemmer="german",
    quotes=("„", "“"),
    pairs=(ROUND, ("„", "“”"), ("»", "«"), ("‚", "‘")),
    stop_words=frozenset(
        """
        der die das den dem des ein eine einer eines einem einen und oder aber denn nicht kein keine keinen ist sind war waren wird
        werden wurde wurden hat haben hatte kann können muss müssen soll sollen sollte darf dürfen in im an am auf aus bei beim mit
        nach von vom vor zu zum zur über unter um für gegen ohne durch bis seit zwischen als wie wenn weil dass daß ob da dann so
        auch nur noch schon sehr mehr man er sie es wir ihr ich sich sein seine ihre ihren dieser diese dieses diesem diesen jeder
        jede jedes jedem was wer wo wann warum welche welcher welches also doch nie immer alle alles viel viele""".split()
    ),
    about="{T}: {Q}",
    led="{T}: {L} – {Q}",
    means="Was bedeutet {X}?",
    things="{Q} ({N} Punkte)",
    again="{Q} (noch eine Karte: {N})",
    arrow="{X} → was?",
    complete="Wie geht der Satz weiter: „{B} …“?",
    whole="wie lauten die {N} Schritte, der Reihe nach?",
    step="welcher Schritt kommt direkt nach {X}?",
    which="welche sind das?",
    name_them="welche {N} Punkte gehören dazu?",
    level="Wie heißt {X}?",
    lessons=(
        (r"merke?|merksatz|merksätze|merkregel", "Was soll man sich merken?", "Was soll man sich zu {H} merken?"),
        (r"fazit|schluss|schlussfolgerung(?:en)?|conclusions?", "Wie lautet das Fazit?", "Wie lautet das Fazit zu {H}?"),
        (
            r"zusammenfassung|kurzfassung|kurz gesagt|kurz und gut|in kürze|tl;?dr|summary",
            "Wie lautet die Zusammenfassung?",
            "Wie lautet die Zusammenfassung zu {H}?",
        ),
        (r"faustregeln?|rule of thumb", "Wie lautet die Faustregel?", "Wie lautet die Faustregel zu {H}?"),
        (
            r"kernaussagen?|kernpunkte?|kerngedanke|hauptaussage|key points?|das wichtigste",
            "Wie lautet die Kernaussage?",
            "Wie lautet die Kernaussage zu {H}?",
        ),
        (
            r"lektion(?:en)?|lehren?|erkenntnis(?:se)?|lernpunkte?|quintessenz|moral|lessons?(?: learned)?|take-?aways?|learnings?",
            "Wie lautet die Lehre?",
            "Wie lautet die Lehre zu {H}?",
        ),
    ),
    lesson_heading=r"(?:die |meine |wichtigste |wichtige )?(?:lektionen|lehren|erkenntnisse|fazit|zusammenfassung|kernaussagen|kernpunkte|merksätze|merke|faustregeln|schlussfolgerungen|das wichtigste(?: in kürze)?|lessons learned|takeaways|learnings|tl;?dr)",
    labels={
        "ziel": "Was ist das Ziel von {S}?",
        "ziele": "Was sind die {N}Ziele von {S}?",
        "zweck": "Was ist der Zweck von {S}?",
        "problem": "Was ist das Problem bei {S}?",
        "probleme": "Was sind die {N}Probleme bei {S}?",
        "lösung": "Was ist die Lösung zu {S}?",
        "vorteil": "Was ist der Vorteil von {S}?",
        "vorteile": "Was sind die {N}Vorteile von {S}?",
        "nachteil": "Was ist der Nachteil von {S}?",
        "nachteile": "Was sind die {N}Nachteile von {S}?",
        "stärken": "Was sind die {N}Stärken von {S}?",
        "schwächen": "Was sind die {N}Schwächen von {S}?",
        "nutzen": "Was ist der Nutzen von {S}?",
        "kosten": "Was sind die {N}Kosten von {S}?",
        "risiko": "Was ist das Risiko bei {S}?",
        "risiken": "Was sind die {N}Risiken bei {S}?",
        "ursache": "Was ist die Ursache von {S}?",
        "ursachen": "Was sind die {N}Ursachen von {S}?",
        "grund": "Was ist der Grund für {S}?",
        "gründe": "Was sind die {N}Gründe für {S}?",
        "folge": "Was ist die Folge von {S}?",
        "folgen": "Was sind die {N}Folgen von {S}?",
        "voraussetzung": "Was ist die Voraussetzung für {S}?",
        "voraussetzungen": "Was sind die {N}Voraussetzungen für {S}?",
        "ergebnis": "Was ist das Ergebnis von {S}?",
        "idee": "Was ist die Idee hinter {S}?",
        "grundidee": "Was ist die Grundidee von {S}?",
        "annahme": "Was ist die Annahme bei {S}?",
        "übung": "Welche Übung gehört zu {S}?",
        "merkmale": "Was sind die {N}Merkmale von {S}?",
        "aufgaben": "Was sind die {N}Aufgaben von {S}?",
        "bestandteile": "Was sind die {N}Bestandteile von {S}?",
        "symptome": "Was sind die {N}Symptome von {S}?",
    },
    reasons=(
        (
            r"(?P<effect>(?!(?:und|oder|aber|wenn|das|dies\w*|es|er|sie|nicht|nur)\b)[^,:;?]{12,}),\s+(?P<cause>(?:weil|da)\s+.{8,})",
            "Warum gilt: {X}?",
        ),
    ),
    levels={noun: f"{noun.capitalize()} {{N}}" for noun in ("stufe", "ebene", "schicht", "phase", "level", "grad")} | {"l": "Level {N}"},
    level_label=r"(?P<noun>stufe|ebene|schicht|phase|level|grad|l)\s?(?P<number>\d+|[ivx]+)\s*[:–—-]\s*",
    asks=r"(?:(?:in|an|auf|aus|bei|mit|nach|von|vor|zu|für|durch|unter|über|um|seit|bis) )?(?:was|wer|wen|wem|wessen|wie|wieviele?|wo|wann|warum|weshalb|wieso|wozu|woher|wohin|woran|worauf|woraus|worin|worüber|wodurch|wofür|wogegen|womit|wonach|wovon|wovor|welche[rsnm]?)\b",
    sequence_lead=r"schritt|phasen?\b|ablauf|vorgehen|verfahren|prozess|reihenfolge|anleitung|algorithmus|rezept|lebenszyklus|zyklus|nacheinander",
    count=r"\b(?P<number>zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|beiden?|\d+)\b",
    count_words={
        "zwei": 2, "beide": 2, "beiden": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10,
    },
    open_list=r".*\b(?:beispiele?|z\. ?b|zum beispiel|etwa|ideen|tipps|links?|fragen|siehe|quellen|notizen|sonstiges|verschiedenes|einige|manche|mehrere|unter anderem|u\. ?a)\b",
    defines=r"(?:ein(?:e[rsmn]?)?|der|die|das|den|dem|jede[rs]?|alle[rs]?|wenn|wie|art|form|menge|reihe|fähigkeit|vorgang|prozess|verfahren|methode|maß|zustand)\b",
    states=r"\b(?:ist|sind|war|waren|hat|haben|hatte|wird|werden|kann|können|muss|müssen|soll|sollen|sollte|darf|dürfen|man|wir|du)\b",
    not_a_term=r"(?:beispiele?|z\. ?b|anmerkung(?:en)?|hinweise?|notiz(?:en)?|achtung|wichtig|siehe|quellen?|links?|frage[n]?|antwort(?:en)?|gedanken|update|nachtrag|erstens|zweitens|drittens|schritt|also|heute|jetzt|tipps?|warnung|außerdem|problem|idee|f|a|p)$",
    points=r"(?:dies\w*|das|es(?! gibt)|er|sie|dort|hier|so|dann|also|aber|und|oder|denn|dadurch|deshalb|daher|darum|damit|dabei|jedoch|trotzdem|außerdem|auch|beide|ersteres|letzteres)\b",
    open_end=r"(?:\busw\b|\betc\b|\bund so weiter\b|…|\.\.\.)\W*$",
    abbreviations=r"(?:[a-zäöü]|bzw|ca|vgl|usw|etc|evtl|ggf|inkl|max|min|nr|bspw|sog|dr|prof|hr|fr|st|jh|mio|mrd|\d{1,2})$",
    question_labels="frage",
    answer_labels="antwort",
    question_letters="f",
    generic_headings=frozenset(
        " ".join(heading.split())
        for heading in """
        fazit, zusammenfassung, einleitung, einführung, überblick, übersicht, hintergrund, lektionen, lehren, erkenntnisse, kernaussagen,
        kernpunkte, merksätze, kritik, notizen, meine notizen, gedanken, fragen, offene fragen, diskussion, quellen, literatur,
        weiterführendes, siehe auch, beispiele, anhang, vorteile, nachteile, vor- und nachteile, glossar, sonstiges, ergebnisse, methoden,
        schluss, schlussfolgerung, schlussfolgerungen""".split(",")
    ),
    empty_heading=r"(?:überblick|übersicht|einleitung|einführung|hintergrund|notizen|details|allgemeines|sonstiges|(?:teil|kapitel) \d+)",
    todo=r"\W*(?:TODO|WIP|FIXME|TBD|XXX|ToDo|Todo|Zu tun|zu tun|Noch zu|noch zu|Offen:|Nachlesen|nachlesen|Nachschlagen)\b",
    aside=r"[(\[*_]*(?:ich|anm\.?|anmerkung|notiz|nebenbei|hinweis|nachtrag|edit|update|nb)(?:\s*\([^)]*\))?\s*[):\]]",
    opinion_label=r"(?:meine? )?(?:gedanken?|meinung|ansicht|reaktion|kommentar)\b[^:.]{0,20}:",
    first_person=r"\b(?:ich|mir|mich|mein(?:e[rsmn]?)?|m\. ?e)\b",
    hedge=r"\b(?:vielleicht|womöglich|vermutlich|möglicherweise|wahrscheinlich|anscheinend|scheinbar|scheint|keine ahnung|nicht sicher|unsicher|interessant|seltsam|komisch|merkwürdig|wer weiß|unklar|irgendwie|haha)\b",
    claim=r"\W*(?:behauptung|behauptet|angeblich)\b",
    reference=r"\W*(?:siehe|s\. ?a|vgl|quellen?|link|links|literatur|weiterlesen|lesenswert|lesetipp|via)\b",
    example=r"\W*(?:z\. ?b\.|bspw\.|beispielsweise|zum beispiel|beispiele?\b|etwa:)",
)  # fmt: skip
