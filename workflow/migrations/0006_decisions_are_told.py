"""A decision about personal data stands in the register of its item, permission with a reason."""

from django.db import migrations

from content.installing import InstallTriggers
from workflow.triggers import DECISION_IS_TOLD


class Migration(migrations.Migration):
    """Install the trigger."""

    dependencies = (("workflow", "0005_personal_data_is_decided"),)
    operations = (InstallTriggers((DECISION_IS_TOLD,)),)
