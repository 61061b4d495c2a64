"""A loop of four steps of a second: python loop.py run"""

import time

from metaflow import FlowSpec, step


class Loop(FlowSpec):
    @step
    def start(self):
        self.seconds = [1, 1, 1, 1]
        self.next(self.wait, foreach="seconds")

    @step
    def wait(self):
        time.sleep(self.input)
        self.next(self.join)

    @step
    def join(self, inputs):
        self.next(self.end)

    @step
    def end(self):
        pass


if __name__ == "__main__":
    Loop()
