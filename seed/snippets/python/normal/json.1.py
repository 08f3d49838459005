import json

reply = '{"city": "Oslo", "degrees": -4}'
weather = json.loads(reply)
coat = "parka" if weather["degrees"] < 0 else "raincoat"
print(f"{weather['city']}: bring a {coat}")
