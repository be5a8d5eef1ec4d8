"""`python -m tests.bench`: measures, prints a table, and ends with 1 where a limit is missed."""

from __future__ import annotations

import asyncio
import os
import platform
import sys
from collections.abc import Iterator

from tests.bench import (
    board,
    callbacks,
    conversations,
    digest,
    exports,
    feishu,
    papers,
    pictures,
    process,
    reading,
    understanding,
)
from tests.bench.figures import Figure, table


def measured() -> Iterator[Figure]:
    """Run one benchmark after the other; each says what it is doing."""
    benches = (
        ("理解与查找", understanding.figures),
        ("启动与内存", process.figures),
        ("对话的处理器时间", conversations.cpu),
        ("企业微信的回调", callbacks.figures),
        ("飞书的回调", feishu.figures),
        ("看板", board.figures),
        ("日报与提醒", digest.figures),
        ("文件", papers.figures),
        ("照片", pictures.figures),
        ("导出", exports.figures),
        ("读通知", reading.figures),
    )
    for name, bench in benches:
        print(f"… {name}", file=sys.stderr, flush=True)
        yield from bench()
    print("… 每秒50条消息的时延", file=sys.stderr, flush=True)
    yield from asyncio.run(conversations.latency())


def main() -> int:
    """Print the table; return the exit status."""
    figures = list(measured())
    print(f"Python {platform.python_version()}，{os.cpu_count()} 核，{platform.machine()}")
    print(table(figures))
    missed = [figure.name for figure in figures if not figure.is_met]
    print(f"未达标：{'、'.join(missed)}" if missed else "全部达标")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
