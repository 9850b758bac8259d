import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("priorities", "0003_from_themes_to_the_long_list")]

    operations = [
        migrations.AlterField(
            model_name="share",
            name="actor",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="core.actor",
            ),
        ),
        migrations.AddField(
            model_name="ballot",
            name="stands_as",
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AlterField(
            model_name="ballot",
            name="way",
            field=models.CharField(
                choices=[
                    ("phone", "Phone"),
                    ("paper", "Paper slip"),
                    ("sheet", "Organisation sheet"),
                    ("tally", "Counted by hand"),
                    ("file", "From a file"),
                    ("sealed", "Sealed"),
                ],
                max_length=6,
            ),
        ),
        migrations.AddField(
            model_name="share",
            name="why",
            field=models.CharField(blank=True, max_length=200),
        ),
    ]
