def test_late_books_cost_money(monkeypatch):
    today = date(2024, 3, 1)
    monkeypatch.setattr(library, "today", lambda: today)
    loan = library.lend("Dune", days=14)
    assert library.fine(loan) == 0

    # Two weeks and three days of excuses.
    much_later = today + timedelta(days=17)
    monkeypatch.setattr(library, "today", lambda: much_later)
    assert library.fine(loan) == Decimal("1.50")
    assert loan.reminder.startswith("Dear reader")
