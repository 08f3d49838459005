# Before: f"INSERT INTO pupils VALUES ('{name}')". Then little
# Bobby Tables enrolled, and the records of the year were gone.
class School:
    ADD = "INSERT INTO pupils (name, grade) VALUES (?, ?)"
    FIND = "SELECT name FROM pupils WHERE grade = ? ORDER BY name"

    def __init__(self, path):
        self.database = sqlite3.connect(path)

    def enroll(self, grade, *names):
        pupils = [(name.strip(), grade) for name in names]
        with self.database:
            self.database.executemany(self.ADD, pupils)
        return len(pupils)

    def pupils(self, grade):
        cursor = self.database.execute(self.FIND, (grade,))
        return [name for (name,) in cursor]
