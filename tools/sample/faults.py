"""What a flaw or an outage does to the metrics of a project."""

from datetime import datetime
from math import prod

from memory.vocabulary import Cause, IssueKind, Metric
from tools.sample.plan import SLIPS, SLIPS_OF_ANY, start_of
from tools.sample.topics.topic import Topic
from tools.sample.trades.trade import Flaw, Outage, Trade
from tools.sample.truth import Fault

DEFAULT_TARGET = 0.9


def faults_of(trade: Trade, now: datetime) -> tuple[Fault, ...]:
    """Return everything that is wrong with a project, the fault itself before what follows from it."""
    faults: list[Fault] = []
    if trade.flaw is not None:
        faults += _of_flaw(trade, trade.flaw, now)
    if trade.outage is not None:
        faults.append(_of_outage(trade, trade.outage, now))
    return tuple(faults)


def _of_flaw(trade: Trade, flaw: Flaw, now: datetime) -> list[Fault]:
    topic = next(topic for topic in trade.topics if topic.name == flaw.field)
    since = None if flaw.days is None else start_of(flaw.days, now)
    kind = IssueKind.LEVEL if since is None else IssueKind.DROP
    cause = max(flaw.causes, key=lambda cause: flaw.causes[cause])
    healthy, through = _kept(topic), 1 - _lost_calls(trade) / 2
    usual = (topic.target or DEFAULT_TARGET) if since is None else healthy * through
    faulty = (1 - flaw.rate) * healthy * through
    capture = Fault(Metric.CAPTURE, kind, round(usual, 3), round(faulty, 3), flaw.field, since, cause)
    whole = prod(_kept(other) for other in trade.topics if other.required) * (1 - _lost_calls(trade))
    usual = trade.target_success_rate if since is None else whole
    success = Fault(
        Metric.SUCCESS, kind, round(usual, 3), round(whole * (1 - flaw.rate), 3), None, since, cause, primary=False
    )
    return [capture, success]


def _of_outage(trade: Trade, outage: Outage, now: datetime) -> Fault:
    since = start_of(outage.days, now)
    return Fault(Metric.FAILED_CALLS, IssueKind.DROP, trade.mix.failed, outage.rate, None, since, None)


def _kept(topic: Topic) -> float:
    """Return the share of finished conversations in which a field is captured when nothing is wrong with it."""
    if not topic.asked:
        return 1.0
    causes: dict[Cause, float] = SLIPS[topic.type] | SLIPS_OF_ANY
    return 1 - topic.slips * sum(causes.values())


def _lost_calls(trade: Trade) -> float:
    return trade.mix.leaving + trade.mix.transferred + trade.mix.silent
