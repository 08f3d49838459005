score = 0
lives = 3
player_name = "Ada"
