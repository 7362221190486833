"""Put each layer's attention of a graph into one operator, which is faster and never holds the table of all weights.

    python attention.py GRAPH.onnx ...

What is computed stays the same, but for rounding. The operator is ``MultiHeadAttention`` of onnxruntime.
"""

import sys
from pathlib import Path

import onnx
from onnx import helper, numpy_helper

_DOMAIN = "com.microsoft"


def fused(graph: onnx.ModelProto) -> onnx.ModelProto:
    """Fuse what ``Layer`` of ``tagger/model.py`` becomes: queries, keys and values lie side by side."""
    nodes = list(graph.graph.node)
    made = {name: node for node in nodes for name in node.output}
    used: dict[str, list] = {}
    for node in nodes:
        for name in node.input:
            used.setdefault(name, []).append(node)
    masked = "mask" in {value.name for value in graph.graph.input}
    instead = {}
    for softmax in (node for node in nodes if node.op_type == "Softmax"):
        scores = made[made[softmax.input[0]].input[0]]
        queries = _up(scores.input[0], made, "Reshape")
        last = _down(softmax.output[0], used, "Reshape")
        name = last.output[0]
        parts = [f"{name}_{part}" for part in ("queries", "keys", "values")]
        heads = _heads(queries, made)
        split = helper.make_node("Split", [queries.input[0]], parts, axis=-1)
        mask = ["", "mask_of_keys"] if masked else []
        whole = helper.make_node(
            "MultiHeadAttention", [*parts, *mask], [name], domain=_DOMAIN, num_heads=heads, name=f"{name}_attention"
        )
        instead[id(last)] = [split, whole]
    new = [helper.make_node("Cast", ["mask"], ["mask_of_keys"], to=onnx.TensorProto.INT32)] if masked else []
    for node in nodes:
        new += instead.get(id(node), [node])
    del graph.graph.node[:]
    graph.graph.node.extend(_needed(new, [value.name for value in graph.graph.output]))
    if all(known.domain != _DOMAIN for known in graph.opset_import):
        graph.opset_import.append(helper.make_opsetid(_DOMAIN, 1))
    return graph


def _up(name: str, made: dict, kind: str):
    """The nearest node of a kind that a value is made by, following first inputs."""
    node = made[name]
    while node.op_type != kind:
        node = made[node.input[0]]
    return node


def _down(name: str, used: dict, kind: str):
    """The nearest node of a kind that a value goes into."""
    node = used[name][0]
    while node.op_type != kind:
        node = used[node.output[0]][0]
    return node


def _heads(reshape, made: dict) -> int:
    """Heads, from the shape [batch, length, 3, heads, width] that queries, keys and values are brought into."""
    shape = made[reshape.input[1]]
    return int(numpy_helper.to_array(helper.get_node_attr_value(made[shape.input[3]], "value")).item())


def _needed(nodes: list, outputs: list[str]) -> list:
    """The nodes that outputs are made from, in their order."""
    wanted, kept = set(outputs), []
    for node in reversed(nodes):
        if wanted.intersection(node.output):
            kept.append(node)
            wanted.update(node.input)
    return kept[::-1]


if __name__ == "__main__":
    for path in map(Path, sys.argv[1:]):
        onnx.save(fused(onnx.load(path)), path)
