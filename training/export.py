"""Write a trained net as the product reads it: `python -m training.export CHECKPOINT FOLDER`.

Three ONNX files (reader, spans, edges), multiplications in 8 bits with a scale a channel, the table of pieces in 8 bits
with a scale a piece; the tokenizer; `config.json` with labels and thresholds.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path
from typing import Any

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from training.labels import EDGES, HINTS, KINDS, MODALITIES, SPAN_TYPES, SYMMETRIC, ZONES, ends
from training.net import Net, fresh

OPSET = 17
SETTINGS = Path(__file__).with_name("settings.json")
EIGHT_BITS = ("reader", "spans")  # stages whose multiplications are quantised


class SmallTable(nn.Module):
    """An embedding in 8 bits, each row with its own scale."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weight = table.weight.detach()
        scale = weight.abs().amax(dim=1, keepdim=True).clamp(min=1e-8) / 127
        self.register_buffer("levels", (weight / scale).round().to(torch.int8))
        self.register_buffer("scale", scale)

    def forward(self, ids: Tensor) -> Tensor:
        return self.levels[ids].float() * self.scale[ids]  # type: ignore[index]


def trained(checkpoint: Path) -> tuple[Net, Tokenizer]:
    """The net of a checkpoint, in reading mode."""
    saved = torch.load(checkpoint, weights_only=False)
    net, tokenizer = fresh(saved["plan"]["seed"], saved["plan"]["layers"])
    net.load_state_dict(saved["net"])
    return net.eval(), tokenizer


def example_inputs(
    hidden: int, width: int
) -> dict[str, tuple[dict[str, Tensor], list[str], dict[str, dict[int, str]]]]:
    """For each stage: inputs to trace it with, names of its outputs, and which axes may grow."""
    spans, pieces = torch.arange(5), torch.randn(20, hidden)
    line = torch.zeros(1, 12, dtype=torch.long)
    per_span = {"first": spans, "last": spans + 1}
    sides = {name: torch.randn(5, width) for name in ("head", "tail", "head_factor", "tail_factor")}
    row, span, pair = {0: "rows", 1: "length"}, {0: "spans"}, {0: "pairs"}
    return {
        "reader": (
            {"ids": line + 7, "breaks": line, "hints": line[..., None].expand(1, 12, len(HINTS))},
            ["vectors", "mention", "value", "furniture", "zone"],
            dict.fromkeys(("ids", "breaks", "hints", "vectors", "mention", "value", "furniture", "zone"), row),
        ),
        "spans": (
            {
                "vectors": pieces,
                **per_span,
                "mention": spans % 2,
                "depth": spans,
                "mask": torch.ones(5, 5, dtype=torch.bool),
            },
            ["type", "kind", *sides, "running"],
            {
                "vectors": {0: "pieces"},
                "running": {0: "sums"},
                "mask": {0: "spans", 1: "others"},
                **dict.fromkeys(("first", "last", "mention", "depth", "type", "kind", *sides), span),
            },
        ),
        "edges": (
            {
                **sides,
                "running": torch.randn(21, width),
                **per_span,
                "pairs": torch.tensor([[0, 1], [1, 0], [2, 3]]),
                "features": torch.zeros(3, 5, dtype=torch.long),
            },
            ["label", "modality"],
            {
                "running": {0: "sums"},
                **dict.fromkeys(("first", "last", *sides), span),
                **dict.fromkeys(("pairs", "features", "label", "modality"), pair),
            },
        ),
    }


def export(
    net: Net, tokenizer: Tokenizer, folder: Path, settings: dict[str, Any] | None = None, eight_bits: bool = True
) -> None:
    """Write the stages, the tokenizer and the config. `settings`: thresholds and the like, measured elsewhere."""
    folder.mkdir(parents=True, exist_ok=True)
    net.eval()
    reader, table = net.reader, net.reader.encoder.word
    stages: dict[str, nn.Module] = {"reader": reader, "spans": net.spans, "edges": net.edges}
    try:
        if eight_bits:
            reader.encoder.word = SmallTable(table)  # type: ignore[assignment]
        for stage, (inputs, outputs, axes) in example_inputs(
            reader.encoder.hidden, net.spans.head.out_features
        ).items():
            _write(stages[stage], inputs, outputs, axes, folder / f"{stage}.onnx", eight_bits and stage in EIGHT_BITS)
    finally:
        reader.encoder.word = table
    tokenizer.save(str(folder / "tokenizer.json"))
    (folder / "config.json").write_text(json.dumps(config(settings or {}), indent=1) + "\n", encoding="utf-8")


def _write(
    stage: nn.Module,
    inputs: dict[str, Tensor],
    outputs: list[str],
    axes: dict[str, dict[int, str]],
    path: Path,
    eight_bits: bool,
) -> None:
    with tempfile.TemporaryDirectory() as scratch, torch.no_grad():
        plain = Path(scratch) / path.name
        torch.onnx.export(
            stage, tuple(inputs.values()), str(plain), input_names=list(inputs), output_names=outputs,
            dynamic_axes=axes, opset_version=OPSET, dynamo=False,
        )  # fmt: skip
        if eight_bits:
            quantize_dynamic(
                plain, path, op_types_to_quantize=["MatMul"], per_channel=True, weight_type=QuantType.QInt8
            )
        else:
            shutil.copyfile(plain, path)


def config(settings: dict[str, Any]) -> dict[str, Any]:
    """Labels in the order of the outputs, and from which score they count."""
    thresholds = dict.fromkeys(EDGES, 0.5) | settings.get("thresholds", {})
    return {
        "types": SPAN_TYPES,
        "kinds": KINDS,
        "edges": EDGES,
        "modalities": MODALITIES,
        "zones": ZONES,
        "hints": HINTS,
        "symmetric": sorted(SYMMETRIC),
        "ends": {edge: ends(edge) for edge in EDGES},
        "thresholds": thresholds,
        "outside": settings.get("outside", {"mention": 0.0, "value": 0.0}),
        "furniture": settings.get("furniture", 0.5),
        **({"confidence": _curve(settings["confidence"])} if "confidence" in settings else {}),
    }


def _curve(confidence: dict[str, Any]) -> dict[str, Any]:
    """What the product needs of what `calibrate.py` measured."""
    return {name: confidence[name] for name in ("slope", "offset", "predicates", "levels")}


def bare_settings() -> dict[str, Any]:
    """The settings without the curve of confidences: scores stay scores, to be measured."""
    return {k: v for k, v in json.loads(SETTINGS.read_text(encoding="utf-8")).items() if k != "confidence"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--settings", type=Path, default=SETTINGS, help="as `training.evaluate --settings` writes it")
    parser.add_argument("--whole", action="store_true", help="32 bits: to measure what 8 bits cost")
    options = parser.parse_args()
    settings = json.loads(options.settings.read_text(encoding="utf-8"))
    export(*trained(options.checkpoint), options.folder, settings, eight_bits=not options.whole)


if __name__ == "__main__":
    main()
