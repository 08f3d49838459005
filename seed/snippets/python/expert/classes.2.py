class Matrix:
    def __init__(self, rows):
        self.rows = [tuple(row) for row in rows]

    def __matmul__(self, other):
        columns = list(zip(*other.rows, strict=True))
        return Matrix(
            [sumprod(row, column) for column in columns] for row in self.rows
        )

    def __pow__(self, exponent):
        if exponent < 1:
            raise ValueError("exponent must be positive")
        if exponent == 1:
            return self
        root = self ** (exponent // 2)
        square = root @ root
        return square @ self if exponent % 2 else square


# The rabbits of Fibonacci, after fifty months.
rabbits = Matrix([(1, 1), (1, 0)]) ** 50
print(f"{rabbits.rows[0][1]:,} pairs")
