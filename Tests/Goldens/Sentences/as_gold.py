#!/usr/bin/env python3
"""Writes sentences.jsonl as the pair of files that score_claims.py reads. usage: as_gold.py FOLDER"""
import json, os, sys

here = os.path.dirname(os.path.abspath(__file__))
rows = [json.loads(line) for line in open(os.path.join(here, "sentences.jsonl"), encoding="utf-8")]


def side(claim, name):
    code = claim[name]
    return [{"code": code, "sector": claim[name + "_sector"], "text": ""}] if code else []


docs = [{"doc": r["id"], "published": r["date"], "text": r["text"]} for r in rows]
gold = [{"doc": r["id"], "claims": [
    {"id": f"c{i + 1}", "sentence": r["text"], "trigger": "", "source": side(c, "source"), "target": side(c, "target"),
     "cameo": c["cameo"], "plover": c["plover"], "modality": c["modality"], "alt": c.get("alt", []), "note": c.get("note")}
    for i, c in enumerate(r["claims"])]} for r in rows]
for name, data in (("docs", docs), ("gold", gold)):
    with open(os.path.join(sys.argv[1], f"sentences_{name}.json"), "w", encoding="utf-8") as out:
        json.dump(data, out, ensure_ascii=False)
