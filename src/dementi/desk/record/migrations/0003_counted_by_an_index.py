# SPDX-License-Identifier: Apache-2.0
"""What is counted on each page, and the list of the newest, have indexes of their own."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("record", "0002_versions")]

    operations = [
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(
                fields=["removed", "example", "contested", "denial", "confirmation", "figure", "id"],
                name="dispatch_counts",
            ),
        ),
        migrations.AddIndex(
            model_name="dispatch",
            index=models.Index(fields=["removed", "-instant", "-id"], name="dispatch_list"),
        ),
    ]
