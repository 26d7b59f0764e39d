"""Public addresses."""

from django.urls import include, path

from content.views.albums import album_download, photo
from content.views.detail import event_calendar, item_detail
from content.views.home import home
from content.views.lists import agenda_calendar, item_list
from content.views.media import media
from content.views.readings import reading
from content.views.search import opensearch, search
from content.views.site import site_map

urlpatterns = [
    path("", home, name="home"),
    path("cari/", search, name="search"),
    path("opensearch.xml", opensearch, name="opensearch"),
    path("media/<hash:sha256>/<str:name>", media, name="media"),
    path("", include("content.urls_overviews")),
    path("peta-situs/", site_map, name="site-map"),
    path("dibaca/<key:item_id>/", reading, name="reading"),
    path("agenda/kalender.ics", agenda_calendar, name="agenda-calendar"),
    path("agenda/<slug:slug>/kalender.ics", event_calendar, name="event-calendar"),
    path("foto/<slug:slug>/<key:position>/", photo, name="album-photo"),
    path("foto/<slug:slug>/unduh/", album_download, name="album-download"),
    path("", include("content.urls_api")),
    path("", include("content.urls_sharing")),
    path("<kind:kind>/", item_list, name="item-list"),
    path("<kind:kind>/<slug:slug>/", item_detail, name="item-detail"),
]
