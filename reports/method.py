"""How a map was made, stated in the map itself."""

from collections.abc import Sequence

from cxmodel.guide import Guide, Lane, Measure
from cxmodel.journey import Document
from reports.align import MOST_WAYS
from reports.lists import LARGE, MOST_LISTED
from reports.merging import FOUNDERS, MOST_COMPARED
from reports.themes import ALIKE, LONGEST_ALIKE

VERSION = 5  # of the rules by which maps are compiled; grows when the same answers map otherwise

METHOD: Document = {
    "formulae": {
        "reach": "x of the n people asked; adjusted Wald interval, 95 %.",
        "feeling": "One value a person, −2 … +2; quartiles by linear interpolation (type 7). Split"
        " where at least a quarter felt −1 or lower and at least a quarter +1 or higher: then no"
        " mean.",
        "order": "By Copeland wins, then mean position, then label; varies where between 35 and"
        " 65 % of at least 4 people took one step before the other.",
        "medoid": "The real journey with the smallest mean Levenshtein distance to all others.",
        "moment_of_truth": "Half the share who named the step decisive, half the share whose own"
        " strongest feeling it is, over people who reached it; shown from 0.4 and 3 people on, at"
        " most three. Of stages only where no steps were told.",
        "pain_priority": "Lower 95 % bound of reach × mean severity / 4 × mean recurrence / 3."
        " Reach is of the people asked there what was hard, who may be only those who felt badly:"
        " read it beside the reach of the step.",
        "opportunity": "Importance + max(importance − satisfaction, 0), each ten times the share"
        " of 4 and 5; under 30 people the band alone.",
        "gap": "Mean of importance − satisfaction (or CSAT) over people who gave both.",
        "effort": "Mean over people of what the answers of an interview add up to.",
        "ladders": "People for whom a leads to b, directly or indirectly; drawn from the cut-off"
        " on.",
        "nps": "Share of 9–10 minus share of 0–6, in points.",
        "csat": "Share of 4 and 5 on 1–5.",
        "ces": "Mean of 1–7.",
        "index": "CSAT over the answers of the seven days that end with the latest one; day by day,"
        " of those that end with that day's latest.",
        "saturation": "New themes in the last two completed interviews ÷ themes in the first"
        " four; reached at 5 % or less.",
        "reports": "Of one thing that happened: at the step of which they hold at least half the"
        " words of content (two, or all), else at the only step with the touchpoint that they name,"
        " else apart. Counted in what was felt and told there, not in reach, order, moments of"
        " truth or saturation.",
        "head_figures": "Of several waves scores, gap, opportunity and effort stand wave by wave,"
        " amounts in the map too; in anonymous studies all together. All else on the map is of"
        " everybody.",
        "segments": "Each segment's own people, by the same formulae.",
        "perception": "Mean of what staff felt − mean of what customers felt at the same step; of"
        " pains, mean severity likewise. Staff's own actions stand behind the scenes.",
        "waves": "The latest wave beside the one before. Where at least half of the people of the"
        " later one are in both: mean of their own changes, t interval (Student 1908). Else"
        " difference of means (Welch 1947) or of shares (Agresti & Caffo 2000). 95 %; moved only if"
        " the interval excludes 0.",
        "values": "Of those who said how stated values were lived: how many answered fully, mostly"
        " or yes.",
        "house": "Mean over people of how true each part is, 1–5.",
        "privacy": "In anonymous studies counts of fewer than five people, what few of those asked"
        " did not say, and what could be had by subtracting are not shown; nor are the words, nor a"
        " mean that tells that few gave anything but the end of its scale.",
        "tier": "Reported: one voice. Corroborated: two people or more.",
        "absence": "Not asked, skipped and did not happen are counted apart.",
    },
    "codebook": {
        "alike_from": ALIKE,
        "longest_compared": LONGEST_ALIKE,
        "rule": "Texts are merged when their words are equal, or when their sorted words are at"
        " least that alike (0–100) and no negation, number or single letter sets them apart. Two"
        " languages are kept apart, but for labels on offer.",
        "decisions": "What a researcher renamed, merged, split or pinned goes before the rule and"
        " holds for the same words from whoever says them.",
    },
    "lists": {
        "most_listed": MOST_LISTED,
        "large_from": LARGE + 1,
        "compared": MOST_COMPARED,
        "founders": FOUNDERS,
        "ways_compared": MOST_WAYS,
        "rule": "Counts are of all. A claim or figure names the first pieces of evidence and the"
        " first people up to the most listed, a cell the claims of most people, a stage the steps"
        " of most people, the map the ways of most people; how many more there are is said beside"
        " (… more). A study of more interviews than a large one begins with shares its evidence out"
        " among the cells. Of more different texts in one place than are compared, those told most"
        " often found the themes; any other text joins one of them or stands alone and is counted."
        " The medoid is looked for among the most travelled ways.",
    },
}


def not_asked(guides: Sequence[Guide]) -> list[str]:
    """What a map leaves empty because no question of these flows asks for it: a sentence each."""
    topics = [topic for guide in guides for topic in guide.topics]
    wishes = any(topic.per_step and topic.lane is Lane.TOUCHPOINT_DESIRED for topic in topics)
    causes = any(topic.measure is Measure.CAUSE for topic in topics)
    return [
        *(() if wishes else (_NO_WISHES,)),
        *(() if causes else (_NO_CAUSES,)),
    ]


_NO_WISHES = (
    "Touchpoint today to the one wished for: not shown, since no question asks for a wish about"
    " each step."
)
_NO_CAUSES = "Cause of a pain: not shown, since no question asks under which class it falls."
