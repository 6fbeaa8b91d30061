"""A made-up sentence encoder of two layers in a folder, small enough to compute by hand."""

import json

import numpy as np
from safetensors.numpy import save_file
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace
from tokenizers.processors import TemplateProcessing

WORDS = ["[CLS]", "[SEP]", "[UNK]", "up", "at", "night", "the", "bills"]
WIDTH, HEADS, LAYERS, INNER = 8, 2, 2, 12
CONFIG = {
    "model_type": "bert",
    "num_attention_heads": HEADS,
    "num_hidden_layers": LAYERS,
    "layer_norm_eps": 1e-12,
    "hidden_act": "gelu",
}


def make_tensors(prefix=""):
    rng = np.random.default_rng(2)
    shapes = {
        "embeddings.word_embeddings.weight": (len(WORDS), WIDTH),
        "embeddings.position_embeddings.weight": (16, WIDTH),
        "embeddings.token_type_embeddings.weight": (2, WIDTH),
        "embeddings.LayerNorm.weight": (WIDTH,),
        "embeddings.LayerNorm.bias": (WIDTH,),
    }
    for i in range(LAYERS):
        at = f"encoder.layer.{i}."
        for part in ("attention.self.query", "attention.self.key", "attention.self.value"):
            shapes |= {f"{at}{part}.weight": (WIDTH, WIDTH), f"{at}{part}.bias": (WIDTH,)}
        shapes |= {
            f"{at}attention.output.dense.weight": (WIDTH, WIDTH),
            f"{at}attention.output.dense.bias": (WIDTH,),
            f"{at}intermediate.dense.weight": (INNER, WIDTH),
            f"{at}intermediate.dense.bias": (INNER,),
            f"{at}output.dense.weight": (WIDTH, INNER),
            f"{at}output.dense.bias": (WIDTH,),
        }
        for norm in ("attention.output.LayerNorm", "output.LayerNorm"):
            shapes |= {f"{at}{norm}.weight": (WIDTH,), f"{at}{norm}.bias": (WIDTH,)}
    return {
        prefix + name: rng.normal(size=shape).astype(np.float32) for name, shape in shapes.items()
    }


def write_folder(folder, config=CONFIG, pooling=None, prefix=""):
    folder.mkdir(exist_ok=True)
    save_file(make_tensors(prefix), folder / "model.safetensors")
    pieces = Tokenizer(WordLevel({word: i for i, word in enumerate(WORDS)}, unk_token="[UNK]"))
    pieces.pre_tokenizer = Whitespace()
    pieces.post_processor = TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", 0), ("[SEP]", 1)]
    )
    pieces.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps(config))
    if pooling:
        (folder / "1_Pooling").mkdir()
        (folder / "1_Pooling" / "config.json").write_text(json.dumps(pooling))
    return folder
