import os
from contextlib import contextmanager


@contextmanager
def atomic_write(path, mode="w"):
    draft = path.with_suffix(".tmp")
    try:
        with draft.open(mode) as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
    except BaseException:
        draft.unlink(missing_ok=True)
        raise
    draft.replace(path)


with atomic_write(Path("high-scores.json")) as board:
    json.dump(scores, board, indent=2)
    board.write("\n")
