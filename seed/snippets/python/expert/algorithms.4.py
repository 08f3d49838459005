def convex_hull(points):
    def turns_right(path, point):
        (ax, ay), (bx, by) = path[-2:]
        x, y = point
        return (bx - ax) * (y - ay) <= (by - ay) * (x - ax)

    def half(ordered):
        hull = []
        for point in ordered:
            while len(hull) > 1 and turns_right(hull, point):
                hull.pop()
            hull.append(point)
        return hull[:-1]

    # Lower half there, upper half back.
    stakes = sorted(set(points))
    if len(stakes) < 3:
        return stakes
    return half(stakes) + half(stakes[::-1])
