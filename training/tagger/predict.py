"""Run exported graphs over the texts of a corpus; write attributions as JSON lines, and report the speed.

python predict.py out/ POLNEAR/dev predictions.jsonl [--kind float] [--keep-raw raw.pkl]
"""

import argparse
import json
import pickle
import time
from pathlib import Path

from accordingto.attributions.decoding import decode
from accordingto.attributions.tagger import Tagger
from accordingto.language import pipeline


def lines(name: str, taggings) -> list[str]:
    """One JSON line per attribution of an article."""
    return [
        json.dumps({"doc_id": name, "source": source, "cue": cue, "content": content, "confidence": round(sure, 4)})
        for source, cue, content, sure in taggings
    ]


def raw(tagger: Tagger, folder: Path, names=None) -> list:
    """(name, text, words, candidates) of every article, before any choice is made among candidates."""
    out = []
    for path in sorted((folder / "text").glob("*.txt")):
        if names is None or path.stem in names:
            with open(path, encoding="utf-8", newline="") as file:
                text = file.read()
            out.append((path.stem, text, *tagger.candidates(pipeline()(text))))
    return out


def main():
    """Command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("graphs", type=Path)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--kind", default="int8", choices=["int8", "float"])
    parser.add_argument("--keep-raw", type=Path)
    args = parser.parse_args()
    tagger = Tagger(args.graphs, args.kind)
    begin = time.process_time()
    found = raw(tagger, args.corpus)
    results = [(name, decode(text, words, candidates, tagger.settings)) for name, text, words, candidates in found]
    spent = time.process_time() - begin
    args.out.write_text("".join(line + "\n" for name, taggings in results for line in lines(name, taggings)))
    pieces = sum(int(words.count.sum()) for _, _, words, _ in found if words)
    cues = sum(len(candidates) for *_, candidates in found)
    print(f"{len(found)} articles, {pieces} pieces, {cues} candidates, {sum(len(r) for _, r in results)} attributions")
    print(f"{spent:.1f} s CPU: {pieces / spent:.0f} pieces/s, {len(found) / spent:.1f} articles/s")
    if args.keep_raw:
        args.keep_raw.write_bytes(pickle.dumps(found))


if __name__ == "__main__":
    main()
