from heapq import heappop, heappush


def shortest_path(graph, start, goal):
    frontier = [(0, start, [start])]
    visited = set()
    while frontier:
        cost, node, path = heappop(frontier)
        if node == goal:
            return cost, path
        # A cheaper way led here before.
        if node in visited:
            continue
        visited.add(node)
        for neighbor, weight in graph[node].items():
            if neighbor not in visited:
                step = (cost + weight, neighbor, [*path, neighbor])
                heappush(frontier, step)
    raise LookupError(f"No route from {start} to {goal}")
