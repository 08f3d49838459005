try:
    with open(path, "rb") as source:
        config = tomllib.load(source)
except FileNotFoundError:
    config = {}
except tomllib.TOMLDecodeError as error:
    raise ConfigError(f"Bad file: {path}") from error
else:
    if "version" not in config:
        raise ConfigError("Missing version")
