"""English verbs, their forms and what else these may be: data, no logic beyond the spelling of endings."""

from __future__ import annotations

_REGULAR = """
    cool heat warm burn taste smell bend fold fill refill dry wash bake boil melt float sink swim crack hum paint blow drag
    shine hunt chase plant harvest weave stitch carve polish rot rust harden soften thicken tighten loosen widen deepen
    brighten darken ripen praise scold govern elect sail lend retire resign marry nourish heal cure infect vaccinate preallocate allocate digest
    breathe sweat bleed cite quote rub scrape scratch squeeze stir stretch tear tilt tune twist wipe bounce collide orbit
    rotate spin swing vibrate radiate evaporate condense corrode dilute ferment germinate pollinate hatch
    accept accompany act adapt add address adjust adopt aim align allow analyze appear apply argue arrive ask assert assign
    assume attach attempt avoid balance batch beat become begin behave believe benefit block break bring build call carry
    cause change check choose claim clean close collect combine commit compare compile compress compute conclude connect
    consider consist consolidate consume contain continue control converge convert copy cost count cover create cultivate cut
    decay decide decline decrease defer define delay delete deliver depend derive describe deserve design destroy detect
    determine develop differ disappear discover distinguish distribute double drive drop emerge emit enable encode end enforce
    engage ensure enter establish evaluate exceed execute exist expand expect explain exploit express feel extend fail fall
    favor fit focus follow force forget form forward free gain generate get give go grow guarantee handle happen help hide
    hold hurt identify ignore implement imply improve include increase indicate infer inform inherit inhibit insert involve
    isolate keep know lack last lead learn leave let leverage lie limit live load lock look lose maintain make manage map
    match matter mean measure merge minimize mitigate move need notice obey observe occur offer open operate optimize
    outperform overestimate own pass pay perform persist place play point predict prefer prepare preserve prevent produce
    prohibit project promote protect prove provide publish pull push put raise range reach read rebuild receive recommend
    record recover reduce refer reflect refuse reject relate release rely remain remember remove render repeat replace report
    represent require reset resolve respond restrict result retain retrieve return reuse reveal reverse rise rule run save say
    scale schedule seek seem select send separate serve set share shift show shrink simplify skip slow solve sort spawn spend
    split spread stand start state stay stem stop store strengthen struggle study succeed suffer suggest supply support
    suppress survive switch take teach tell tend terminate test think tolerate track train transfer transform translate
    traverse treat trigger try turn underestimate understand update use validate vary verify wait walk want waste weaken work
    write yield affect trade steal overwrite outweigh rank score review achieve enjoy talk listen buy sell discuss communicate
    specify speak agree introduce recognize deploy capture extract modify react watch invoke influence realize join clarify
    configure classify imagine hire die replicate acquire catch contribute invest eliminate automate encounter calculate
    declare maximize convince throw jump persuade propagate prioritize accomplish compensate organize monitor migrate interact
    initialize omit override acknowledge appreciate construct propose expose explore iterate disagree interpret embrace
    participate sustain motivate overcome invert synchronize justify admit encourage borrow perceive roll substitute redefine
    emphasize pose fulfill recall sacrifice associate kill worry afford cap formulate compose rewrite reproduce evolve hate parse
    finish miss obtain delegate assess refine alter complain remind satisfy demonstrate defend anticipate pretend reconstruct
    fight proceed guess navigate resize normalize approximate eat regain impose negotiate pursue summarize attend incorporate
    mention revise enumerate visualize rename restore attain concatenate uncover belong employ backpropagate deny sit
    manipulate disable simulate redirect dominate inspire resist confuse earn locate investigate synthesize saturate
    coordinate assist customize attract confirm precede cope append differentiate compete arise qualify possess judge invent
    comply craft intend notify swap elicit steer overwhelm constrain absorb invite convey punish surround assemble submit warn
    violate integrate exclude allocate specialize inject attribute incur withdraw exert worsen decouple accelerate accumulate
    activate aggregate alleviate allude ameliorate amplify annotate arouse ascribe aspire await bias bind bypass characterize
    comprise compromise concern conform constitute contradict contrast correlate crash debug dictate diminish discourage
    discriminate dispatch dissolve divide downsample elaborate embed embody emulate enclose endure enhance erode escalate
    estimate exacerbate exhibit expire facilitate fetch flatten flip foster freeze fuse generalize grasp hamper hinder
    illustrate imitate immerse inflate initiate insist instantiate instruct interfere invalidate jeopardize juggle lengthen
    lower mediate memorize mimic misinterpret mislead multiply mutate neglect neutralize nudge nurture occupy occlude
    orchestrate originate outline overcomplicate overfit overlap oversee oversimplify partition penalize permit pervade plot
    postpone postulate prescribe pretrain prune quantify reassure reconcile reconfigure reconsider rectify redistribute refute
    regularize regulate reinforce reinterpret resemble reside resort restart restrain resume retry revert revolve route
    sabotage scan segment serialize shape sharpen shorten signal signify smooth spare stabilize standardize stimulate strive
    subclass subtract suffice surpass suspend symbolize tackle tempt thrive throttle undergo undermine underpin unify unlock
    upload upsample utilize vanish visit wrap access answer cache care click contact challenge approach charge comment deal
    demand desire display document download escape exercise experience experiment export fear feed figure filter find fix flow
    frame guard guide harm hit hope host import install label leak link list log love mark model name note object output pause
    pick plan practice present print purchase query question reason reference reply research respect reward risk sample search
    sign sound step stress structure style surprise target touch trace trust type value view win wish face profile average sum""".split()


def _inflected(verbs: list[str]) -> frozenset[str]:
    forms = set(verbs)
    for verb in verbs:
        stem = verb[:-1] if verb.endswith("e") else verb
        forms.add(
            verb[:-1] + "ies"
            if verb.endswith("y") and verb[-2] not in "aeiou"
            else verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")
        )
        forms.add(verb[:-1] + "ied" if verb.endswith("y") and verb[-2] not in "aeiou" else stem + "ed")
        if verb[-1] in "pnmgtb" and verb[-2] in "aeiou" and verb[-3:-2] not in tuple("aeiou") and len(verb) <= 5:  # stop, stopped
            forms.add(verb + verb[-1] + "ed")
    return frozenset(forms)


# The past of verbs that do not take -ed, and what it is the past of.
_PASTS = """
    went:go came:come saw:see found:find gave:give got:get took:take made:make said:say told:tell kept:keep led:lead left:leave lost:lose meant:mean
    met:meet paid:pay ran:run sent:send showed:show stood:stand thought:think understood:understand won:win wrote:write
    grew:grow knew:know began:begin became:become broke:break built:build bought:buy chose:choose drew:draw fell:fall felt:feel
    flew:fly forgot:forget held:hold spent:spend brought:bring caught:catch taught:teach sold:sell spoke:speak threw:throw arose:arise
    drove:drive froze:freeze hid:hide rose:rise sought:seek shrank:shrink""".split()
_IRREGULAR = dict(pair.split(":") for pair in _PASTS)
# As nouns these stand in many subjects, so they do not count as verbs there.
NOUNS_TOO = frozenset(
    """
    act cause causes change changes check copy cost costs count design end ends fit force form forms help lack lead limit
    limits load lock locks look map match matter measure need offer open own pass place play point points project range rank
    rate read record records report result results return review reviews rise rule rules run save scale schedule schedules
    score set shift show sort split spread stand start state states stay stop store stores study support supply switch
    switches test tests trade train transfer trigger turn update updates use user users walk waste work works yield claim
    claims live last free close clean complete address addresses aim benefit benefits block blocks break designs drop process
    release request requests reset reuse separate slow track tracks mean access answer answers answered cache caches care
    cares call calls click clicks contact contacts challenge challenges approach approaches charge charges code codes comment
    comments conflict conflicts crash crashes deal deals demand demands desire desires display displays document documents
    download downloads draw dream escape estimate estimates exercise exercises experience experiences experiment experiments
    export exports fear fears feed feeds figure figures fight fights filter filters find finds fix fixes flow flows frame
    frames function functions guard guards guess guide guides harm hit hits hope hopes host hosts import imports input inputs
    install interest interests invoice label labels leak leaks link links list lists log logs love mark marks master message
    miss model models name names network networks notes note object objects output outputs pattern patterns pause pauses pick
    picks plan plans practice practices present presents preview print prints prefix processes profit profits projects
    purchase purchases query queries question questions react reason reasons recall reference references reply research
    respect rest reward rewards risk risks roll route routes sample samples search searches sense senses shape shapes signal
    signals sign signs size sizes sleep sleeps sound sounds space speed speeds stack stacks stick step steps stress strike
    structure structures struggle struggles style styles surprise target targets task tasks term terms thread threads touch
    trace traces trust tweak type types value values view views visit vote watch weight weights win wins wish wonder worry
    worries zero focus influence influences increase increases decrease decreases attempt attempts contrast contrasts
    compromise bias biases concern concerns partition partitions segment segments outline outlines purpose attribute
    attributes coordinate coordinates substitute abstract average averages bid book books base bases bind craft face faces
    field fields profile profiles scan scans sum sums retries upload uploads
    cap caps plot plots fetch fetches supplies visits crafts drops resets burn paint plant polish rust sail heat smell taste
    crack cure fold cool dry fill blow drag bend""".split()
)
# How an instruction begins.
IMPERATIVES = frozenset(_REGULAR) | frozenset(
    """
    be click type press import export select enter edit set put let get make take go aim test filter download install run see
    note try""".split()
)
VERBS = (_inflected(_REGULAR) | frozenset(_IRREGULAR)) - NOUNS_TOO

# Every form of a verb, and the one behind `does`.
BASE_FORMS = {form: verb for verb in _REGULAR for form in _inflected([verb])} | {verb: verb for verb in _REGULAR} | _IRREGULAR
