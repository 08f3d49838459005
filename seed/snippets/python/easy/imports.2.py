import sys

args = sys.argv[1:]
if not args:
    print("No files")
    # Sad, but fair
    sys.exit(1)
for path in args:
    print(path)
