"""Background entry points of this room."""

from django_tasks import task

from scoring.packs import building


@task()
def build(pack_id: int) -> None:
    """Build a pack that was asked for."""
    building.build_pack(pack_id=pack_id)
