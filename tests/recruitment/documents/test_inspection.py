"""What is found in a file, by its content alone."""

from tempfile import TemporaryFile

import pikepdf
import pytest

from recruitment.documents.foreign import limited
from recruitment.documents.foreign.faults import Fault
from recruitment.documents.foreign.limited import Inspection
from tests.pdfs import pdf
from tests.recruitment.documents import bad_files


def inspect(content: bytes) -> Inspection:
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        return limited.inspect(file, max_pages=30)


def counted(pages: int) -> Inspection:
    return Inspection(format="pdf", pages=pages)


@pytest.mark.parametrize("pages", [1, 3, 30])
def test_pages_of_a_good_file_are_counted(pages):
    assert inspect(pdf(pages=pages)) == counted(pages)


def test_compressed_objects_and_text_before_the_file_are_good():
    packed = bad_files.saved(bad_files.opened(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert inspect(packed) == counted(3)
    assert inspect(bad_files.saved(bad_files.opened(), linearize=True)) == counted(3)


@pytest.mark.parametrize(("name", "fault"), list(bad_files.OTHERS))
def test_what_cannot_be_taken_is_found_out(name, fault):
    assert inspect(bad_files.OTHERS[name, fault]()).fault == fault


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_documents_of_word_processors_are_known_by_what_is_in_them(format_):
    assert inspect(bad_files.word_processed(format_)) == Inspection(format=format_)


@pytest.mark.parametrize("format_", ["docx", "odt"])
def test_truncated_document_is_found_out(format_):
    whole = bad_files.word_processed(format_)
    assert inspect(whole[: len(whole) // 2]).fault == Fault.DAMAGED


def test_too_many_pages_are_found_out():
    assert inspect(pdf(pages=31)).fault == Fault.TOO_LONG


@pytest.mark.parametrize("user", ["secret", ""])
def test_password_is_found_out(user):
    assert inspect(bad_files.locked(user=user)).fault == Fault.ENCRYPTED


@pytest.mark.parametrize("part", [0.2, 0.5, 0.8, 0.95, 0.99])
def test_truncated_file_is_found_out(part):
    assert inspect(bad_files.truncated(part)).fault == Fault.DAMAGED


def test_damage_inside_is_found_out():
    assert inspect(bad_files.with_broken_content()).fault == Fault.DAMAGED
    assert inspect(bad_files.with_page_loop()).fault == Fault.DAMAGED
    assert inspect(b"%PDF-1.7\nhello").fault == Fault.DAMAGED


def test_file_without_pages_is_found_out():
    assert inspect(bad_files.without_pages()).fault == Fault.NO_PAGES


@pytest.mark.parametrize("layers", [1, 2])
def test_bomb_does_no_harm(layers):
    content = bad_files.bomb(layers=layers)
    assert len(content) < 1_000_000
    assert inspect(content).fault in {Fault.TOO_COMPLEX, Fault.DAMAGED}


def test_large_drawing_that_is_no_bomb_is_good():
    assert inspect(bad_files.bomb(layers=1, megabytes=30)) == counted(3)


def test_reader_that_needs_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(limited, "_SECONDS", 0.001)
    assert inspect(pdf()).fault == Fault.TOO_COMPLEX


def test_reader_that_dies_is_a_fault_of_the_file(monkeypatch):
    monkeypatch.setattr(limited, "_PROGRAM", "import os; os.kill(os.getpid(), 9)")
    assert inspect(pdf()).fault == Fault.TOO_COMPLEX


def test_limits_of_the_reader_hold(monkeypatch):
    """Run the program, but let it try to take more memory than it may have."""
    greedy = "from recruitment.documents.foreign import reader; reader._read = lambda *a, **k: b'x' * 2**31; main()"
    monkeypatch.setattr(limited, "_PROGRAM", limited._PROGRAM.replace("main()", greedy))
    assert inspect(pdf()).fault == Fault.TOO_COMPLEX
