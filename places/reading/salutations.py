"""The line with which a letter begins: ``Sehr geehrte Redaktion,``, ``Dear Editor,``. It is no title."""

from __future__ import annotations

import re
from typing import Final

_LONGEST: Final = 80
"""Characters of a line; a longer one is a sentence of the letter."""

_WRITTEN: Final = re.compile(r"\S")

# Up to the mark at the end, with "Dr." and the like in it, but no second sentence.
_REST: Final = r"(?:[^.!?;:]|\b[^\W\d_]{1,4}\.)+"
_NAMED: Final = rf"(?=[\s,:])(?:{_REST})?"
_READERS: Final = (
    r"(?:[^\W\d_]+\s)?(?:redaktion|leser|freund|kolleg|mitbürger|nachbar|mitglieder|gäste|herr\b|frau\b)"
)
_KIN: Final = (
    r"(?:bruder|schwester|geschwister|eltern|mutter|mutti|mama|vater|vati|papa|onkel|tante|vetter|base|cousine?|neffe"
    r"|nichte|großeltern|großmutter|großvater|oma|opa|kind(?:er)?|sohn|tochter|frau|mann|gatt(?:e|in)|familie|schatz"
    r"|freund(?:e|in|innen)?|herr|fräulein)\b"
)
_DEAR: Final = r"(?:lieb(?:st)?e|th?eu(?:re|erste)|geliebte)"
_SALUTATIONS: Final = (
    # German. A colon is the end of many a kicker, and no letter begins with it.
    rf"(?:sehr|hoch)\s?(?:geehrte|verehrte)[rsn]?\s{_REST}[,!]",
    r"sehr\s(?:geehrte|verehrte)[rsn]?\s[^,.!?;:]+",
    r"(?:(?:meine|sehr|geehrten?|verehrten?)\s){1,3}damen und herren[,!]?",
    rf"(?:liebe|werte|geehrte|verehrte)[rs]?\s{_REST},",
    rf"(?:hallo|moin|servus|grüezi|grüß gott|guten (?:tag|morgen|abend)){_NAMED},",
    rf"(?:liebe[rs]?|werte[rs]?|verehrte[rs]?|hallo)\s{_READERS}[^.!?;:]*!",
    rf"(?:(?:mein|unser)e?[rsn]?\s)?{_DEAR}[rsn]?\s(?:[^\W\d_]+\s)?{_KIN}[^.!?;:]*[,!]",
    rf"(?:(?:mein|unser)e?|ihr)\s(?:{_DEAR}[rsn]?|schatz)(?:\s[^\W\d_]+){{0,2}}[,!]",
    # English
    rf"dear\s{_REST}[,:]",
    r"(?:sirs?|madam|gentlemen)(?:(?:\sor\s|\sand\s|,\s|/)(?:sirs?|madam))?[,:]",
    rf"to the editors?{_NAMED}[,:]",
    r"to whom it may concern[,:]?",
    rf"(?:hello|hi|good (?:morning|afternoon|evening|day)){_NAMED},",
    # French
    rf"(?:chers?|chères?)\s{_REST},",
    rf"(?:madame|monsieur|mesdames|messieurs|bonjour|bonsoir){_NAMED},",
    r"(?:madame|mesdames),?\s(?:monsieur|messieurs)",
    # Spanish
    rf"(?:estimad|querid|apreciad|distinguid|respetad)[oa]s?\s{_REST}[,:]",
    r"muy señor(?:a|es|as)?\s(?:mí[oa]s?|nuestr[oa]s?)[,:]",
    rf"(?:señor(?:a|es|as)?|sra?\.)\s(?:director|redactor)\w*{_NAMED}[,:]|señor(?:a|es|as)?\sdirector\w*[,:]",
    rf"(?:hola|buenos días|buenas (?:tardes|noches)){_NAMED}[,:]",
    # Italian
    rf"(?:gentil[ei]|gentilissim[oaie]|egregi[oae]?|car[oaie]|spettabil[ei]|illustr[ei])\s{_REST},",
    rf"(?:spett\.\s?le|buongiorno|buonasera|signor[ae]? (?:direttore|direttrice)){_NAMED},",
)
_SALUTATION: Final = re.compile("|".join(_SALUTATIONS), re.IGNORECASE)


def after_salutation(text: str, start: int = 0) -> int:
    """Tell where a letter begins after its salutation, if that is its first line.

    Parameters
    ----------
    text : str
    start : int
        Where to begin: after a dateline.

    Returns
    -------
    int
        `start` where there is no such line, or nothing behind it.
    """
    written = _WRITTEN.search(text, start)
    begin = written.start() if written else start
    first, end, _ = text[begin : begin + 2 * _LONGEST].partition("\n")
    line = " ".join(first.split())
    after = begin + len(first) + len(end)
    is_one = end and len(line) <= _LONGEST and _SALUTATION.fullmatch(line) and _WRITTEN.search(text, after)
    return after if is_one else start
