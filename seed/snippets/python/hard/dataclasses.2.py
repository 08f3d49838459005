from dataclasses import dataclass, field


@dataclass(order=True)
class Task:
    priority: int
    name: str = field(compare=False)
    retries: int = field(default=3, compare=False)

    def fail(self):
        self.retries -= 1
        self.priority += 10
        return self.retries > 0
