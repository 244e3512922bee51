"""The answers that can be chosen, in the wording and order of the harmonised standards.

Source: the equality information pattern of the GOV.UK Design System, which rests on the Government Statistical
Service's harmonised standards; the occupation at 14 is the Social Mobility Commission's measure.
"""

from django.db.models import TextChoices

PREFER_NOT_TO_SAY = "prefer_not_to_say"
_PREFER_NOT = (PREFER_NOT_TO_SAY, "Prefer not to say")


class AgeBand(TextChoices):
    """Bands and no date of birth: among tens of applicants a date is a name."""

    UNDER_25 = "under_25", "Under 25"
    FROM_25 = "25_to_29", "25 to 29"
    FROM_30 = "30_to_39", "30 to 39"
    FROM_40 = "40_to_49", "40 to 49"
    FROM_50 = "50_to_59", "50 to 59"
    FROM_60 = "60_or_over", "60 or over"
    PREFER_NOT = _PREFER_NOT


class Disability(TextChoices):
    """Whether there are conditions or illnesses of 12 months or more."""

    YES = "disability_yes", "Yes"
    NO = "disability_no", "No"
    PREFER_NOT = _PREFER_NOT


class DisabilityEffect(TextChoices):
    """How far they reduce what a person can do from day to day."""

    A_LOT = "yes_a_lot", "Yes, a lot"
    A_LITTLE = "yes_a_little", "Yes, a little"
    NOT_AT_ALL = "not_at_all", "Not at all"
    PREFER_NOT = _PREFER_NOT


class EthnicGroup(TextChoices):
    """The groups of the 2021 Census for England."""

    WHITE = "white", "White"
    MIXED = "mixed", "Mixed or multiple ethnic groups"
    ASIAN = "asian", "Asian or Asian British"
    BLACK = "black", "Black, African, Caribbean or Black British"
    OTHER = "other_ethnic_group", "Other ethnic group"
    PREFER_NOT = _PREFER_NOT


class EthnicBackground(TextChoices):
    """The backgrounds of all groups; `BACKGROUNDS` says which belong to which."""

    BRITISH = "british", "English, Welsh, Scottish, Northern Irish or British"
    IRISH = "irish", "Irish"
    GYPSY = "gypsy_or_irish_traveller", "Gypsy or Irish Traveller"
    OTHER_WHITE = "any_other_white", "Any other White background"
    WHITE_BLACK_CARIBBEAN = "white_and_black_caribbean", "White and Black Caribbean"
    WHITE_BLACK_AFRICAN = "white_and_black_african", "White and Black African"
    WHITE_ASIAN = "white_and_asian", "White and Asian"
    OTHER_MIXED = "any_other_mixed", "Any other mixed or multiple ethnic background"
    INDIAN = "indian", "Indian"
    PAKISTANI = "pakistani", "Pakistani"
    BANGLADESHI = "bangladeshi", "Bangladeshi"
    CHINESE = "chinese", "Chinese"
    OTHER_ASIAN = "any_other_asian", "Any other Asian background"
    AFRICAN = "african", "African"
    CARIBBEAN = "caribbean", "Caribbean"
    OTHER_BLACK = "any_other_black", "Any other Black, African or Caribbean background"
    ARAB = "arab", "Arab"
    ANY_OTHER = "any_other_ethnic_group", "Any other ethnic group"
    PREFER_NOT = _PREFER_NOT


_B = EthnicBackground
# For each group its question and its backgrounds; the last of these may be put in the person's own words.
BACKGROUNDS: dict[str, tuple[str, tuple[EthnicBackground, ...]]] = {
    EthnicGroup.WHITE: (
        "Which of the following best describes your White background?",
        (_B.BRITISH, _B.IRISH, _B.GYPSY, _B.OTHER_WHITE),
    ),
    EthnicGroup.MIXED: (
        "Which of the following best describes your mixed or multiple ethnic groups background?",
        (_B.WHITE_BLACK_CARIBBEAN, _B.WHITE_BLACK_AFRICAN, _B.WHITE_ASIAN, _B.OTHER_MIXED),
    ),
    EthnicGroup.ASIAN: (
        "Which of the following best describes your Asian or Asian British background?",
        (_B.INDIAN, _B.PAKISTANI, _B.BANGLADESHI, _B.CHINESE, _B.OTHER_ASIAN),
    ),
    EthnicGroup.BLACK: (
        "Which of the following best describes your Black, African, Caribbean or Black British background?",
        (_B.AFRICAN, _B.CARIBBEAN, _B.OTHER_BLACK),
    ),
    EthnicGroup.OTHER: (
        "Which of the following best describes your background?",
        (_B.ARAB, _B.ANY_OTHER),
    ),
}


class Religion(TextChoices):
    """Religions, in the order of the Census."""

    NONE = "no_religion", "No religion"
    CHRISTIAN = "christian", "Christian"
    BUDDHIST = "buddhist", "Buddhist"
    HINDU = "hindu", "Hindu"
    JEWISH = "jewish", "Jewish"
    MUSLIM = "muslim", "Muslim"
    SIKH = "sikh", "Sikh"
    OTHER = "any_other_religion", "Any other religion"
    PREFER_NOT = _PREFER_NOT


class Sex(TextChoices):
    """Sex."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    PREFER_NOT = _PREFER_NOT


class GenderSame(TextChoices):
    """Whether gender is the same as the sex registered at birth."""

    YES = "gender_yes", "Yes"
    NO = "gender_no", "No"
    PREFER_NOT = _PREFER_NOT


class SexualOrientation(TextChoices):
    """Sexual orientation."""

    HETEROSEXUAL = "heterosexual_or_straight", "Heterosexual or straight"
    GAY_OR_LESBIAN = "gay_or_lesbian", "Gay or lesbian"
    BISEXUAL = "bisexual", "Bisexual"
    OTHER = "other_orientation", "Other"
    PREFER_NOT = _PREFER_NOT


class Occupation(TextChoices):
    """What the main earner of the household did when the person was about 14."""

    PROFESSIONAL = "professional", "Modern professional and traditional professional"
    MANAGER = "manager", "Senior, middle or junior managers or administrators"
    CLERICAL = "clerical", "Clerical and intermediate"
    TECHNICAL = "technical", "Technical and craft"
    ROUTINE = "routine", "Routine, semi-routine manual and service"
    UNEMPLOYED = "unemployed", "Long-term unemployed"
    SMALL_BUSINESS = "small_business", "Small business owners"
    OTHER = "other_occupation", "Other, for example retired, or this does not apply to me"
    PREFER_NOT = _PREFER_NOT


OCCUPATION_HINTS: dict[str, str] = {
    Occupation.PROFESSIONAL: "For example teacher, nurse, social worker, police officer (sergeant or above), "
    "accountant, solicitor, doctor, engineer",
    Occupation.MANAGER: "For example finance manager, chief executive, office manager, bank manager, "
    "restaurant manager",
    Occupation.CLERICAL: "For example secretary, clerical worker, call centre agent, nursery nurse",
    Occupation.TECHNICAL: "For example motor mechanic, plumber, printer, electrician, gardener, train driver",
    Occupation.ROUTINE: "For example postal worker, machine operative, security guard, farm worker, "
    "catering assistant, sales assistant, HGV driver, cleaner, porter",
    Occupation.UNEMPLOYED: "Claimed Jobseeker’s Allowance or earlier unemployment benefit for more than a year",
    Occupation.SMALL_BUSINESS: "Fewer than 20 employees, for example corner shop owner, small plumbing company, "
    "restaurant or café owner, taxi owner",
}


class Region(TextChoices):
    """Where the main home is."""

    NORTH_EAST = "north_east", "North East"
    NORTH_WEST = "north_west", "North West"
    YORKSHIRE = "yorkshire_and_the_humber", "Yorkshire and the Humber"
    EAST_MIDLANDS = "east_midlands", "East Midlands"
    WEST_MIDLANDS = "west_midlands", "West Midlands"
    EAST = "east_of_england", "East of England"
    LONDON = "london", "London"
    SOUTH_EAST = "south_east", "South East"
    SOUTH_WEST = "south_west", "South West"
    WALES = "wales", "Wales"
    SCOTLAND = "scotland", "Scotland"
    NORTHERN_IRELAND = "northern_ireland", "Northern Ireland"
    OUTSIDE_UK = "outside_the_uk", "Outside the UK"
    PREFER_NOT = _PREFER_NOT
