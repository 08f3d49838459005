@pytest.mark.parametrize("word", ["", "a", "racecar"])
def test_reversing_twice(word):
    backwards = "".join(reversed(word))
    forwards = "".join(reversed(backwards))
    assert forwards == word
