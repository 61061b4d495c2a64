"""Three independent steps of a second: python parallel.py run"""

import time

from metaflow import FlowSpec, step


class Parallel(FlowSpec):
    @step
    def start(self):
        self.next(self.first, self.second, self.third)

    @step
    def first(self):
        time.sleep(1)
        self.next(self.join)

    @step
    def second(self):
        time.sleep(1)
        self.next(self.join)

    @step
    def third(self):
        time.sleep(1)
        self.next(self.join)

    @step
    def join(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Parallel()
