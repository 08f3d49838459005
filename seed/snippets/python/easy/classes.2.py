class Egg:
    boiled = False

    def boil(self):
        self.boiled = True


egg = Egg()
egg.boil()
print(egg.boiled)
