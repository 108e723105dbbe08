from places.views import articles_page, shell

shell.show_page("articles", articles_page.show)
