"""What bench/pipelines/parallel.ts, loop.ts and a chain of ten do, run by Kubeflow Pipelines on this machine: python run.py parallel|loop|chain"""

import sys

from kfp import dsl, local


@dsl.component
def wait(seconds: float):
    import time

    time.sleep(seconds)


@dsl.component
def add(to: int) -> int:
    return to + 1


@dsl.pipeline(name="parallel")
def parallel():
    for _ in range(3):
        wait(seconds=1.0)


@dsl.pipeline(name="loop")
def loop():
    with dsl.ParallelFor([1.0, 1.0, 1.0, 1.0]) as seconds:
        wait(seconds=seconds)


@dsl.pipeline(name="chain")
def chain():
    last = add(to=0)
    for _ in range(9):
        last = add(to=last.output)


if __name__ == "__main__":
    local.init(runner=local.SubprocessRunner(use_venv=False))
    {"parallel": parallel, "loop": loop, "chain": chain}[sys.argv[1]]()
