from django.contrib.admin import apps


class CurationAdminConfig(apps.AdminConfig):
    """Django's admin with a site that curators may enter, each for their own desks."""

    default = False
    default_site = "newsdesk.accounts.admin_site.CurationSite"
