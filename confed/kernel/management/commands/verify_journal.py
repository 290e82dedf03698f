"""`manage.py verify_journal`: recomputes every chain and names the first bad entry."""

import sys
from typing import Any

from django.core.management.base import BaseCommand

from confed.kernel.journal import verify_chain
from confed.kernel.models import Chain


class Command(BaseCommand):
    """Prints one line a chain; exits 1 if anything is wrong with any of them."""

    help = "Recompute the journal: hashes, links, sequence, heads, and personal words against their commitments."

    def handle(self, *args: Any, **options: Any) -> None:
        """Verify each chain in turn."""
        bad = 0
        for chain in Chain.objects.order_by("code").iterator():
            problems = verify_chain(chain)
            if problems:
                bad += 1
                more = f" (and {len(problems) - 1} more)" if len(problems) > 1 else ""
                self.stdout.write(f"BAD   {chain.code}: {problems[0]}{more}")
            else:
                self.stdout.write(f"good  {chain.code}: {chain.head_seq} entries, head {chain.head_hash[:16]}")
        if bad:
            self.stderr.write(f"The journal does not verify: {bad} of {Chain.objects.count()} chains are bad.")
            sys.exit(1)
