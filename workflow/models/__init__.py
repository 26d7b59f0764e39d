"""Rows that the verbs write: one module per noun, all names here."""

from workflow.models.appointment import Appointment
from workflow.models.event import Event
from workflow.models.kritik_saran import KritikSaran, KritikSaranMessage, KritikSaranSender
from workflow.models.office_hours import Holiday, OfficeHours, office_calendar

__all__ = [
    "Appointment",
    "Event",
    "Holiday",
    "KritikSaran",
    "KritikSaranMessage",
    "KritikSaranSender",
    "OfficeHours",
    "office_calendar",
]
