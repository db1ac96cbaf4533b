"""One side of a comparison: a process that is asked on standard input, one line of JSON a request, and answers on
standard output."""

import json
import os
import sys
import time


def serve(about, answers):
    """Says that it is ready, with what `about` holds, and answers each request by the function of `answers` that its
    "do" names."""
    _say(about)
    for line in sys.stdin:
        request = json.loads(line)
        _say(answers[request.pop("do")](**request))


def timed(work):
    """What `work` returns, and the seconds that it took."""
    started = time.perf_counter()
    result = work()
    return result, time.perf_counter() - started


# Libraries print what they like: their standard output is our standard error.
_answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def _say(value):
    _answers.write(json.dumps(value) + "\n")
    _answers.flush()
