"""Loads every export of a folder in pandas and DuckDB; any warning is an error.

    load_exports.py FOLDER"""
import glob, json, os, sys, warnings

import duckdb
import pandas

warnings.simplefilter("error")
GDELT = (["GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate"]
         + [f"Actor{n}{part}" for n in (1, 2) for part in (
             "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code "
             "Type3Code").split()]
         + ("IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions NumSources "
            "NumArticles AvgTone").split()
         + [f"{side}Geo_{part}" for side in ("Actor1", "Actor2", "Action") for part in (
             "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID").split()]
         + ["DATEADDED", "SOURCEURL"])
folder = sys.argv[1]
for package in sorted(glob.glob(os.path.join(folder, "*", "datapackage.json"))):
    here = os.path.dirname(package)
    with open(package) as file:
        resources = json.load(file)["resources"]
    assert resources, package
    counts = set()
    columns = next([field["name"] for field in r["schema"]["fields"]] for r in resources if "schema" in r)
    for resource in resources:
        path = os.path.join(here, resource["path"])
        assert os.path.getsize(path) == resource["bytes"], path
        bare = resource.get("dialect", {}).get("header") is False
        if resource["format"] == "parquet":
            table = pandas.read_parquet(path)
            rows = duckdb.sql(f"SELECT * FROM read_parquet('{path}')")
            assert rows.columns == columns, path
            assert len(rows.fetchall()) == len(table)
        else:
            sep = "\t" if resource["format"] == "tsv" else ","
            names = {"header": None, "names": GDELT} if bare else {}
            table = pandas.read_csv(path, sep=sep, **names)
            options = f", header=false, names={GDELT}" if bare else ", header=true"
            rows = duckdb.sql(f"SELECT * FROM read_csv('{path}', delim='{sep}'{options})")
            assert len(rows.fetchall()) == len(table)
        assert list(table.columns) == columns, (path, list(table.columns))
        if "gdelt" in here:
            assert columns == GDELT and len(columns) == 61
        counts.add(len(table))
    assert len(counts) == 1 and counts.pop() > 0, package
for path in sorted(glob.glob(os.path.join(folder, "*.jsonl"))):
    with open(path) as file:
        lines = sum(1 for _ in file)
    assert len(pandas.read_json(path, lines=True)) == lines > 0, path
    rows = duckdb.sql(f"SELECT count(*) FROM read_json_auto('{path}', format='newline_delimited')").fetchall()
    assert rows[0][0] == lines, path
print("all load")
