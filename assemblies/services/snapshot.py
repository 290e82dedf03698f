"""The roll frozen at a stated moment, so that every count names its base."""

import hashlib
from collections.abc import Collection

from assemblies import rules
from assemblies.models import Commune, Elector, RollEntry, Snapshot
from confed.kernel import clock
from confed.kernel.person import Actor
from confed.kernel.use_case import use_case

BATCH = 900


@use_case
def take_snapshot(*, actor: Actor, commune: Commune) -> Snapshot:
    """Freeze who may vote in a commune now, in one bulk write; the act that needs it enters it in the journal."""
    if not rules.may_run(actor, commune):
        rules.may_enter_paper(actor, commune).require()
    return freeze_roll(commune)


def freeze_roll(commune: Commune, without: Collection[int] = ()) -> Snapshot:
    """Write the snapshot and its electors; called by acts that were allowed. The hash is over the sorted entry ids.

    Whom the vote is about may stand aside (`without`): they are not among its voters.
    """
    rows = RollEntry.objects.running().filter(commune=commune).order_by("pk").values_list("pk", "may_vote", "may_speak")
    running = list(rows)
    voters = [pk for pk, may_vote, _may_speak in running if may_vote and pk not in without]
    snapshot = Snapshot.objects.create(
        commune=commune,
        taken_at=clock.now(),
        count_vote=len(voters),
        count_speak=sum(may_speak for _pk, _may_vote, may_speak in running),
        hash=hashlib.sha256(",".join(map(str, voters)).encode()).hexdigest(),
    )
    Elector.objects.bulk_create([Elector(snapshot=snapshot, entry_id=pk) for pk in voters], batch_size=BATCH)
    return snapshot
