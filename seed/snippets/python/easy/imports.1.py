import random

roll = random.randint(1, 6)
