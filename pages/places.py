from places.views import places_page, shell

shell.show_page("places", places_page.show)
