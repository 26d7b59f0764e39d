"""Rows that the verbs write: one module per noun, all names here."""

from workflow.models.appointment import Appointment
from workflow.models.checklist_box import ChecklistBox
from workflow.models.event import Event
from workflow.models.kritik_saran import KritikSaran, KritikSaranMessage, KritikSaranSender
from workflow.models.office_hours import Holiday, OfficeHours, office_calendar
from workflow.models.personal_data import PersonalDataDecision

__all__ = [
    "Appointment",
    "ChecklistBox",
    "Event",
    "Holiday",
    "KritikSaran",
    "KritikSaranMessage",
    "KritikSaranSender",
    "OfficeHours",
    "PersonalDataDecision",
    "office_calendar",
]
