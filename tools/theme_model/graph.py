"""The sentence model as an ONNX graph: tokens in, one vector a text out (BERT, six layers; mean of the tokens).

Weights are rounded to eight bits, each output channel by its own scale. What flows through is rounded too, each token
by its own scale and never by its batch's: so a text has the same vector whatever texts stand beside it (the ready-made
dynamic quantisation moves single numbers by 0.04). Texts of a batch have the same number of tokens: no padding.
Layers after Devlin et al. 2019 (arXiv 1810.04805); rounding by token after Dettmers et al. 2022 (arXiv 2208.07339).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from onnx import ModelProto, TensorProto, helper, numpy_helper
from tools.theme_model.weights import Weights

LAYERS, HEADS, WIDTH = 6, 12, 384
OPSET, FORMAT = 20, 10
FUSED = "com.microsoft"  # one step of onnxruntime for three of the standard
STEPS = np.float32(127)


class Graph:
    """Nodes and constants as they are added; every node is named by its place, so that a build can be repeated."""

    def __init__(self, weights: Weights) -> None:
        self.weights = weights
        self.nodes: list[Any] = []
        self.constants: list[Any] = []
        self.rounded: dict[str, tuple[str, str]] = {}

    def constant(self, value: Any) -> str:
        name = f"c{len(self.constants)}"
        array = np.asarray(value)
        self.constants.append(
            numpy_helper.from_array(np.ascontiguousarray(array) if array.ndim else array, name)
        )
        return name

    def add(self, kind: str, *inputs: str, **settings: Any) -> str:
        name = f"{kind}{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, list(inputs), [name], **settings))
        return name

    def ones(self, ids: str) -> str:
        """A row that adds all tokens up. A sum over the axis would add in an order that hangs on the batch."""
        length = self.add("Slice", self.add("Shape", ids), self.constant([1]), self.constant([2]))
        shape = self.add("Concat", self.constant([1]), length, axis=0)
        one = numpy_helper.from_array(np.ones(1, np.float32))
        return self.add("ConstantOfShape", shape, value=one)

    def embed(self, ids: str) -> str:
        """The sum of what a word, its place and the (only) segment add."""
        small, scale = rounded(self.weights["embeddings.word_embeddings.weight"], axis=1)
        words = self.add("Cast", self.add("Gather", self.constant(small), ids), to=TensorProto.FLOAT)
        words = self.add("Mul", words, self.add("Gather", self.constant(scale), ids))
        places = (
            self.weights["embeddings.position_embeddings.weight"]
            + self.weights["embeddings.token_type_embeddings.weight"][0]
        )
        shape = self.add("Shape", ids)
        length = self.add("Slice", shape, self.constant([1]), self.constant([2]))
        place = self.add("Slice", self.constant(places), self.constant([0]), length)
        return self.norm(self.add("Add", words, place), "embeddings.LayerNorm")

    def norm(self, x: str, name: str) -> str:
        scale, bias = (self.constant(self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.add("LayerNormalization", x, scale, bias, axis=-1, epsilon=1e-12)

    def linear(self, x: str, name: str) -> str:
        """x times the weights in whole numbers, then back by both scales, plus the bias."""
        small, scale = rounded(self.weights[f"{name}.weight"].T, axis=0)
        tokens, token_scale = self.round_tokens(x)
        one, middle = self.constant(np.float32(1)), self.constant(np.array(128, np.uint8))
        y = self.add(
            "MatMulIntegerToFloat",
            *(tokens, self.constant(small), one, self.constant(scale[0]), middle),
            domain=FUSED,
        )
        return self.add("Add", self.add("Mul", y, token_scale), self.constant(self.weights[f"{name}.bias"]))

    def round_tokens(self, x: str) -> tuple[str, str]:
        """Each token as whole numbers 1 to 255 around 128, with its scale; done once for an x that is used again."""
        if x not in self.rounded:
            most = self.add("ReduceMax", x, self.constant([-1]), keepdims=1)
            least = self.add("ReduceMin", x, self.constant([-1]), keepdims=1)
            widest = self.add("Max", most, self.add("Neg", least), self.constant(np.float32(1e-9)))
            shrunk = self.add("Mul", x, self.add("Div", self.constant(STEPS), widest))
            raised = self.add("Add", shrunk, self.constant(np.float32(128.5)))  # the cast cuts off: rounds
            tokens = self.add("Cast", raised, to=TensorProto.UINT8)
            self.rounded[x] = tokens, self.add("Mul", widest, self.constant(1 / STEPS))
        return self.rounded[x]

    def layer(self, x: str, name: str) -> str:
        x = self.norm(self.add("Add", x, self.attention(x, name)), f"{name}.attention.output.LayerNorm")
        inner = self.add("Gelu", self.linear(x, f"{name}.intermediate.dense"))
        return self.norm(
            self.add("Add", x, self.linear(inner, f"{name}.output.dense")), f"{name}.output.LayerNorm"
        )

    def attention(self, x: str, name: str) -> str:
        query = self.heads(x, f"{name}.attention.self.query", [0, 2, 1, 3])
        key = self.heads(x, f"{name}.attention.self.key", [0, 2, 3, 1])
        value = self.heads(x, f"{name}.attention.self.value", [0, 2, 1, 3])
        scale = self.constant(np.float32((WIDTH / HEADS) ** -0.5))
        weight = self.add("Softmax", self.add("Mul", self.add("MatMul", query, key), scale), axis=-1)
        seen = self.add("Transpose", self.add("MatMul", weight, value), perm=[0, 2, 1, 3])
        return self.linear(
            self.add("Reshape", seen, self.constant([0, 0, WIDTH])), f"{name}.attention.output.dense"
        )

    def heads(self, x: str, name: str, order: list[int]) -> str:
        parts = self.add("Reshape", self.linear(x, name), self.constant([0, 0, HEADS, WIDTH // HEADS]))
        return self.add("Transpose", parts, perm=order)


def rounded(weights: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    """Whole numbers -127 to 127, and the scale along `axis` that they are to be multiplied by."""
    scale = np.abs(weights).max(axis=axis, keepdims=True) / STEPS
    scale[scale == 0] = 1
    return np.rint(weights / scale).astype(np.int8), scale.astype(np.float32)


def build(weights: Weights) -> ModelProto:
    """Input `ids`, int64 [texts, tokens]; output `vectors`, float32 [texts, 384], each of length 1."""
    graph = Graph(weights)
    x = graph.embed("ids")
    for number in range(LAYERS):
        x = graph.layer(x, f"encoder.layer.{number}")
    total = graph.add("Squeeze", graph.add("MatMul", graph.ones("ids"), x), graph.constant([1]))
    length = graph.add("ReduceL2", total, graph.constant([1]), keepdims=1)
    graph.nodes.append(helper.make_node("Div", [total, length], ["vectors"]))
    made = helper.make_graph(
        graph.nodes,
        "sentences",
        [helper.make_tensor_value_info("ids", TensorProto.INT64, ["texts", "tokens"])],
        [helper.make_tensor_value_info("vectors", TensorProto.FLOAT, ["texts", WIDTH])],
        graph.constants,
    )
    model = helper.make_model(
        made, opset_imports=[helper.make_opsetid("", OPSET), helper.make_opsetid(FUSED, 1)]
    )
    model.ir_version = FORMAT
    return model
