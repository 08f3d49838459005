class Shape(Protocol):
    def area(self) -> float: ...


def paint_needed(shapes: Iterable[Shape], coats: int = 2) -> float:
    surface = sum(shape.area() for shape in shapes)
    liters = surface * coats / SQUARE_METERS_PER_LITER
    # Nobody sells a third of a bucket.
    buckets = ceil(liters / 5)
    return buckets * 5.0
