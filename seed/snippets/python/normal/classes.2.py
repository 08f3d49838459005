class Planet(Enum):
    EARTH = 9.81
    MARS = 3.72

    # In newtons, which no bathroom scale shows.
    def weigh(self, mass):
        return round(mass * self.value, 1)
