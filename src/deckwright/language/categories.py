"""English nouns by which a lead says that the items below it belong together: data, no logic."""

from __future__ import annotations

from .english import OF_THEM

# Nouns whose plural says that what stands below are its members: `common causes of rust`, `types of loom`.
CATEGORIES = (
    r"actions|advantages|aims|alternatives|approaches|arguments|aspects|assumptions|attributes|barriers|benefits|biases|branches|"
    r"categories|causes|challenges|characteristics|claims|classes|components|concerns|conditions|consequences|constraints|costs|"
    r"criteria|dangers|differences|disadvantages|downsides|drawbacks|effects|entities|factors|failures|features|forms|goals|"
    r"guarantees|guidelines|habits|harms|hazards|indicators|ingredients|inputs|issues|kinds|laws|layers|levels|limitations|limits|"
    r"measures|mechanisms|methods|metrics|mistakes|modes|needs|objections|objectives|options|outcomes|outputs|parts|patterns|phases|"
    r"pillars|pitfalls|policies|positions|practices|premises|principles|problems|properties|purposes|qualities|reasons|requirements|"
    r"responsibilities|risks|roles|rules|schools|senses|shortcomings|signs|skills|solutions|sources|stages|strategies|strengths|"
    r"styles|subtypes|symptoms|tactics|tasks|techniques|tenets|theories|threats|tiers|traits|treatments|triggers|types|uses|use cases|"
    r"variants|varieties|virtues|ways|weaknesses"
)
# A lead that is such a noun with what belongs to it, and one that is a statement with such a noun behind it.
CATEGORY_LEAD = rf"((?:(?!(?:other|more|many|some|my|our|your|key|final|quick|like|and|\w+ing)\b)[\w’'/-]+ ){{0,4}}(?:{CATEGORIES}))(?: {OF_THEM}(?!.* like$).*)?$"
CATEGORY_TOLD = rf".*\b(?:{CATEGORIES})$"
