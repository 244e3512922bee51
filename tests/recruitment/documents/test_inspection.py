"""What is found in a PDF, by its content alone."""

from tempfile import TemporaryFile

import pikepdf
import pytest

from recruitment.documents import inspection
from recruitment.documents.inspection import Fault, Inspection
from tests.pdfs import pdf
from tests.recruitment.documents import bad_files


def inspect(content: bytes) -> Inspection:
    with TemporaryFile() as file:
        file.write(content)
        file.flush()
        return inspection.inspect(file)


@pytest.mark.parametrize("pages", [1, 3, 30])
def test_pages_of_a_good_file_are_counted(pages):
    assert inspect(pdf(pages=pages)) == Inspection(pages=pages)


def test_compressed_objects_and_text_before_the_file_are_good():
    packed = bad_files.saved(bad_files.opened(), object_stream_mode=pikepdf.ObjectStreamMode.generate)
    assert inspect(packed) == Inspection(pages=3)
    assert inspect(bad_files.saved(bad_files.opened(), linearize=True)) == Inspection(pages=3)


@pytest.mark.parametrize(
    "content", [b"", b"hello", bad_files.docx(), b"<html>%PDF".ljust(2000), b"\0" * 5000]
)
def test_what_is_not_a_pdf_is_found_out(content):
    assert inspect(content).fault == Fault.NOT_PDF


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
    assert inspect(bad_files.bomb(layers=1, megabytes=30)) == Inspection(pages=3)


def test_reader_that_needs_too_long_is_stopped(monkeypatch):
    monkeypatch.setattr(inspection, "_SECONDS", 0.001)
    assert inspect(pdf()).fault == Fault.TOO_COMPLEX


def test_reader_that_dies_is_a_fault_of_the_file(monkeypatch, tmp_path):
    dying = tmp_path / "dying.py"
    dying.write_text("import os; os.kill(os.getpid(), 9)")
    monkeypatch.setattr(inspection, "__file__", str(dying))
    assert inspect(pdf()).fault == Fault.TOO_COMPLEX


def test_limits_of_the_reader_hold(monkeypatch, tmp_path):
    """The program sets its limits itself: run it, but let it try to take more memory than it may have."""
    source = inspection.__loader__.get_source(inspection.__name__)
    greedy = tmp_path / "greedy.py"
    greedy.write_text(source.replace("sys.stdin.buffer.read()", 'b"x" * (2 * 1024**3)'))
    monkeypatch.setattr(inspection, "__file__", str(greedy))
    assert inspect(pdf()).fault == Fault.TOO_COMPLEX
