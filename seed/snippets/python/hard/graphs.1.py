def fewest_changes(stations, start, goal):
    distance = {start: 0}
    queue = deque([start])
    while queue:
        station = queue.popleft()
        if station == goal:
            return distance[station]
        for neighbor in stations[station]:
            if neighbor not in distance:
                distance[neighbor] = distance[station] + 1
                queue.append(neighbor)
    return None
