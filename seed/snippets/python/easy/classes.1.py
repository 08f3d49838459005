class Cat:
    lives = 9

    def fall(self):
        self.lives -= 1
        print("Meow!")


# Do not try this
tom = Cat()
tom.fall()
print(tom.lives)
