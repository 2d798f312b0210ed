"""Who looks at an article now, and what was decided about it since somebody looked last."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from newsdesk.accounts.models import User
from newsdesk.annotation.models import Item, Layer, Presence
from newsdesk.articles.models import Article

HERE_FOR: Final = timedelta(seconds=45)  # after the last sign of somebody; pages give one every 15 seconds
KEPT_FOR: Final = timedelta(hours=1)
# A decision is dated before it is stored: so much earlier may one be dated that was not seen last time.
MARGIN: Final = timedelta(seconds=20)


@transaction.atomic
def look_in(user: User, article: Article) -> list[User]:
    """Note that the user has the article open; who else has, in the order of their names."""
    now = timezone.now()
    Presence.objects.bulk_create(
        [Presence(article=article, user=user, seen_at=now)],
        update_conflicts=True,
        unique_fields=["article", "user"],
        update_fields=["seen_at"],
    )
    Presence.objects.filter(seen_at__lt=now - KEPT_FOR).delete()
    here = Presence.objects.filter(article=article, seen_at__gte=now - HERE_FOR, user__is_active=True)
    return sorted((each.user for each in here.exclude(user=user).select_related("user")), key=str)


def decided_since(layer: Layer, since: datetime) -> QuerySet[Item]:
    """The items about which something was decided since, or shortly before."""
    return Item.objects.filter(layer=layer, decisions__at__gte=since - MARGIN).distinct()
