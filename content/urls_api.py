"""Addresses for programs, and the page that explains them to people."""

from django.urls import path

from content.views import api

urlpatterns = [
    path("api/", api.api_guide, name="api-guide"),
    path("api/v1/", api.api_index, name="api-index"),
    path("api/v1/openapi.json", api.api_document, name="api-document"),
    path("api/v1/items/", api.api_items, name="api-items"),
    path("api/v1/items/<kind:kind>/<slug:slug>/", api.api_item, name="api-item"),
    path("api/v1/search/", api.api_search, name="api-search"),
    path("api/v1/desa/", api.api_villages, name="api-villages"),
    path("api/v1/topics/", api.api_topics, name="api-topics"),
    path("api/v1/agenda/", api.api_events, name="api-events"),
    path("api/v1/bank-data/", api.api_data_sets, name="api-data-sets"),
    path("api/v1/bank-data/<slug:slug>/rows/", api.api_data_set_rows, name="api-data-set-rows"),
    path("api/v1/<path:rest>", api.api_unknown, name="api-unknown"),
    path("data.json", api.data_catalogue, name="data-catalogue"),
]
