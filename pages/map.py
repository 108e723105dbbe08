from places.views import map_page, shell

shell.show_page("map", map_page.show)
