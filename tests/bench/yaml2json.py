"""yaml2json.py FOLDER: writes YAML files, named on standard input, as JSON into FOLDER, under their own names."""

import json
import os
import sys

import yaml

Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)

for path in sys.stdin.read().split():
    name = os.path.splitext(os.path.basename(path))[0]
    with open(path, "rb") as file, open(f"{sys.argv[1]}/{name}.json", "w") as out:
        json.dump(yaml.load(file, Loader), out, default=str, indent=2)
