# A new game begins
score = 0
lives = 3
name = "Ada"
score += 100
lives -= 1
print(name, score)
print("x", lives)
