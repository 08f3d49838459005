parser = ArgumentParser(description="Count lines")
parser.add_argument("files", nargs="+", type=Path)
parser.add_argument("--blank", action="store_true")
options = parser.parse_args()
for file in options.files:
    rows = file.read_text(encoding="utf-8").splitlines()
    filled = [row for row in rows if row.strip()]
    counted = rows if options.blank else filled
    print(f"{len(counted):>7} {file}")
