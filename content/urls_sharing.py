"""Addresses by which the site is found and followed: feeds, preview pictures, sitemaps."""

from django.urls import path

from content.views.cards import item_card, place_card
from content.views.feeds import feed
from content.views.site import subscribe
from content.views.sitemaps import robots, sitemap_index, sitemap_pages, sitemap_part

urlpatterns = [
    path("langganan/", subscribe, name="subscribe"),
    path("robots.txt", robots, name="robots"),
    path("sitemap.xml", sitemap_index, name="sitemap"),
    path("sitemap-situs.xml", sitemap_pages, name="sitemap-pages"),
    path("sitemap-<kind:kind>-<key:number>.xml", sitemap_part, name="sitemap-part"),
    path("kartu.jpg", place_card, name="site-card"),
    path("<kind:kind>/kartu.jpg", place_card, name="list-card"),
    path("<kind:kind>/<slug:slug>/kartu-<str:mark>.jpg", item_card, name="item-card"),
    path("feed/", feed, name="feed"),
    path("feed/<feedform:form>/", feed, name="feed"),
    path("<kind:kind>/feed/", feed, name="feed"),
    path("<kind:kind>/feed/<feedform:form>/", feed, name="feed"),
]
