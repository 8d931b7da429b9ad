"""A scenario tree: a question, what may follow from it, and how likely each end is, from left to right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from msgspec import Struct
from msgspec.structs import replace

from ..core.diagnostics import Diagnostic, Problems
from ..core.geometry import Rect
from ..core.messages import diagnose
from ..scene.model import LEFT, RIGHT, Connector, Glue, Group, Item, Paragraph, Role, Shape, Text
from ..story.model import Piece, Words
from ..text.fit import Overflow, Slot, overflow_diagnostic
from .kit.content import NOTHING, Bounds, Head
from .kit.form import Form, LayoutContext, Placed
from .kit.listing import bold
from .kit.text_boxes import framed, join, needs

MOST_DEPTH, MOST_LEAVES = 3, 6
GAP_X, GAP_Y, INSET = 36.0, 6.0, 9.0
TIGHT = 0.5  # pt that words keep from the top and bottom of their box, at the least
MOST_W, MOST_H = 300.0, 66.0
END_W, END_GAP = 72.0, 15.0
HEAD = 21.0
EXACT = 0.5  # per cent that a sum of shares may differ from 100, for rounding


class Branch(Struct, frozen=True):
    """What may happen: ``share`` is its likelihood in per cent among its siblings; 0 when none is given."""

    label: Head
    text: Words = NOTHING
    share: float = 0.0
    focus: bool = False
    branches: tuple[Branch, ...] = ()


class ScenarioTree(Struct, frozen=True):
    """``percent`` is how a share is written; ``ends_label`` names the column of joint likelihoods."""

    question: Words
    branches: Annotated[tuple[Branch, ...], Bounds(least=1)]
    ends_label: Head = NOTHING
    percent: str = "{number}\u00a0%"
    so_what: Words = NOTHING


class TreeNode(Struct, frozen=True):
    """A branch with its place in the tree: its number in reading order, its parent's, its depth, the ends it spans."""

    branch: Branch
    number: int
    parent: int
    depth: int
    leaves: tuple[int, int]
    joint: float


@needs("branches")
def place(content: ScenarioTree, ctx: LayoutContext) -> Placed:
    """One page; siblings that do not add up (BW413, BW414) or a tree too large for a page (BW404) are errors."""
    nodes = _nodes(content)
    wrong = [*_sums(ctx, content.question, content.branches), *_too_much(ctx, nodes)]
    if wrong:
        return Placed(((),), tuple(wrong))
    body = framed(ctx, content.so_what)
    items, problems = _tree(content, nodes, ctx, body.area)
    return body.placed((items,), problems)


def _nodes(content: ScenarioTree) -> list[TreeNode]:
    """All branches in reading order, parents first."""
    nodes: list[TreeNode] = []
    ended = 0

    def walk(branches: Sequence[Branch], parent: int, depth: int, joint: float) -> None:
        nonlocal ended
        for branch in branches:
            at, first = len(nodes), ended
            likely = joint * branch.share / 100
            nodes.append(TreeNode(branch, at + 1, parent, depth, (first, first), likely))
            if branch.branches:
                walk(branch.branches, at + 1, depth + 1, likely)
            else:
                ended += 1
            nodes[at] = replace(nodes[at], leaves=(first, ended - 1))

    walk(content.branches, 0, 1, 1.0)
    return nodes


def _sums(ctx: LayoutContext, parent: Words, branches: Sequence[Branch]) -> Iterator[Diagnostic]:
    given = [branch.share for branch in branches if branch.share]
    where, span = f"“{parent.prose}”", parent.span or ctx.slide.span
    if given and len(given) < len(branches):
        yield diagnose("BW414", span, where=where)
    elif given and abs(sum(given) - 100) > EXACT:
        yield diagnose("BW413", span, where=where, sum=sum(given))
    for branch in branches:
        if branch.branches:
            yield from _sums(ctx, branch.label, branch.branches)


def _too_much(ctx: LayoutContext, nodes: Sequence[TreeNode]) -> Iterator[Diagnostic]:
    ends = sum(not node.branch.branches for node in nodes)
    depth = max(node.depth for node in nodes)
    name = ctx.slide.id
    if ends > MOST_LEAVES:
        yield diagnose("BW404", ctx.slide.span, where=f"{name}, ends of its branches:", most=MOST_LEAVES, count=ends)
    if depth > MOST_DEPTH:
        yield diagnose("BW404", ctx.slide.span, where=f"{name}, depth of branches:", most=MOST_DEPTH, count=depth)


def _tree(
    content: ScenarioTree, nodes: Sequence[TreeNode], ctx: LayoutContext, area: Rect
) -> tuple[tuple[Item, ...], Problems]:
    depth = max(node.depth for node in nodes)
    ends = 1 + max(node.leaves[1] for node in nodes)
    chained = any(node.branch.share for node in nodes) and depth > 1
    room = area.w - (END_W + END_GAP if chained else 0)
    w = min((room - depth * GAP_X) / (depth + 1), MOST_W)
    gap = (room - (depth + 1) * w) / depth
    head = HEAD if chained and content.ends_label else 0.0
    pitch = min((area.h - head + GAP_Y) / ends, MOST_H * 1.6 + GAP_Y)
    high = min(pitch - GAP_Y, MOST_H)
    top = area.y + head

    def middle(first: int, last: int) -> float:
        return top + ((first + last + 1) / 2) * pitch - GAP_Y / 2

    boxes = {0: Rect(area.x, middle(0, ends - 1) - high / 2, w, high)}
    for node in nodes:
        boxes[node.number] = Rect(area.x + node.depth * (w + gap), middle(*node.leaves) - high / 2, w, high)
    texts = [
        (join((bold(_share(k.branch.share, content)), bold(k.branch.label)), "\u2002"), k.branch.text) for k in nodes
    ]
    shown, problems = _words(ctx, [(bold(content.question), NOTHING), *texts], w - 2 * INSET, high)
    items: list[Item] = [_box(0, boxes[0], shown[0], False, ctx)]
    items += [_box(k.number, boxes[k.number], shown[k.number], k.branch.focus, ctx) for k in nodes]
    names = {0: content.question, **{node.number: node.branch.label for node in nodes}}
    items += [_line(node, boxes, names, ctx) for node in nodes]
    if chained:
        items += _ends(content, nodes, boxes, ctx, Rect(area.right - END_W, area.y, END_W, area.h))
    return tuple(items), problems


def _share(share: float, content: ScenarioTree) -> Words:
    return Words((Piece(content.percent.replace("{number}", f"{share:g}")),)) if share else NOTHING


def _words(
    ctx: LayoutContext, boxes: Sequence[tuple[Words, Words]], width: float, high: float
) -> tuple[list[tuple[Paragraph, ...]], Problems]:
    """Label and text of every box, all labels at one size; what does not fit."""
    texts = ctx.type.fit([Slot(text, width) for _, text in boxes], "small", colour="ink2")
    under = [p.height if text else 0.0 for (_, text), p in zip(boxes, texts.paragraphs, strict=True)]
    labels = ctx.type.fit(
        [Slot(label, width, high - TIGHT - h) for (label, _), h in zip(boxes, under, strict=True)], "body"
    )
    problems: list[Overflow] = [over for over in texts.overflows if over.word]
    for i, over in enumerate(labels.overflows):
        label, text = boxes[over.slot]
        longer = text if text.count > label.count else label
        needed = labels.paragraphs[over.slot].height + under[over.slot]
        cut = max(1, round(longer.count * (1 - (high - TIGHT) / needed)))
        problems.append(over if over.word else Overflow(i, needed, high - TIGHT, cut, longer))
    shown: list[tuple[Paragraph, ...]] = [
        (label, text) if words[1] else (label,)
        for words, label, text in zip(boxes, labels.paragraphs, texts.paragraphs, strict=True)
    ]
    return shown, tuple(overflow_diagnostic(over, "a branch") for over in problems)


def _box(number: int, rect: Rect, paragraphs: tuple[Paragraph, ...], focus: bool, ctx: LayoutContext) -> Group:
    stroke = ctx.theme.stroke("ink", "accent") if focus else ctx.theme.stroke("close", "ink2") if not number else None
    shape = Shape(f"branch-{number}-box", rect, fill="tint" if number else "paper", stroke=stroke)
    text = Text(f"branch-{number}-text", rect.inset(left=INSET, right=INSET), paragraphs, Role.BODY, "middle")
    return Group(f"branch-{number}", (shape, text))


def _leads(branch: Branch) -> bool:
    """Whether a branch is in focus or leads to the one in focus."""
    return branch.focus or any(_leads(child) for child in branch.branches)


def _line(node: TreeNode, boxes: dict[int, Rect], names: dict[int, Words], ctx: LayoutContext) -> Connector:
    start, end = boxes[node.parent], boxes[node.number]
    y1, y2 = start.y + start.h / 2, end.y + end.h / 2
    middle = (start.right + end.x) / 2
    bends = ((middle, y1), (middle, y2)) if abs(y1 - y2) > 0.01 else ()
    points = ((start.right, y1), *bends, (end.x, y2))
    stroke = ctx.theme.stroke("ink", "accent") if _leads(node.branch) else ctx.theme.stroke("connector")
    alt = f"{names[node.parent].prose} → {node.branch.label.prose}"[:250]
    glue = Glue(f"branch-{node.parent}-box", RIGHT), Glue(f"branch-{node.number}-box", LEFT)
    return Connector(f"line-{node.number}", points, stroke, *glue, arrow=False, alt=alt)


def _ends(
    content: ScenarioTree, nodes: Sequence[TreeNode], boxes: dict[int, Rect], ctx: LayoutContext, box: Rect
) -> Iterator[Text]:
    """The joint likelihood of each end, level with its box."""
    if content.ends_label:
        head = ctx.type.set(content.ends_label, "smallb", box.w, colour="muted", align="right")
        yield Text("ends-head", Rect(box.x, box.y, box.w, head.height), (head,), Role.LABEL)
    for node in nodes:
        if not node.branch.branches:
            words = _share(round(node.joint * 100, 1), content)
            colour = "accent" if node.branch.focus else None
            number = ctx.type.set(words, "h2", box.w, colour=colour, align="right")
            level = boxes[node.number]
            yield Text(f"end-{node.number}", Rect(box.x, level.y, box.w, level.h), (number,), Role.FIGURE, "middle")


FORM = Form(
    name="scenario-tree",
    summary="A question, what may follow, and how likely each end is; siblings add up to 100 %.",
    content=ScenarioTree,
    place=place,
    limits="3 levels of branches, 6 ends, 8 words a branch; shares of siblings add up to 100 %",
    example="""\
form: scenario-tree
title: Catching up needs chips and approvals at once, which is the less likely end
question: Do export rules ease by 2026?
ends_label: In all
branches:
  - label: They stay
    share: 70
    branches:
      - {label: Home-made chips suffice, share: 30, text: Slow catching up}
      - {label: They do not, share: 70, text: The gap widens, focus: true}
  - label: They ease
    share: 30
    branches:
      - {label: Approvals grow, share: 60, text: Fast catching up}
      - {label: Approvals stall, share: 40, text: Models without users}
so_what: Plan for a widening gap, and watch the two rules that could close it.
""",
)
