from typing import Any

from django.db import migrations
from django.db.models import Max


def raise_people_heard(apps: Any, schema_editor: Any) -> None:
    """Whoever put a mark to a sticky took part: a wall's people are at least its largest tally."""
    Conversation = apps.get_model("listening", "Conversation")
    marked = Conversation.objects.filter(notes__times_said__gt=1).annotate(marks=Max("notes__times_said"))
    for conversation in marked.order_by().iterator(chunk_size=500):
        if conversation.people_heard < conversation.marks:
            Conversation.objects.filter(pk=conversation.pk).update(people_heard=conversation.marks)


class Migration(migrations.Migration):

    dependencies = [
        ('listening', '0003_the_ring_of_a_round'),
    ]

    operations = [
        migrations.RunPython(raise_people_heard, migrations.RunPython.noop),
    ]
