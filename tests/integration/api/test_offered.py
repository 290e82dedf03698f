"""Every use case of the house is an act of the programs, or stands here with the reason why it is not."""

import ast

from confed.api import ACTS
from tests.architecture.sources import modules

MACHINE = "a machine of the house does it, as the effect of another act or when its time has come"
INNER = "part of another act, which is offered"
WAY_IN = "a way for people to sign in; a program acts for somebody who is signed in"
DEVICE = "of the browser it is done in"
ROLL_TABLE = "a talk with a person about a table, row by row; a program enters names by add_entries"
FIRST = "the first page of an empty place, before anybody can sign in"
OPERATOR = "the operator's, by a command on the machine"

NOT_OFFERED: dict[str, dict[str, str]] = {
    MACHINE: {
        "assemblies": "approve_minutes approve_posted close_due end_due forget_import lack_answers mark_not_ratified "
        "put_in_force replace_decision settle_minutes turn_decision",
        "delegates": "end_collecting follow_sitting list_recalls list_reports owe_report owe_reports",
        "mandates": "ask_commune close_cascade correct_answer degrade_mandates follow_corrected follow_replaced "
        "go_on_after_recall grant_mandate hear_contest lapse_request note_inquorate note_meeting note_new_carrier "
        "note_vote_open open_cascade publish_sent_up recompute_cascade record_answer request_mandate "
        "suspend_for_recall tell_declared tell_doubt tell_item_withdrawn tell_new_text tell_off_mandate tell_outcome "
        "tell_turned tell_withdrawn withdraw_answer",
        "confed": "write_letters",
    },
    INNER: {"assemblies": "found_commune record_decision take_snapshot claim_entries"},
    WAY_IN: {
        "assemblies": "claim_entry print_slips",
        "confed": "issue_code issue_codes redeem_code register_from_roll register_person issue_token end_token note_use",
    },
    DEVICE: {"confed": "change_settings keep_passkey remove_passkey note_sign_in end_session end_other_sessions"},
    ROLL_TABLE: {"assemblies": "confirm_import drop_import mend_row read_import undo_import"},
    FIRST: {"assemblies": "found_instance"},
    OPERATOR: {"assemblies": "scrub_files", "confed": "retry erase_disclosure"},
}


def use_cases() -> set[tuple[str, str]]:
    """Each function marked as a use case, with the app it stands in."""
    return {
        (module.name.split(".")[0], node.name)
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef) and any("use_case" in ast.unparse(mark) for mark in node.decorator_list)
    }


def test_every_use_case_is_an_act_or_has_its_reason():
    offered = {(one.function.__module__.split(".")[0], one.name) for one in ACTS}
    kept = {(app, name) for apps in NOT_OFFERED.values() for app, names in apps.items() for name in names.split()}
    assert offered & kept == set()
    assert offered | kept == use_cases()


def test_no_act_stands_twice():
    names = [one.name for one in ACTS]
    assert len(names) == len(set(names))
