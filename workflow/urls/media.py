"""Addresses of the media library and of uploading."""

from django.urls import URLPattern, path

from workflow.views import media_library, uploading

urlpatterns: list[URLPattern] = [
    path("meja/media/", media_library.library, name="media-library"),
    path("meja/media/<key:pk>/", media_library.file, name="media-file"),
    path("meja/media/<key:pk>/keterangan/", media_library.save_words, name="media-note"),
    path("meja/media/<key:pk>/ganti/", media_library.replace_file, name="media-replace"),
    path("meja/media/<key:pk>/pasang/", media_library.place_file, name="media-place"),
    path("meja/media/<key:pk>/sampul/", media_library.choose_poster, name="media-poster"),
    path("meja/media/<key:pk>/hapus/", media_library.delete_file, name="media-delete"),
    path("meja/unggah/", uploading.upload_start, name="upload-start"),
    path("meja/unggah/<str:key>/", uploading.upload_piece, name="upload-piece"),
    path("meja/unggah/<str:key>/selesai/", uploading.upload_finish, name="upload-finish"),
]
