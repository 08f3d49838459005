def round_robin(*playlists):
    waiting = deque(map(iter, playlists))
    while waiting:
        playlist = waiting.popleft()
        try:
            song = next(playlist)
        except StopIteration:
            continue
        yield song
        waiting.append(playlist)


party = list(round_robin(["Waterloo", "SOS"], ["Help!"], rock_songs))
