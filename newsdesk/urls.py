from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.i18n import set_language

urlpatterns = [
    path("", include("newsdesk.web.urls")),
    path("accounts/", include("newsdesk.web.account_urls")),
    path("i18n/setlang/", login_not_required(set_language), name="set_language"),
    path("admin/", admin.site.urls),
]

handler400 = "newsdesk.web.errors.bad_request"
handler403 = "newsdesk.web.errors.permission_denied"
handler404 = "newsdesk.web.errors.page_not_found"
handler429 = "newsdesk.web.account.too_many_requests"
handler500 = "newsdesk.web.errors.server_error"
