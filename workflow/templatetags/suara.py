"""Kritik & saran on other pages."""

from django import template
from django.utils import timezone

from content.models import Asset
from workflow.suara_lists import AnswerRecord, answer_record_of

register = template.Library()

THUMBNAIL_WIDTH = 208


@register.simple_tag
def answer_record() -> AnswerRecord:
    """``{% answer_record as record %}``: received, answered and median minutes of this month."""
    return answer_record_of(timezone.now())


@register.filter
def small_picture(asset: Asset) -> str:
    """Address of the copy that fits a card's thumbnail; of the picture itself if it is small."""
    wide_enough = (copy for copy in asset.derivatives.all() if copy.width >= THUMBNAIL_WIDTH)
    return (next(wide_enough, None) or asset).get_absolute_url()
