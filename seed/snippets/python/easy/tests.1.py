def test_sort():
    got = [3, 1, 2]
    got.sort()
    size = len(got)
    assert size == 3
    assert got[0] == 1
    assert got[-1] == 3
