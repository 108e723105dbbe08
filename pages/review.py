from places.views import review_page, shell

shell.show_page("review", review_page.show)
