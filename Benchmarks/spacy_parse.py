"""One spaCy process of a benchmark: loads, says so, parses its share when told, prints counts as JSON.

    spacy_parse.py MODEL NEWS.jsonl PART PARTS
"""
import json
import resource
import sys
import time

start = time.monotonic()
import spacy  # noqa: E402: its import is part of the load

model, news, part, parts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
nlp = spacy.load(model)
load = time.monotonic() - start
with open(news, encoding="utf-8") as lines:
    texts = [json.loads(line)["text"] for line in lines][part::parts]
nlp("Warmed up.")
print("ready", flush=True)
sys.stdin.readline()
before = time.process_time()
tokens = sentences = 0
for doc in nlp.pipe(texts):
    tokens += len(doc)
    sentences += sum(1 for _ in doc.sents)
print(json.dumps({
    "tokens": tokens, "sentences": sentences, "cpu": time.process_time() - before, "load": load,
    "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}), flush=True)
