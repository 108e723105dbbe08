from places.views import add_page, shell

shell.show_page("add", add_page.show)
