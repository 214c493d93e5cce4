"""Spanish words the rules look for, and Spanish question templates: data, no logic."""

from __future__ import annotations

from .spoken import ROUND, Language

SPANISH = Language(
    name="Spanish",
    codes=("es", "spa", "spanish", "español", "castellano", "espanol"),
    stemmer="spanish",
    quotes=("«", "»"),
    pairs=(ROUND, ("«", "»"), ("“", "”")),
    stop_words=frozenset(
        """
        el la los las un una unos unas lo al del de y e o u pero no ni que en con por para sin sobre entre hasta desde hacia según
        como cuando donde porque si se su sus le les lo me mi nos es son era eran fue fueron ser está están estar hay ha han había
        tiene tienen puede pueden debe deben más menos muy mucho muchos muchas poco todo toda todos todas cada otro otra otros otras
        este esta estos estas ese esa esos esas esto eso aquel también ya solo sólo así qué cuál cómo quién cuándo dónde""".split()
    ),
    about="{T}: {Q}",
    led="{T}: {L}: {Q}",
    means="¿Qué significa {X}?",
    things="{Q} ({N} puntos)",
    again="{Q} (otra tarjeta: {N})",
    arrow="{X} → ¿qué?",
    complete="¿cómo sigue la frase «{B} …»?",
    whole="¿cuáles son los {N} pasos, en orden?",
    step="¿qué paso viene justo después de {X}?",
    which="¿cuáles son?",
    name_them="¿cuáles son los {N} elementos?",
    level="¿cómo se llama {X}?",
    lessons=(
        (
            r"lecci[oó]n(?:es)?|aprendizajes?|enseñanzas?|moraleja|lessons?(?: learned)?|take-?aways?",
            "¿cuál es la lección?",
            "¿cuál es la lección sobre {H}?",
        ),
        (r"conclusi[oó]n(?:es)?|conclusions?", "¿cuál es la conclusión?", "¿cuál es la conclusión sobre {H}?"),
        (r"resumen|en resumen|en pocas palabras|tl;?dr|summary", "¿cuál es el resumen?", "¿cuál es el resumen de {H}?"),
        (r"regla general|regla práctica|rule of thumb", "¿cuál es la regla práctica?", "¿cuál es la regla práctica sobre {H}?"),
        (
            r"idea clave|ideas clave|puntos? clave|idea principal|lo importante|key points?",
            "¿cuál es la idea clave?",
            "¿cuál es la idea clave sobre {H}?",
        ),
        (r"recuerda|recordar|para recordar|a recordar", "¿qué conviene recordar?", "¿qué conviene recordar sobre {H}?"),
    ),
    lesson_heading=r"(?:las |mis |los )?(?:lecciones(?: aprendidas)?|aprendizajes|conclusi[oó]n|conclusiones|resumen|ideas clave|puntos clave|ideas principales|para recordar|tl;?dr)",
    labels={
        "objetivo": "¿Cuál es el objetivo de {S}?",
        "objetivos": "¿Cuáles son los {N}objetivos de {S}?",
        "propósito": "¿Cuál es el propósito de {S}?",
        "finalidad": "¿Cuál es la finalidad de {S}?",
        "problema": "¿Cuál es el problema de {S}?",
        "problemas": "¿Cuáles son los {N}problemas de {S}?",
        "solución": "¿Cuál es la solución en el caso de {S}?",
        "ventaja": "¿Cuál es la ventaja de {S}?",
        "ventajas": "¿Cuáles son las {N}ventajas de {S}?",
        "desventaja": "¿Cuál es la desventaja de {S}?",
        "desventajas": "¿Cuáles son las {N}desventajas de {S}?",
        "inconveniente": "¿Cuál es el inconveniente de {S}?",
        "inconvenientes": "¿Cuáles son los {N}inconvenientes de {S}?",
        "beneficio": "¿Cuál es el beneficio de {S}?",
        "beneficios": "¿Cuáles son los {N}beneficios de {S}?",
        "coste": "¿Cuál es el coste de {S}?",
        "costo": "¿Cuál es el costo de {S}?",
        "riesgo": "¿Cuál es el riesgo de {S}?",
        "riesgos": "¿Cuáles son los {N}riesgos de {S}?",
        "causa": "¿Cuál es la causa de {S}?",
        "causas": "¿Cuáles son las {N}causas de {S}?",
        "razón": "¿Cuál es la razón de {S}?",
        "razones": "¿Cuáles son las {N}razones de {S}?",
        "consecuencia": "¿Cuál es la consecuencia de {S}?",
        "consecuencias": "¿Cuáles son las {N}consecuencias de {S}?",
        "requisito": "¿Cuál es el requisito de {S}?",
        "requisitos": "¿Cuáles son los {N}requisitos de {S}?",
        "resultado": "¿Cuál es el resultado de {S}?",
        "hipótesis": "¿Cuál es la hipótesis de {S}?",
        "práctica": "¿Qué práctica corresponde a {S}?",
        "ejercicio": "¿Qué ejercicio corresponde a {S}?",
        "características": "¿Cuáles son las {N}características de {S}?",
        "componentes": "¿Cuáles son los {N}componentes de {S}?",
        "síntomas": "¿Cuáles son los {N}síntomas de {S}?",
        "límites": "¿Cuáles son los {N}límites de {S}?",
    },
    reasons=(
        (
            r"(?P<effect>(?!(?:y|o|pero|si|cuando|esto|eso|esta?|ese|no|solo)\b)[^,:;¿?]{12,}?),?\s+(?P<cause>(?:porque|debido a que|ya que|puesto que)\s+.{8,})",
            "{X}: ¿por qué?",
        ),
    ),
    levels={
        "nivel": "el nivel {N}", "fase": "la fase {N}", "etapa": "la etapa {N}", "capa": "la capa {N}", "grado": "el grado {N}",
        "estadio": "el estadio {N}", "l": "el nivel {N}", "n": "el nivel {N}",
    },
    level_label=r"(?P<noun>nivel|fase|etapa|capa|grado|estadio|l|n)\s?(?P<number>\d+|[ivx]+)\s*[:–—-]\s*",
    asks=r"¿?\s*(?:(?:a|de|en|con|por|para|desde|hasta|sobre) )?(?:qué|quién(?:es)?|cuál(?:es)?|cómo|cuándo|dónde|cuánt[oa]s?)\b",
    sequence_lead=r"\bpasos?\b|\betapas?\b|\bfases?\b|proceso|procedimiento|secuencia|algoritmo|receta|ciclo|\borden\b|flujo de trabajo|\bcómo\b",
    count=r"\b(?P<number>dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|ambos|ambas|\d+)\b",
    count_words={
        "dos": 2, "ambos": 2, "ambas": 2, "tres": 3, "cuatro": 4, "cinco": 5, "seis": 6, "siete": 7, "ocho": 8, "nueve": 9, "diez": 10,
    },
    open_list=r".*\b(?:ejemplos?|por ejemplo|p\. ?ej|ideas|consejos|enlaces?|preguntas|véase|fuentes|notas|varios|varias|algunos|algunas|otros|otras|entre otros)\b",
    defines=r"(?:un[oa]?s?|el|la|los|las|lo|cada|cualquier|conjunto|proceso|capacidad|técnica|método|forma|tipo|medida|estado|acción|efecto|cuando|aquel\w*)\b",
    states=r"\b(?:es|son|era|eran|fue|está|están|hay|tiene|tienen|puede|pueden|debe|deben|hemos|tenemos|hay que)\b",
    not_a_term=r"(?:ejemplos?|p\. ?ej|nota|notas|ojo|atención|importante|véase|ver|fuentes?|enlaces?|preguntas?|respuestas?|ideas?|pensamientos?|actualización|primero|segundo|tercero|paso|hoy|ahora|consejos?|además|aviso|p|r|problema)$",
    points=r"(?:est[aeo]s?|es[aeo]s?|aquell?[ao]s?|aquí|allí|ahí|así|entonces|luego|pero|y|o|además|también|sin embargo|por eso|por tanto|ambos|ambas|lo mismo)\b",
    open_end=r"(?:\betc\b|y así sucesivamente|y otros|y más|…|\.\.\.)\W*$",
    abbreviations=r"(?:[a-z]|p\. ?ej|ej|etc|sr|sra|dr|dra|ee|uu|aprox|núm|pág|vol|cap|art|máx|mín)$",
    question_labels="pregunta",
    answer_labels="respuesta",
    question_letters="p",
    generic_headings=frozenset(
        " ".join(heading.split())
        for heading in """
        resumen, conclusión, conclusiones, introducción, visión general, contexto, antecedentes, lecciones, lecciones aprendidas,
        aprendizajes, ideas clave, puntos clave, crítica, críticas, notas, mis notas, reflexiones, preguntas, preguntas abiertas, discusión,
        referencias, bibliografía, fuentes, lecturas adicionales, véase también, ejemplos, apéndice, ventajas, desventajas,
        ventajas y desventajas, pros y contras, limitaciones, glosario, varios, otros, resultados, métodos, para recordar""".split(",")
    ),
    empty_heading=r"(?:visión general|introducción|contexto|antecedentes|notas|detalles|general|varios|otros|(?:parte|capítulo) \d+)",
    todo=r"\W*(?:TODO:|TODO\(|WIP|FIXME|TBD|XXX|Pendiente|PENDIENTE|pendiente|Por hacer|por hacer|POR HACER)(?:\b|(?<=\W))",
    aside=r"[(\[*_]*(?:yo|nota|n\. ?b\.|inciso|edición|actualización)(?:\s*\([^)]*\))?\s*[):\]]",
    opinion_label=r"(?:mis? )?(?:opini[oó]n(?:es)?|reflexi[oó]n(?:es)?|pensamientos?|comentarios?|reacci[oó]n)\b[^:.]{0,20}:",
    first_person=r"\b(?:yo|mí|mi|mis|conmigo|creo|pienso|opino|me (?:parece|gusta|pregunto|sorprende|recuerda))\b",
    hedge=r"\b(?:quizás?|tal vez|a lo mejor|acaso|probablemente|posiblemente|parece que|al parecer|no estoy segur[oa]|no sé|quién sabe|interesante|curioso|raro|extraño|no está claro|jaja)\b",
    claim=r"\W*(?:afirma|afirmación|supuestamente|presuntamente|según dicen)\b",
    reference=r"\W*(?:véase|ver|ver también|cf|fuentes?|enlaces?|referencias?|lectura recomendada|recomiendo leer|vía)\b(?! a\b)",
    example=r"\W*(?:p\. ?ej\.|por ejemplo|ejemplos?\b|ej\.)",
)  # fmt: skip
