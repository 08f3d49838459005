@pytest.fixture
def notebook(tmp_path):
    file = tmp_path / "notes.json"
    file.write_text('["buy milk"]', encoding="utf-8")
    return Notebook(file)


def test_notes_survive_a_restart(notebook):
    notebook.add("water the cactus")
    notebook.save()
    reopened = Notebook(notebook.file)
    assert reopened.notes == ["buy milk", "water the cactus"]
