"""Sentences of allauth that newsdesk's catalogues say again, because its German mixes du and Sie.

Django prefers a project's catalogue to that of an app: naming a sentence here has it extracted, and
every translation of newsdesk then says it in newsdesk's tone.
"""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

SAID_AGAIN: Final[tuple[Promise, ...]] = (
    _("You have signed out."),
    _("Please type your current password."),
    _("You must type the same password each time."),
    _("Be patient, you are sending too many requests."),
    _("Too many failed login attempts. Try again later."),
    _("Use your password"),
    _("Use authenticator app or code"),
    _("A new set of recovery codes has been generated."),
    _("Password Reset Email"),
    _(
        "You're receiving this email because you or someone else has requested a password reset for your "
        "user account.\nIt can be safely ignored if you did not request a password reset. "
        "Click the link below to reset your password."
    ),
    _("Thank you for using %(site_name)s!\n%(site_domain)s"),
)
