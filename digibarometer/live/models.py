"""What each seat wanted last, so that an old action that arrives late is known as old."""

from django.db import connection, models


class LatestActionManager(models.Manager["LatestAction"]):
    """Says whether an action is the newest of its kind from its seat."""

    def accept_if_newer(self, workshop: int, seat: str, about: str, stamp: int) -> bool:
        """Keep this stamp if it is newer than what is known of the seat's wish; False if it came too late.

        One statement, because it runs once for every action: SQLite and PostgreSQL share this form of upsert.
        """
        with connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO live_latestaction (workshop, seat, about, stamp) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (workshop, seat, about) DO UPDATE SET stamp = excluded.stamp"
                " WHERE live_latestaction.stamp < excluded.stamp",
                [workshop, seat, about, stamp],
            )
            return bool(cursor.rowcount > 0)


class LatestAction(models.Model):
    """The newest stamp (device epoch and rising number) of one wish of one seat; closing deletes it."""

    pk = models.CompositePrimaryKey("workshop", "seat", "about")
    workshop = models.BigIntegerField()  # a plain number: live knows no workshop
    seat = models.CharField(max_length=40)
    about = models.CharField(max_length=80)
    stamp = models.BigIntegerField()

    objects = LatestActionManager()
