GRAVITY = 6.674e-11


@dataclass
class Body:
    name: str
    mass: float
    position: complex
    velocity: complex = 0j


def simulate(bodies, step, count):
    for _ in range(count):
        for body in bodies:
            pull = 0j
            for other in bodies:
                if other is not body:
                    way = other.position - body.position
                    pull += GRAVITY * other.mass * way / abs(way) ** 3
            body.velocity += pull * step
        for moved in bodies:
            moved.position += moved.velocity * step
