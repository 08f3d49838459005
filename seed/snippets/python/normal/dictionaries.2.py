defaults = {"theme": "dark", "volume": 70}
settings = defaults | user_settings
# The user is always right.
for key, value in settings.items():
    print(f"{key} = {value!r}")
