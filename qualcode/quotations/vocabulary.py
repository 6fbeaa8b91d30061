"""The words that tell who speaks, who reports speech, and whose words are no speech at all.

Role nouns are in the singular. A project adds its own roles when it calls `find_quotations`.
"""

import regex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PEOPLE = _words(
    """
    academic adviser advisor advocate ally ambassador analyst assessor assistant attendee aunt
    boy boyfriend broker brother caregiver carer caseworker ceo chair champion chaplain child
    citizen client clinician co-ordinator coach colleague commissioner consultant contributor
    coordinator councillor counsellor dad daughter delegate dentist dietitian director doctor
    driver employee employer executive expert facilitator father founder friend girl girlfriend
    governor gp grandad granddaughter grandfather grandmother grandparent grandson guardian
    head headteacher helper husband inspector interviewee keyworker lead leader learner
    lecturer man manager matron member mentor midwife mother mum nan navigator neighbour nephew
    niece nurse occupational-therapist officer operative organiser ot paramedic parent
    participant partner patient person pharmacist physio physiotherapist planner podiatrist
    porter practitioner prescriber professional provider psychiatrist psychologist pupil
    receptionist relative representative researcher resident respondent sibling sister son
    specialist spouse staff stakeholder stepdaughter stepfather stepmother stepson student
    supervisor supporter survivor teacher tenant therapist trainer treasurer trustee twin uncle
    user veteran volunteer warden widow widower wife woman worker youngster
    """
)
ORGANISATIONS = _words(
    """
    agency association authority board ccg centre center charity clinic college company council
    department forum group hospice hospital icb network organisation organization partnership pct
    practice school sector service services surgery team trust university
    """
)
# Words that describe a person or a body without naming one: a printed role is made of these.
COMMON_QUALIFIERS = _words(
    """
    acute adult adults advice area assessment borough bereaved board care carer carer's carers
    carers' child children children's city clinical community council county direct disability
    disabled district early education family focus former foster foundation full-time general group
    health home hospital housing independent informal integrated interview juggling learning local
    male female male/female mental national new nhs north older online operational outreach
    paid parent part-time peer pilot primary private professional public rural school second
    secondary senior service sessional sister site small social south specialist staff statutory
    strategic support survey the third trust unpaid urban voluntary ward welfare west working young
    youth & and
    """
)
DETERMINERS = _words(
    "a an the one another this that our some each every my his her their "
    "several many most other two three four five"
)
PLAIN_CARER_QUALIFIERS = _words(
    "unpaid informal male female anonymous older elderly black white asian british gay lesbian"
)
GENDERS = _words("female male woman man girl boy non-binary f m")
OFFICES = _words(
    """
    ambassador baroness ceo chair chairman chairperson chairwoman councillor cllr executive
    director founder lady lord minister mp ombudsman patron president professor secretary sir
    """
)
FINITE_VERBS = _words(
    """
    are be been can could did do does felt get gets give gives had has have is may might must
    needs said say says shall should tell thinks think told want wants was were will would
    provides provide offers offer makes make helps
    """
)
ROLE_STOPS = _words(
    """
    - / aged age and attending at by care-giver caring describing for from in interviewed living
    looking of on responding supporting that to whose who with working &
    """
)
# Words that begin a sentence before a verb of saying and are nobody's first name.
NOT_NAMES = _words(
    """
    act all and another both carers care council department england families government health
    however i interviewees it many most one others participants people professionals report
    respondents service she he some staff that the these they this those trust us we what when
    which who while you
    """
)

REPORTING = (
    r"(?:said|says?|saying|told|tells?|telling|explain(?:s|ed|ing)?|describ(?:e|es|ed|ing)|"
    r"comment(?:s|ed|ing)?|add(?:s|ed|ing)|not(?:es|ed|ing)|remark(?:s|ed|ing)?|"
    r"recall(?:s|ed|ing)?|reflect(?:s|ed|ing)?|report(?:s|ed|ing)?|put(?:s|ting)?\s+it|"
    r"shared|summ(?:ed|ing)\s+(?:it\s+)?up|wrote|writes|writing|respond(?:s|ed|ing)|"
    r"mention(?:s|ed|ing)?|admit(?:s|ted|ting)?|observ(?:es|ed|ing)|stress(?:es|ed|ing)|"
    r"argu(?:es|ed|ing)|call(?:s|ed|ing)|spoke|speaks|speaking|talk(?:s|ed|ing)|"
    r"recount(?:s|ed|ing)|"
    r"emphasis(?:es|ed|ing)|highlight(?:s|ed|ing)|express(?:es|ed|ing)|fe(?:els?|lt|eling)|"
    r"was\s+left|were\s+left|warn(?:s|ed|ing)|complain(?:s|ed|ing)?|recogni[sz]ed|thought|stated|"
    r"confid(?:es|ed|ing)|laugh(?:s|ed|ing)?|repl(?:ies|ied|ying)|exclaimed|continued|"
    r"suggest(?:s|ed|ing)|answered|concluded)"
)
REPORTING_VERB = regex.compile(rf"\b{REPORTING}\b", regex.IGNORECASE)
_PERSON_ENDINGS = "|".join(sorted((regex.escape(word) for word in PEOPLE), key=len, reverse=True))
_NO_QUALIFIER = (
    r"(?:is|are|was|were|be|been|has|have|had|for|of|to|in|on|at|by|with|from|that|which|who|and|or|"
    r"as|"
    r"can|could|will|would|should|may|might|do|does|did|said|told|any)\b"
)
_BODY_ENDINGS = r"carers['’]? (?:service|centre|organisation|group)|local authority"
SINGULAR_SPEAKER = regex.compile(
    r"\b(?P<speaker>(?:one|another|an?|the|this|our|(?:the|an?|one)\s+\p{L}+['’]s)"
    rf"\s+(?:(?!{_NO_QUALIFIER})[\p{{L}}\d'’-]+\s+){{0,4}}?"
    rf"(?:{_PERSON_ENDINGS}|{_BODY_ENDINGS})(?![\p{{L}}'’-])"
    r"(?:\s+(?:\p{L}+\s+)?(?:lead|manager|worker|officer|co-?ordinator|director|assessor)\b)?"
    r"(?:\s(?:in|from|at)\s(?:site\s)?(?-i:\p{Lu}[\p{L}'’-]*)(?:\s(?-i:\p{Lu}[\p{L}'’-]*))?)?)",
    regex.IGNORECASE,
)
PLURAL_SPEAKERS = regex.compile(
    rf"\b(?P<speaker>(?:(?:many|some|several|most|other|two|three|a few|young|parent|the|our)\s+)*"
    rf"(?:(?:{_PERSON_ENDINGS})s|people|families|children|wives|women|men|"
    r"others|another|one of (?:them|these)|those|they|she|he|staff))\b",
    regex.IGNORECASE,
)
NAMED_GROUP = regex.compile(rf"\b(?:{_PERSON_ENDINGS})s|wives|families|children", regex.IGNORECASE)
OF_SPEAKER = regex.compile(
    r"\b(?:by|words of|according to|comments? (?:of|by|from))\s*$", regex.IGNORECASE
)
FIRST_SINGULAR = regex.compile(r"\b(?:I|I['’](?:m|ve|d|ll)|[Mm]y|me|myself|mine)\b(?![.)])")
FIRST_ANY_CASE = regex.compile(
    r"\b(?:I(?:['’]\p{L}+)?|(?i:me|my|mine|myself|we(?:['’]\p{L}+)?|us|our|ours|ourselves))\b"
)
SPOKEN = regex.compile(
    r"\b(?i:you(?:['’]\p{L}+)?|\p{L}+n['’]t|\p{L}+['’](?:re|ve|ll|d|m)|there['’]s|"
    r"it['’]s|that['’]s|"
    r"he['’]s|she['’]s|yeah|okay|ok|really|gonna|well(?=,)|sort of|kind of|stuff|lot of)\b"
)
DOCUMENT = regex.compile(
    r"\b(?:act|white paper|green paper|strategy|strategies|policy|policies|guidance|guidelines?|"
    r"legislation|law|regulations?|census|literature|report|review|article|document|manifesto|"
    r"statistics|definitions?|defin(?:e|es|ed|ing)|ombudsman|government|department|minister|"
    r"secretary of state|bill|code of practice|charter|statement|slogan|motto|campaign|title[ds]?|"
    r"entitled|principles?|standards?|outcomes?|questions?|questionnaire|survey|asked|asks|term|"
    r"phrase|parliament|commission|inspectorate|study|studies|dictionary|leaflet|poster|website|"
    r"nhs england|concept|pledge[sd]?|aims?|aimed|vision|priority|priorities|scheme|"
    r"programme|project|"
    r"initiative|model|called|known as|so-called|referred to as)\b",
    regex.IGNORECASE,
)
