"""Values to choose from, one a line: a click takes one in or out, another shows it alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from places.language import Language
from places.selection import NO_ARTICLE
from places.views import elements, state
from places.views.elements import Action, Node, element


@dataclass(frozen=True, slots=True)
class Choice:
    """One line.

    Attributes
    ----------
    value : str
        What the selection asks for.
    label : str
        What it is called; untrusted.
    number : int or None
        How much choosing it would show.
    glyph, css : str
        A shape before the label, and its class.
    note : str
        A second line, smaller.
    outside : bool
        Whether the rest of the selection leaves it out, ticked or not.
    """

    value: str
    label: str
    number: int | None = None
    glyph: str = ""
    css: str = ""
    note: str = ""
    outside: bool = False


def show(
    field: str,
    choices: Sequence[Choice],
    asked: Sequence[str],
    say: Language,
    *,
    key: str,
    ticked: bool = False,
) -> None:
    """Show choices of a field of the selection that holds several values.

    Parameters
    ----------
    field : str
        See `places.selection.Selection.asked`.
    choices : sequence of Choice
    asked : sequence of str
        What the selection asks for.
    say : Language
    key : str
    ticked : bool
        Whether every line is ticked where the selection asks for none of them, and a click takes it
        out; otherwise a click then shows its line alone.
    """
    offered = [choice.value for choice in choices]

    def act(action: Action) -> None:
        name, value = action
        if name == "only":
            now = [value]
        else:
            before = list(asked) or (offered if ticked else [])
            now = [each for each in before if each != value] if value in before else [*before, value]
            if ticked and set(now) >= set(offered):
                now = []
            elif ticked and not now and field == "articles":
                now = [NO_ARTICLE]
        state.ask(field, [each for each in now if each != NO_ARTICLE or len(now) == 1])

    rows = [_row(choice, asked, say, ticked=ticked) for choice in choices]
    elements.show([element("ul", *rows, css="ticks")], key=key, on_action=act)


def _row(choice: Choice, asked: Sequence[str], say: Language, *, ticked: bool) -> Node:
    chosen = choice.value in asked or (ticked and not asked)
    number = "" if choice.number is None else say.number(choice.number)
    label: list[Node] = [
        *([element("span", choice.glyph, css=f"glyph {choice.css}")] if choice.glyph else []),
        element(
            "span",
            element("span", choice.label, css="name"),
            *([element("span", choice.note, css="what")] if choice.note else []),
            css="lines",
        ),
        element("span", number, css="number"),
    ]
    tick = element(
        "button",
        *label,
        css=f"tick{'' if choice.glyph else ' boxed'}{' outside' if choice.outside else ''}",
        action=("toggle", choice.value),
        aria_pressed="true" if chosen else "false",
        title=say("{name}: the other filters leave it out").format(name=choice.label)
        if choice.outside
        else choice.label,
    )
    alone = (choice.value,) == tuple(asked)
    if alone or not (asked or ticked):
        return element("li", tick)
    only = element(
        "button",
        say("only"),
        css="only",
        action=("only", choice.value),
        aria_label=say("only {name}").format(name=choice.label),
    )
    return element("li", tick, only)
