def parse_recipe(text):
    title, *rows = text.strip().splitlines()
    ingredients = {}
    for row in rows:
        amount, unit, *words = row.split()
        ingredient = " ".join(words)
        ingredients[ingredient] = (float(amount), unit)
    return title, ingredients


title, needed = parse_recipe("Pancakes\n250 g flour\n0.5 l oat milk")
print(f"{title} need {len(needed)} things and some patience")
