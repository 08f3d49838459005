def load_config(path):
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        return {}
    try:
        config = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"Bad file: {path}") from error
    if "version" not in config:
        raise ConfigError("Missing version")
    return config
