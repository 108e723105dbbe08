"""Names and words marked in a piece of an article, and how sure a place is, in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from places.language import Language
from places.maps import UNSURE_BELOW
from places.query import MentionRow
from places.views import hits, words
from places.views.elements import Node, element


def marked(
    text: str,
    mentions: Sequence[MentionRow],
    spans: Sequence[tuple[int, int]],
    say: Language,
    *,
    chosen: str | None,
    edit: bool = False,
    found: Sequence[hits.Span] = (),
    ids: Sequence[str] = (),
) -> list[Node]:
    """Mark the toponyms in a piece of an article, and the words that were looked for.

    Parameters
    ----------
    text : str
        The piece.
    mentions : sequence of MentionRow
        Those inside the piece, in order.
    spans : sequence of (int, int)
        Where each begins and ends in the piece, in characters.
    say : Language
    chosen : str or None
        The id of the place to be marked strongly.
    edit : bool
        Whether a click opens the mention, rather than choosing its place.
    found : sequence of (int, int)
        Where words stand that were looked for.
    ids : sequence of str
        What each of these is called in the page, if anything leads there.
    """

    def piece(begin: int, finish: int) -> Iterator[Node]:
        inside = [number for number, (start, end) in enumerate(found) if start < finish and end > begin]
        moved = [(found[number][0] - begin, found[number][1] - begin) for number in inside]
        return hits.worded(text[begin:finish], moved, [ids[number] for number in inside] if ids else ())

    nodes: list[Node] = []
    done = 0
    for mention, (start, end) in zip(mentions, spans, strict=True):
        if start < done:
            continue
        css = "toponym chosen" if mention.place_id == chosen else "toponym"
        title = _said(mention, say)
        if title:
            css += " by-hand"
        elif mention.confidence < UNSURE_BELOW:
            css += " unsure"
            title = confidence_text(mention.confidence, say)
        about: dict[str, Any] = {"title": title} if title else {}
        at = words.Words(mention.article_id, mention.start, mention.end)
        nodes += [
            *piece(done, start),
            element(
                "mark",
                *piece(start, end),
                css=css,
                action=("mention", words.address(at, mention.place_id))
                if edit
                else ("choose", mention.place_id),
                id=f"at-{mention.start}",
                data_place_id=mention.place_id,
                **about,
            ),
        ]
        done = end
    return [*nodes, *piece(done, len(text))]


def _said(mention: MentionRow, say: Language) -> str:
    """Tell who set a mention, when and why, and who found it right, if anybody did."""
    lines = []
    if mention.by_hand:
        lines.append(say("set by hand by {who}").format(who=mention.by_hand))
        lines += [say.day(mention.set_on)] if mention.set_on else []
        lines += [mention.note] if mention.note else []
    if mention.checked:
        lines.append(say("checked by {who}").format(who=mention.checked))
    return " · ".join(lines)


def confidence_text(confidence: float, say: Language) -> str:
    """Say in words how sure a resolution is, with the figure."""
    figure = say.decimal(confidence)
    if confidence >= 0.9:
        return say("resolved surely ({figure})").format(figure=figure)
    if confidence >= UNSURE_BELOW:
        return say("resolved fairly surely ({figure})").format(figure=figure)
    return say("resolved unsurely ({figure})").format(figure=figure)


def confidence(confidence: float, say: Language) -> Node:
    """Show how sure a resolution is."""
    return element("span", confidence_text(confidence, say), css=confidence_css(confidence))


def confidence_css(confidence: float) -> str:
    """Name the class of a confidence."""
    return "sure" if confidence >= UNSURE_BELOW else "unsure"
