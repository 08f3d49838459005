class CoffeeMachine:
    def __init__(self, beans=250):
        self.beans = beans

    def brew(self, developer):
        if self.beans < 18:
            # HTTP knows the answer.
            raise TeapotError(418)
        self.beans -= 18
        developer.awake = True
        developer.opinions += 3
        return "black, like the terminal"
