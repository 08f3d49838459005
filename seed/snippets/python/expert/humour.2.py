class Meeting:
    def __init__(self, people, minutes=15):
        self.people = people
        self.minutes = minutes
        self.decisions = []

    def hold(self):
        for person in self.people:
            yield f"{person}: can everybody see my screen?"
            self.minutes += 5
            yield f"{person}, you are on mute"
        if not self.decisions:
            yield "Let us schedule another meeting"

    def cost(self, hourly_rate=80):
        hours = self.minutes / 60
        return round(hours * hourly_rate * len(self.people))


meeting = Meeting(["Ann", "Ben", "the intern"])
print(*meeting.hold(), sep="\n")
print(f"It could have been an email: {meeting.cost()} euros")
