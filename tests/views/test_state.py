"""What a visitor has open and chosen, from run to run."""

from streamlit.testing.v1 import AppTest


def _hasty() -> None:
    """Run a page that a visitor who is quick never lets come to its end."""
    import streamlit as st

    from places.views import state

    state.follow_url()
    st.text(state.reading().article or "no article")
    st.button("open", on_click=state.open_article, args=("a",))
    st.button("something else")
    st.stop()
    state.write_url(("article",))


def test_an_article_that_is_opened_before_the_page_is_there_as_a_whole_stays_open():
    app = AppTest.from_function(_hasty).run()
    app.button[0].click().run()
    assert app.text[0].value == "a"
    app.button[1].click().run()
    assert app.text[0].value == "a"
    app.query_params["article"] = "b"  # another link
    app.run()
    assert app.text[0].value == "b"


def _behind() -> None:
    """Run a page to its end, so that it gives the browser a new URL."""
    import streamlit as st

    from places.views import state

    state.follow_url()
    st.text(state.reading().article or "no article")
    st.button("open", on_click=state.open_article, args=("a",))
    st.button("select words", on_click=state.acted)
    state.write_url(("article",))


def test_an_article_stays_open_at_a_click_of_a_browser_that_still_has_the_url_before_it():
    app = AppTest.from_function(_behind).run()
    app.button[0].click().run()
    assert app.query_params["article"] == "a"
    del app.query_params["article"]  # where the browser was when the next click came
    app.button[1].click().run()
    assert app.text[0].value == "a"
    assert app.query_params["article"] == "a"
