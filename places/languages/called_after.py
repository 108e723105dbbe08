"""What a language has by which a name is told to be that of somebody, or something, called after a place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledAfter:
    """The words around names of people, ships, works, bodies, clubs and roads that are called after places.

    Attributes
    ----------
    people_of : bool
        Whether a first name before such a word makes a person of it all ("Isabella von
        Frankreich"), and not somebody who lives there ("Gwen of Detroit").
    nobles : frozenset of str
        Titles that have a place in them ("Herzog von").
    surname_beginnings : frozenset of str
        Words, in lower case, after which a surname goes on ("van der").
    agencies : frozenset of str
        News agencies that stand in brackets after the place a report comes from.
    roads : frozenset of str
        Names of areas that with a number are the name of a road ("U.S. 68").
    titles : frozenset of str
        Words before which a person's name follows.
    title_endings : tuple of str
        Last parts of compounds that are titles too.
    kin : frozenset of str
        Words, in lower case, before the first name of a relative, a child or an animal ("Bruder").
    owners : frozenset of str
        Words, in lower case, that such a word has before it where it is somebody's ("her").
    numerals : frozenset of str
        Numbers in letters, in lower case, before several of somebody's relatives ("two daughters, ").
    owners_of_one : frozenset of str
        Those of them, in lower case, that are somebody's and hardly a state's.
    friends : frozenset of str
        Words, in lower case, before the first name of somebody who is no relative ("neighbour").
    greetings : tuple of str
        What is said to somebody before his or her name, in lower case ("thank you").
    said_to_one : frozenset of str
        Words behind the name of somebody and a comma by which he or she is spoken to ("come").
    names_of : tuple of str
        What follows names that are given ("are the names of").
    acts : tuple of str
        What follows the name of a person, or of two, and of nothing else ("smiled", "are getting married").
    subjects : frozenset of str
        Pronouns, in lower case, of a person who does something together with another one ("he and Austin").
    who : frozenset of str
        Words after a comma that go on about a person.
    pronouns : frozenset of str
        Words by which somebody tells of himself or herself in the third person ("said that she").
    appositions : frozenset of str
        Words after a person's name and a comma that begin to say who that is ("the coach").
    before_people : frozenset of str
        Prepositions, in lower case, that lead to people as often as to places ("ahead of", "lost to").
    bylines : tuple of str
        What a line begins with that says by whom a text is, space included ("By ").
    told_to : frozenset of str
        Words, in lower case, at the beginning of a sentence and before somebody's name ("Tell").
    peoples : frozenset of str
        Names of areas that are those of their people as well ("Polen"), whom `plural_articles` make of them,
        in lower case ("die Polen").
    plural_articles : frozenset of str
        Articles, in lower case, before such a name that make people of it.
    given_to : frozenset of str
        Words, in lower case, that a person's name follows ("award to", "lawyers of").
    sayings : frozenset of str
        Verbs that hardly anybody but a person is the subject of; only where nouns have no capitals.
    called : frozenset of str
        Words that tell how something is called ("named").
    ships : frozenset of str
        Words before the name of a ship, an aircraft or a train, in lower case.
    ship_endings : tuple of str
        What longer words for ships end in.
    ship_names : frozenset of str
        Words, in lower case, before an "of" in the name of a ship ("Pride of Kent").
    named_of : frozenset of str
        Those of them that with a capital are always the name of something ("the Spirit of St. Louis").
    ship_articles : frozenset of str
        Articles, in lower case, that ships have, and no town; empty if there is but one.
    ship_owners : frozenset of str
        Words, in lower case, before what a ship has ("her hull").
    beside_ships : frozenset of str
        Further words, in lower case, of sentences about ships, and of others, too ("anchor").
    feminine_endings : tuple of str
        What names end in that may have such an article without being a ship's ("die Marienburg").
    areas_with_article : frozenset of str
        Countries, and where ships have an article of their own regions, that have it, too ("die Schweiz").
    beginning_clauses : frozenset of str
        Words behind a comma, in lower case, that begin a clause in which an article is no pronoun ("weil").
    restricting : frozenset of str
        Words behind a town with an article that begin to say which side of it is meant ("the London that").
    at_sea : frozenset of str
        Words, in lower case, of sentences about ships, which are called after towns and have an article.
    bodies_before, bodies_after : frozenset of str
        Words that make a name beside them a part of the name of an organisation or a work.
    works : frozenset of str
        Words, in lower case, for a work of art, or for who performs one, whose name follows right after
        them where an article stands before them ("the film Casablanca"), or in quotation marks near them.
    firms : frozenset of str
        Words, in lower case, for a firm, whose name follows right after them where an article stands before
        them; where nouns have capitals, `bodies_before` has them.
    beside_works : frozenset of str
        Further words, in lower case, near a title in quotation marks ("starred in").
    works_alone : frozenset of str
        Words, in lower case, for works, bands, games and typefaces whose name follows even where no article
        stands before them ("board game").
    work_endings : tuple of str
        What longer words end in for which the same holds ("spielfilm").
    work_labels : frozenset of str
        Words, in lower case, before a colon and the title of a work ("Im Kino:").
    watching, watching_ends, watched_so : frozenset of str
        Verbs, in lower case, before the title of a work ("directed"); those that stand before others, too
        ("watched"), unless the clause ends there or goes on with one of some words ("on").
    parts_of_works : frozenset of str
        Words, in lower case, for parts and members, with one of `of_works` before the name of a work or a
        band ("soundtrack of").
    of_works : frozenset of str
        Such words, in lower case ("of", "by").
    numbered_parts : frozenset of str
        Words, in lower case, between the title of a work and a number ("season two").
    owned_by_bands : frozenset of str
        What only bands have, in lower case ("Chicago's second album").
    shown : frozenset of str
        Words, in lower case, of sentences about works that are shown or sold ("screening").
    beside_bands : tuple of str
        What stands between the last of listed bands and another one, spaces included (" neben ").
    titles_in_capitals : bool
        Whether in titles all longer words have capitals ("Death in Venice").
    bands, bands_are : tuple of str
        Words for bands before a list of their names, and what stands between, spaces included ("bands",
        " such as ").
    findings : frozenset of str
        Verbs beside an author and a year in brackets ("argues"), in lower case.
    citing : frozenset of str
        Words, in lower case, before an author and a year ("see").
    events : tuple of str
        What words, in lower case, begin with for what has a place and a year, as citations have an author
        and a year ("exhibition").
    universities : tuple of str
        What makes the name of a university of a state's, space included (" State").
    studies : frozenset of str
        Words, in lower case, of sentences about universities, which towns stand for there ("provost").
    streets : frozenset of str
        Words, in lower case, that make the name of a street of what follows ("place").
    saints : tuple of str
        What the name of a saint begins with, space included.
    churches : frozenset of str
        Words after the name of a saint that make it the name of what is called after the saint.
    helpings : frozenset of str
        Words, in lower case, before what is eaten or drunk ("glass of", "Flasche"), and may be called after
        a place.
    diseases : frozenset of str
        Words after a name that make it the name of a disease, a dish or a breed.
    """

    people_of: bool = True
    nobles: frozenset[str] = frozenset()
    surname_beginnings: frozenset[str] = frozenset()
    agencies: frozenset[str] = frozenset()
    roads: frozenset[str] = frozenset()
    titles: frozenset[str] = frozenset()
    title_endings: tuple[str, ...] = ()
    kin: frozenset[str] = frozenset()
    owners: frozenset[str] = frozenset()
    numerals: frozenset[str] = frozenset()
    owners_of_one: frozenset[str] = frozenset()
    friends: frozenset[str] = frozenset()
    greetings: tuple[str, ...] = ()
    said_to_one: frozenset[str] = frozenset()
    names_of: tuple[str, ...] = ()
    acts: tuple[str, ...] = ()
    subjects: frozenset[str] = frozenset()
    who: frozenset[str] = frozenset()
    pronouns: frozenset[str] = frozenset()
    appositions: frozenset[str] = frozenset()
    before_people: frozenset[str] = frozenset()
    bylines: tuple[str, ...] = ()
    told_to: frozenset[str] = frozenset()
    peoples: frozenset[str] = frozenset()
    plural_articles: frozenset[str] = frozenset()
    given_to: frozenset[str] = frozenset()
    sayings: frozenset[str] = frozenset()
    called: frozenset[str] = frozenset()
    ships: frozenset[str] = frozenset()
    ship_endings: tuple[str, ...] = ()
    ship_names: frozenset[str] = frozenset()
    named_of: frozenset[str] = frozenset()
    ship_articles: frozenset[str] = frozenset()
    ship_owners: frozenset[str] = frozenset()
    beside_ships: frozenset[str] = frozenset()
    feminine_endings: tuple[str, ...] = ()
    areas_with_article: frozenset[str] = frozenset()
    beginning_clauses: frozenset[str] = frozenset()
    restricting: frozenset[str] = frozenset()
    at_sea: frozenset[str] = frozenset()
    bodies_before: frozenset[str] = frozenset()
    bodies_after: frozenset[str] = frozenset()
    works: frozenset[str] = frozenset()
    firms: frozenset[str] = frozenset()
    beside_works: frozenset[str] = frozenset()
    works_alone: frozenset[str] = frozenset()
    work_endings: tuple[str, ...] = ()
    work_labels: frozenset[str] = frozenset()
    watching: frozenset[str] = frozenset()
    watching_ends: frozenset[str] = frozenset()
    watched_so: frozenset[str] = frozenset()
    parts_of_works: frozenset[str] = frozenset()
    of_works: frozenset[str] = frozenset()
    numbered_parts: frozenset[str] = frozenset()
    owned_by_bands: frozenset[str] = frozenset()
    shown: frozenset[str] = frozenset()
    beside_bands: tuple[str, ...] = ()
    titles_in_capitals: bool = False
    bands: tuple[str, ...] = ()
    bands_are: tuple[str, ...] = ()
    findings: frozenset[str] = frozenset()
    citing: frozenset[str] = frozenset()
    events: tuple[str, ...] = ()
    universities: tuple[str, ...] = ()
    studies: frozenset[str] = frozenset()
    streets: frozenset[str] = frozenset()
    saints: tuple[str, ...] = ()
    churches: frozenset[str] = frozenset()
    helpings: frozenset[str] = frozenset()
    diseases: frozenset[str] = frozenset()

    def is_ship(self, word: str) -> bool:
        """Tell whether a word, in lower case, is one before which a ship's name follows."""
        return word in self.ships or word.endswith(self.ship_endings)
