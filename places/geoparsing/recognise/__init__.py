"""Find the toponyms of a text: stretches that name a place, whichever place it is.

One pass of the automaton finds every form of the lexicon. Cheap tests come first: is the form a word of the
language, does it begin and end where words do (`hits`)? Only what survives them has the words around it
looked at (`before`, `after`). Those words speak for a place or against it in points (`rules`), and so do the
other names of the text (`areas`, `lists`, `surroundings`); each rule leaves its evidence on the toponym. The
standing of the form says how many points it takes.
"""

from places.geoparsing.recognise.areas import lies_in
from places.geoparsing.recognise.recogniser import Recogniser
from places.geoparsing.recognise.toponym import Toponym

__all__ = ["Recogniser", "Toponym", "lies_in"]
