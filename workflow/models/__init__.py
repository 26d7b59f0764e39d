"""Rows that the verbs write: one module per noun, all names here."""

from workflow.models.appointment import Appointment
from workflow.models.approval_link import ApprovalLink, PhonePin
from workflow.models.approval_rule import ApprovalRule
from workflow.models.checklist_box import ChecklistBox
from workflow.models.event import Event
from workflow.models.kritik_saran import KritikSaran, KritikSaranMessage, KritikSaranSender
from workflow.models.notice import Mail, NoticeChoice, NoticeCursor, NoticeMark, Reminder
from workflow.models.office_hours import Holiday, OfficeHours, office_calendar
from workflow.models.personal_data import PersonalDataDecision
from workflow.models.second_look import SecondLook

__all__ = [
    "Appointment",
    "ApprovalLink",
    "ApprovalRule",
    "ChecklistBox",
    "Event",
    "Holiday",
    "KritikSaran",
    "KritikSaranMessage",
    "KritikSaranSender",
    "Mail",
    "NoticeChoice",
    "NoticeCursor",
    "NoticeMark",
    "OfficeHours",
    "PersonalDataDecision",
    "PhonePin",
    "Reminder",
    "SecondLook",
    "office_calendar",
]
