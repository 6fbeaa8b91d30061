"""Words that tell a speaker's label from the beginning of a line of prose, a heading or a form."""

# Words that begin a line of prose, a heading or a form, and never a speaker's label.
LEADS = frozenset(
    """
    later thoughts reflection reflections observation observations next meanwhile context overall
    note notes nb ps warning important remember example examples eg ie summary background aim
    aims objective objectives method methods methodology finding findings result results
    conclusion conclusions recommendation recommendations introduction discussion appendix
    annex figure fig table box chart chapter section part step stage page contents key source
    sources reference references theme themes topic topics question questions answer answers
    action actions issue issues option options point points task tasks item items email e-mail
    tel telephone phone fax web website address url http https www isbn copyright published
    keywords abstract acknowledgements foreword preface definition outcome outcomes impact
    evidence update reason reasons problem problems solution solutions need needs priority
    priorities commitment commitments quote quotes quotation strength strengths weakness
    challenge challenges goal goals vision mission total average mean median base percent
    monday tuesday wednesday thursday friday saturday sunday today tomorrow yesterday morning
    afternoon evening break lunch coffee welcome close agenda the this these there those that
    it we they he she you but and so or if when what why how who where which for in on at to
    as because first second third firstly secondly thirdly finally lastly however also then
    now yes no well ok okay yeah yep right sure exactly absolutely oh ah um er mm mmm mhm hmm
    my our his her their its one two three four five dear thanks thank remember see read not
    only just like a an by with from about after before recommendation laughter laughs pause
    silence recording transcription transcript transcribed transcriber
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
# Of these, the ones that are given names where a second name follows (“An Nguyen”, “So Yeon Baek”).
NAMES_THAT_LEAD = frozenset(["an", "do", "he", "in", "my", "on", "see", "so", "you"])
NAMES_THAT_ARE_WORDS = frozenset(
    """
    will hope joy grace rose may mark bill frank pat sue win dawn iris ivy faith april june august
    dale dean drew ernest gay gene glen grant guy heath holly jack jasmine jean jewel lance lily
    miles olive pearl penny peg ray rich rob robin ruby rusty sandy sky summer violet wade art ben
    bob carol chase chuck clay cliff daisy don earnest ginger hazel heather jade lane nick poppy
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
FORM_FIELDS = frozenset(
    """
    date time venue location place site present attendees attending participants recording
    transcript transcriber transcribed duration length project file filename ref reference id
    title subject study version setting language consent interview session code recorded
    format pseudonym age gender ethnicity name names contact contacts signed signature witness
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
# Words in small letters within a name or a role.
SMALL_WORDS = frozenset(
    """
    ab ap ferch verch ni nic ó uí ua zu ten ter du des e abu
    de der den van von la le di da dos bin ibn al el y and of the & carer carers participant
    speaker nurse worker practitioner manager lead daughter son wife husband mother father mum
    dad partner sister brother friend officer voice voices male female staff person
    interviewer researcher facilitator phone mobile laptop tablet room
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
# Sorts of people that a family or a service calls a speaker by, and says in its talk besides.
ROLE_WORDS = frozenset(
    """
    carer manager nurse doctor commissioner mum dad mother father husband wife son daughter sister
    brother gran nan grandmother grandfather aunt uncle friend neighbour partner group everyone
    chair host trainer speaker participant
    """.split()  # noqa: SIM905 - a list of this length reads better as words
)
