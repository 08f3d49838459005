class Positive:
    def __set_name__(self, owner, name):
        self.name = name
        self.slot = f"_{name}"

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return getattr(instance, self.slot)

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")
        setattr(instance, self.slot, value)


class Aquarium:
    # The same rule guards all three.
    width = Positive()
    depth = Positive()
    height = Positive()

    def liters(self):
        return self.width * self.depth * self.height / 1000
