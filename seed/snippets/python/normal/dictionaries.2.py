defaults = {"theme": "dark", "volume": 70}
settings = defaults | user_settings
for key, value in settings.items():
    print(f"{key} = {value!r}")
