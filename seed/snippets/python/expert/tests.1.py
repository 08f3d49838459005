class FakeClock:
    def __init__(self):
        self.now = 0.0

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += seconds


def test_a_quiet_hour_ends_the_session():
    clock = FakeClock()
    # Nobody waits for a test that sleeps.
    session = Session(user="ada", clock=clock)
    clock.advance(3599)
    assert session.is_active

    session.touch()
    clock.advance(3599)
    assert session.is_active

    clock.advance(2)
    assert not session.is_active
