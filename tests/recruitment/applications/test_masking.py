"""What gives a person away is masked in what they wrote, and ordinary words are left alone."""

import pytest

from recruitment.applications.masking import Identity, mask

ROSE = Identity("Dr Rose O’Neill-Baptiste", "rose.baptiste@example.org", "07700 900 982", "SW1A 1AA")


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("I am Dr Rose O’Neill-Baptiste.", "I am [name]."),
        ("i am dr rose o’neill-baptiste.", "i am [name]."),
        ("Rose led it; the numbers rose.", "[name] led it; the numbers rose."),
        ("Rose’s team and the O’Neill-Baptiste review", "[name]’s team and the [name] review"),
        ("Write to Rose.Baptiste@example.org", "Write to [email]"),
        ("Call 07700900982 or +44 7700 900982", "Call [phone] or [phone]"),
        ("I live in sw1a1aa.", "I live in [postcode]."),
        ("O'Neill and Baptiste; Baptiste's work", "[name] and [name]; [name]'s work"),
        ("Roseberry and Neillsville are places.", "Roseberry and Neillsville are places."),
        ("", ""),
    ],
)
def test_mask_replaces_what_gives_away_and_nothing_else(text, masked):
    assert mask(text, ROSE) == masked


@pytest.mark.parametrize("text", ["我叫王小明。", "私は王小明です"])
def test_mask_in_a_script_without_spaces_between_words(text):
    assert "王小明" not in mask(text, Identity("王小明", "", "", ""))


@pytest.mark.parametrize("name", ["Will May", "Van den Berg", "И", "Li"])
def test_mask_of_a_name_of_ordinary_words_masks_the_whole_name_only(name):
    assert mask(f"{name} will, may and van. Li", Identity(name, "", "", "")).startswith(
        "[name] will, may and van."
    )


def test_mask_without_an_identity_changes_nothing():
    assert mask("Rose, 07700 900 982", Identity("", "", "", "")) == "Rose, 07700 900 982"


@pytest.mark.parametrize("name", ["SARAH COLE", "sarah cole", "Sarah Cole"])
def test_mask_finds_a_name_however_it_was_typed_and_leaves_other_words_whole(name):
    text = "Sarah led it with a guardian, a coleslaw and SARAH’s friend Cole."
    assert mask(text, Identity(name, "", "", "")) == (
        "[name] led it with a guardian, a coleslaw and [name]’s friend [name]."
    )


def test_mask_of_a_long_run_of_digits_is_as_quick_as_of_words():
    # Without a bound this would take hours, and the test would not come to its end.
    assert mask("7" * 500_000, ROSE) == "7" * 500_000
