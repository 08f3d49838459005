class Elevator:
    def __init__(self, floor=0):
        self.floor = floor
        self.direction = 1
        self.calls = set()

    def press(self, button):
        self.calls.add(button)

    def step(self):
        if not self.calls:
            return "plays bossa nova"
        if self.floor in self.calls:
            self.calls.remove(self.floor)
            return f"opens at {self.floor}"
        # Up is 1, down is -1.
        ways = {1 if call > self.floor else -1 for call in self.calls}
        if self.direction not in ways:
            self.direction = -self.direction
        self.floor += self.direction
        return f"moves to {self.floor}"
