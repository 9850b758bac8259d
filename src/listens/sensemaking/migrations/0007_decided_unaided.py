"""What was decided since the computer suggests may have been decided beside a suggestion: so it checks nothing."""

from uuid import UUID

from django.db import migrations, models
from django.db.models import Min

EDGE = UUID(int=(1 << 128) // 5)


def mark_what_was_aided(apps, schema_editor):  # type: ignore[no-untyped-def]
    coding, run = (apps.get_model("sensemaking", name) for name in ("Coding", "ThemeRun"))
    finished = run.objects.filter(kind="suggestions").values_list("round").annotate(Min("finished_at"))
    for round_id, since in finished:
        later = coding.objects.filter(note__conversation__round=round_id, at__gt=since)
        later.filter(batch=None, sitting="open").update(aided=True)
    apps.get_model("sensemaking", "Suggestion").objects.filter(note__conversation__lt=EDGE).delete()


class Migration(migrations.Migration):
    dependencies = [("sensemaking", "0006_estimates")]

    operations = [
        migrations.AddField("coding", "aided", models.BooleanField(default=False)),
        migrations.RunPython(mark_what_was_aided, migrations.RunPython.noop),
    ]
