from django.urls import URLPattern, path

from newsdesk.web import (
    articles,
    claims,
    decisions,
    health,
    inbox,
    invitations,
    members,
    metadata,
    pipelines,
    runs,
    uploads,
)

urlpatterns: list[URLPattern] = [
    path("", inbox.home, name="home"),
    path("desks/<slug:slug>/", inbox.desk_inbox, name="desk-inbox"),
    path("desks/<slug:slug>/upload/", uploads.upload_new, name="upload-new"),
    path("uploads/<int:pk>/", uploads.upload_detail, name="upload-detail"),
    path("uploads/<int:pk>/extend/", uploads.upload_extend, name="upload-extend"),
    path("uploads/<int:pk>/cancel/", uploads.upload_cancel, name="upload-cancel"),
    path("uploads/<int:pk>/retry/", uploads.upload_retry, name="upload-retry"),
    path("uploads/items/<int:pk>/keep/", uploads.upload_item_keep, name="upload-item-keep"),
    path("uploads/items/<int:pk>/drop/", uploads.upload_item_drop, name="upload-item-drop"),
    path("uploads/items/<int:pk>/retry/", uploads.upload_item_retry, name="upload-item-retry"),
    path("desks/<slug:slug>/claims/", claims.desk_claims, name="desk-claims"),
    path("articles/<int:pk>/", articles.article_detail, name="article-detail"),
    path("articles/<int:pk>/pieces/<int:number>/", articles.article_piece, name="article-piece"),
    path("articles/<int:pk>/claims/<int:claim_id>/", articles.claim_detail, name="claim-detail"),
    path("articles/<int:pk>/decisions/", decisions.article_decisions, name="article-decisions"),
    path("articles/<int:pk>/edit/", metadata.article_edit, name="article-edit"),
    path("articles/<int:pk>/runs/", runs.run_list, name="run-list"),
    path("articles/<int:pk>/runs/request/", runs.run_request, name="run-request"),
    path("runs/<int:pk>/retry/", runs.run_retry, name="run-retry"),
    path("runs/<int:pk>/cancel/", runs.run_cancel, name="run-cancel"),
    path("new-desk/", members.desk_new, name="desk-new"),
    path("desks/<slug:slug>/members/", members.member_list, name="member-list"),
    path("desks/<slug:slug>/members/<int:membership_id>/role/", members.member_role, name="member-role"),
    path(
        "desks/<slug:slug>/members/<int:membership_id>/remove/", members.member_remove, name="member-remove"
    ),
    path("desks/<slug:slug>/invitations/", members.invitation_create, name="invitation-create"),
    path(
        "desks/<slug:slug>/invitations/<int:invitation_id>/revoke/",
        members.invitation_revoke,
        name="invitation-revoke",
    ),
    path("invitations/<slug:token>/", invitations.invitation_accept, name="invitation-accept"),
    path("pipelines/", pipelines.pipeline_list, name="pipeline-list"),
    path("healthz/live", health.health_live, name="health-live"),
    path("healthz/ready", health.health_ready, name="health-ready"),
]
