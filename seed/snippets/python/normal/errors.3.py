class OvenError(Exception):
    def __init__(self, degrees):
        super().__init__(f"{degrees} degrees is a kiln")
        self.degrees = degrees

    def is_fire(self):
        return self.degrees > 900
