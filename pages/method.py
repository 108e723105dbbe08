from places.views import method_page, shell

shell.show_page("method", method_page.show)
