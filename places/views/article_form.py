"""An article's own particulars, for whoever may edit: said anew, the article taken out and brought back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import streamlit as st

from places.journal import ArticleEdited, ArticleRemoved, ArticleRestored, Said
from places.query import ArticleRow
from places.reading.dates import read_stated
from places.reading.languages import language_code
from places.views import changing, state
from places.views.opening import journal_of
from places.views.plain import plain
from places.views.shell import Visit

_SHOWN: Final = 100


def edit_article(visit: Visit, article: ArticleRow) -> None:
    """Show a button that opens the particulars of an article, to whoever may edit.

    Parameters
    ----------
    visit : Visit
    article : ArticleRow
        As it is now.
    """
    if not visit.may_edit:
        return
    say = visit.say
    with st.expander(say("Edit the article"), key=f"edit_{article.id}", icon=":material/edit:"):
        _form(visit, article)
        st.button(
            say("Remove the article"),
            key="edit_remove",
            type="tertiary",
            on_click=_remove,
            args=(visit, article),
        )


def _form(visit: Visit, article: ArticleRow) -> None:
    say = visit.say
    with st.form(f"edit_form_{article.id}", border=False):
        title = st.text_input(say("Title"), article.title, max_chars=1000)
        first, second = st.columns(2)
        date = first.text_input(
            say("Date"), str(article.published or ""), placeholder=say("2024-06-19, or less of it")
        )
        language = second.text_input(
            say("Language"), article.language or "", placeholder="de, en …", max_chars=20
        )
        source = first.text_input(say("Source"), article.source or "", max_chars=1000)
        author = second.text_input(say("Author"), article.author or "", max_chars=1000)
        tags = st.text_input(say("Tags, with commas between them"), ", ".join(article.tags))
        sent = st.form_submit_button(say("Save"), type="primary")
    if not sent:
        return
    try:
        said = edit_of(article, title, date, language, source, author, tags)
    except ValueError as error:
        st.error(plain(say.reason(str(error))), icon=":material/error:")
        return
    if said is not None:
        changing.save(visit.settings, visit.dataset, [said], say, done=say("The article was changed."))
        st.rerun()


def edit_of(  # noqa: PLR0917 - the fields of the form, in their order
    article: ArticleRow, title: str, date: str, language: str, source: str, author: str, tags: str
) -> ArticleEdited | None:
    """Make of what stands in the form the change that it is; None where it is none.

    Raises
    ------
    ValueError
        If something in it makes no sense; one line.
    """
    said: dict[str, str | tuple[str, ...]] = {}
    published = str(read_stated(date).date) if date.strip() else ""
    code = language_code(language) if language.strip() else ""
    if code is None:
        raise ValueError(f"no language: “{' '.join(language.split())}” (write its ISO 639-1 code)")
    listed = tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags.split(",") if tag.strip()))
    now = {
        "title": (title.strip(), article.title),
        "published": (published, str(article.published or "")),
        "language": (code, article.language or ""),
        "source": (source.strip(), article.source or ""),
        "author": (author.strip(), article.author or ""),
    }
    said.update({name: new for name, (new, old) in now.items() if new != old})
    if listed != article.tags:
        said["tags"] = listed
    return ArticleEdited(article.id, **said) if said else None  # type: ignore[arg-type] # of the names' types


def _remove(visit: Visit, article: ArticleRow) -> None:
    removed = ArticleRemoved(article.id, note=article.title)
    done = visit.say("The article was removed. It can be brought back on the page “Add”.")
    if changing.save(visit.settings, visit.dataset, [removed], visit.say, done=done):
        state.open_article(None)


def show_removed(visit: Visit) -> None:
    """List the articles that were removed, each with a button that brings it back."""
    say = visit.say
    standing = journal_of(visit.settings.source).standing()
    if not standing.removed:
        return
    label = say.plural("{n} removed article", "{n} removed articles", len(standing.removed))
    with st.expander(label, key="removed", icon=":material/inventory_2:"):
        for article_id, change in list(standing.removed.items())[:_SHOWN]:
            added = standing.added.get(article_id)
            note = change.said.note if isinstance(change.said, ArticleRemoved) else ""
            title = added.said.title if added else note or article_id
            with st.container(horizontal=True, vertical_alignment="center", key=f"removed_{article_id}"):
                st.markdown(f"{plain(title)}  \n:small[{plain(change.who)}, {say.day(change.when.date())}]")
                st.button(
                    say("Bring back"),
                    key=f"restore_{article_id}",
                    on_click=_say,
                    args=(visit, [ArticleRestored(article_id)], say("The article was brought back.")),
                )


def _say(visit: Visit, said: Sequence[Said], done: str) -> None:
    changing.save(visit.settings, visit.dataset, said, visit.say, done=done)
