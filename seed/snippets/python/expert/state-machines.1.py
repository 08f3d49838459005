class Phone:
    def __init__(self):
        self.state = self.idle
        self.missed = 0

    # A state is a method that returns the next one.
    def handle(self, event):
        self.state = self.state(event)

    def idle(self, event):
        return self.ringing if event == "call" else self.idle

    def ringing(self, event):
        match event:
            case "answer":
                return self.talking
            case "hang up" | "timeout":
                self.missed += 1
                return self.idle
            case _:
                return self.ringing

    def talking(self, event):
        return self.idle if event == "hang up" else self.talking
