"""App config of workflow: the verbs."""

from django.apps import AppConfig


class WorkflowConfig(AppConfig):
    """The seven SOP steps: who may do what to which text, and what is written down."""

    name = "workflow"
    verbose_name = "Alur SOP"
