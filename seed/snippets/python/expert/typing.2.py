@dataclass(frozen=True)
class Ok[T]:
    value: T


@dataclass(frozen=True)
class Failure:
    reason: str


def parse_port(text: str) -> Ok[int] | Failure:
    if not text.isdecimal():
        return Failure(f"{text!r} is not a number")
    port = int(text)
    if not 0 < port < 65536:
        return Failure(f"{port} is out of range")
    return Ok(port)


match parse_port(input("Port: ")):
    case Ok(value=port):
        print("Listening on", port)
    case Failure(reason=reason):
        print("Sorry:", reason)
