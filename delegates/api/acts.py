"""What programs do about delegations, reports and petitions: the use cases of their pages."""

from confed.kernel.api.acts import Act, act, addresses
from delegates.api import names as names  # says how programs name things
from delegates.domain.petitions import MOST_LETTERS
from delegates.models import Delegation, Petition
from delegates.services import credential, delegation, leaving, petition, recall, report, signing, validation

REASON, WORDS = 200, 20_000

ACTS: list[Act] = [
    act(delegation.name_delegation, form=Delegation.Form),
    act(delegation.end_delegation, reason=REASON),
    act(delegation.activate_alternate, reason=REASON),
    act(leaving.resign_delegate, reason=REASON),
    act(credential.check_credentials),
    act(credential.end_credential),
    act(credential.open_sitting),
    act(credential.count_voices),
    act(report.give_report, words=WORDS),
    act(report.receive_report, answer=WORDS),
    act(report.contest_report, reason=500),
    act(petition.file_petition, without="act", ground=Petition.Why, statement=MOST_LETTERS, sheet=20),
    act(petition.answer_petition, words=MOST_LETTERS),
    act(signing.sign_petition),
    act(signing.withdraw_signature),
    act(signing.enter_sheet, sheet=20),
    act(signing.strike_name),
    act(validation.validate_petition),
    act(recall.hear_delegate),
]

ADDRESSES = addresses("delegates", ACTS)
