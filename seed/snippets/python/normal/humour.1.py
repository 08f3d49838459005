def estimate(developer_days):
    # A day of coding needs a week of meetings.
    weeks = developer_days
    return f"{weeks} weeks, or {weeks * 2} with a demo"


print(estimate(3))
