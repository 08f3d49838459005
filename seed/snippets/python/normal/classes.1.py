class Playlist:
    def __init__(self, *songs):
        self.songs = list(songs)

    def __getitem__(self, index):
        # After the last song comes the first.
        return self.songs[index % len(self.songs)]
