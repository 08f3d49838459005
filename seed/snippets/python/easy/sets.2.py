me = {"go", "skat"}
you = {"go", "uno"}
both = me & you
games = me | you
print("Play", both)
print(len(games))
