from places.views import shell, try_page

shell.show_page("try", try_page.show)
