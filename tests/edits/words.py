"""Words for made-up notes: terms, verbs and things to combine, with their synonyms and opposites."""

from __future__ import annotations

TERMS = """
    Spillway Bulkhead Windlass Keystone Trellis Capstan Sluice Cistern Lattice Gantry Hopper Ballast Mortise Tenon Flume Weir Bellows Anvil
    Kiln Crucible Spindle Bobbin Shuttle Heddle Treadle Ratchet Pawl Flywheel Governor Manifold Gasket Grommet Ferrule Lanyard Halyard
    Cleat Fairlead Bollard Gunwale Transom Rudder Keel Tiller Sextant Binnacle Plumb Trowel Hod Screed Batten Purlin Rafter Gable Dormer
    Lintel Corbel Buttress Parapet Turret Culvert Levee Berm Mulch Loam Tilth Scion Rootstock Cloche Coppice Hedgerow Orchard Granary
    Silo Winnow Threshold Leaven Poolish Autolyse Proofing Banneton Brine Rennet Curd Whey Tincture Decoction Alembic Retort Pipette
    Burette Titration Solvent Catalyst Isotope Isobar Isotherm Monsoon Estuary Delta Moraine Esker Drumlin Fjord Isthmus Atoll Lagoon
    Index Folio Colophon Vellum Codex Marginalia Concordance Palimpsest Ledger Docket Cartulary Catalogue Registry Quorum Caucus Charter
""".split()
KINDS = """
    cold dry double floating upper lower tidal hollow shallow narrow quiet sealed spare timed wooden woven copper second inner outer
""".split()
THINGS = """
    device rule habit tool vessel frame wall record signal beam method tank measure channel room pattern surface agreement tally basin
    platform cover lever layer passage
""".split()
VERBS = """
    hold lift guard divide drain cool mark join carry weigh sort gather measure protect remove store release slow warm loosen harden keep
    drop raise lower open close start end add clean dry soften tighten widen shorten
""".split()
OBJECTS = """
    grain|warm water|loose paper|wet clay|salt|fresh dough|dust|cold air|seed|heavy stone|timber|raw wool|rain water|silt|old letters|sheep|
    lamp oil|dry leaves|young trees|fishing nets|melted wax|thin ice|sour milk|black ink|river sand|rope|apples|charcoal|copper wire|steam
""".replace("\n", "").split("|")
OBJECTS = [name.strip() for name in OBJECTS]
TIMES = """
    before the frost|after the frost|during a storm|at low tide|at high tide|after the harvest|before the harvest|while the wind is low|
    through the winter|through the summer|once the surface is dry|until the bell rings|every second week|in the first hour|in the last hour|
    on the north side|on the south side|near the gate|below the floor|above the floor
""".replace("\n", "").split("|")
TIMES = [name.strip() for name in TIMES]
PEOPLE = """
    Bakers Sailors Archivists Gardeners Masons Weavers Foresters Brewers Surveyors Printers Potters Millers Shepherds Glaziers Carpenters
    Pilots Tanners Ferrymen Beekeepers Cartographers
""".split()
REASONS = """
    the walls sweat|salt eats iron|heat escapes upward|the paper swells|roots need air|the rope stretches when wet|the scale drifts|
    mould grows in the dark|the clay cracks|wind carries the smoke inland|the joints move with the seasons|light fades the ink|
    yeast sleeps in the cold|the current undercuts the bank|frost lifts shallow stones|resin clogs the blade|mice follow the smell|
    the beam bends under snow|vapour finds every gap|the tide reaches the lower step|dust scratches the lens|two shifts share one key
""".replace("\n", "").split("|")
REASONS = [name.strip() for name in REASONS]
ADVICE = """
    measure twice and write both results down|a list on the wall beats a rule in a book|store tools where they are used|
    small batches show mistakes early|the slowest step sets the pace|label everything on two sides|ask who opens the door first|
    never mend a tool in the dark|count the empty boxes too|a spare part is worth more than a promise|write the plan before the first cut|
    check the weather before the calendar|two people lift better than one strong one|the cheapest repair is the early one|
    keep the path clear for the last cart|test the rope with half the load|a blunt knife costs more than a sharp one|
    what is cleaned daily is never scrubbed|an open window dries more than a stove|old maps lie about rivers
""".replace("\n", "").split("|")
ADVICE = [name.strip() for name in ADVICE]
CITIES = "Lisbon Porto Bergen Riga Ghent Turin Lyon Graz Krakow Malmo Cork Leeds Bath Siena Trieste Bremen Gdansk Tartu Ulm Basel".split()
UNITS = "litres minutes hours days GB words people seconds weeks bytes".split()
TOPICS = """
    Building in wet ground|Bread without haste|Boats and their parts|The quiet archive|Heat and how it moves|Orchards on a slope|
    Measuring by hand|Clay and fire|The harbour at night|Paper and ink|Weaving for wind|Rivers in a town|Stores for the winter|
    Roofs and rain|Glass in thin sheets|Working with rope|Bees at the edge of town|Maps of moving land|Bells and hours|Wood that lasts
""".replace("\n", "").split("|")
TOPICS = [name.strip() for name in TOPICS]
SECTIONS = """
    Foundations|Materials|Daily work|Repairs|Failures|Storage|Seasons|Inspection|Tools in use|Loading|Trade routes|Young hands|
    Costs and pay|First years|Later years|Weather|Safety|Crews|Layouts|Signals|Joints|Drying|Sorting|Transport
""".replace("\n", "").split("|")
SECTIONS = [name.strip() for name in SECTIONS]

SYNONYMS = {
    "device": "machine", "rule": "principle", "habit": "custom", "tool": "instrument", "vessel": "container", "wall": "barrier",
    "record": "log", "signal": "sign", "beam": "girder", "method": "technique", "room": "chamber", "channel": "duct", "pattern": "design",
    "holds": "keeps hold of", "lifts": "hoists", "guards": "shields", "divides": "splits", "drains": "empties", "cools": "chills",
    "marks": "labels", "joins": "connects", "carries": "transports", "gathers": "collects", "protects": "shelters", "removes": "takes away",
    "stores": "stocks", "releases": "frees", "hold": "retain", "lift": "hoist", "guard": "shield", "drain": "empty", "carry": "transport",
    "gather": "collect", "protect": "shelter", "store": "stock", "grain": "corn", "timber": "lumber", "rope": "cord", "dust": "grit",
    "before": "ahead of", "during": "in", "usually": "mostly", "near": "close to", "needs": "wants", "grows": "spreads", "write": "note",
    "mistakes": "errors", "early": "soon", "mend": "repair", "count": "tally", "path": "way", "boxes": "crates", "about": "around",
}  # fmt: skip

# Words that turn a fact into its sibling: another fact in nearly the same words.
OPPOSITES = {
    "before": "after", "low": "high", "winter": "summer", "first": "last", "north": "south", "below": "above", "upper": "lower",
    "keeps": "drops", "raises": "lowers", "opens": "closes", "starts": "ends", "adds": "removes", "warms": "cools", "hardens": "softens",
    "tightens": "loosens", "keep": "drop", "raise": "lower", "open": "close", "start": "end", "warm": "cool", "harden": "soften",
    "tighten": "loosen", "inner": "outer", "warm water": "cold water", "dry": "wet", "cold air": "hot air", "fresh": "stale", "old": "new",
    "young": "old", "heavy": "light", "thin": "thick", "slowest": "fastest", "cheapest": "dearest", "small": "large", "empty": "full",
}  # fmt: skip
OPPOSITES |= {other: word for word, other in reversed(OPPOSITES.items()) if other not in OPPOSITES}
