#!/usr/bin/env python3
"""Runs every command of the documentation, as a reader would, in a copy of the project.

    python3 src/test/docs/run_commands.py              all pages
    python3 src/test/docs/run_commands.py docs/x.md    the README, which builds the service, and this page

A page's ```sh blocks run one after the other in one shell. HTML comments before a block say what to do with it:

    <!-- service -->                the block starts the service: run it in the background until it is ready
    <!-- not run: the reason -->    skip the block; the reason is printed at the end
    <!-- stop the service -->       stop the service that runs, at this place
    <!-- output -->                 the next block is the output of the last sh block; `…` stands for any text, and white
                                    space is not compared

The address 127.0.0.1:8080 is replaced by a free port of the loopback interface. A command that fails, or an output that
is not as shown, ends the run with exit code 1.
"""
import os, re, shutil, signal, socket, subprocess, sys, tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
README = Path("README.md")
PAGE_TIMEOUT_SECONDS = 480
COPIED = shutil.ignore_patterns(".git", "target", "node_modules", "data")
STEP = re.compile(r"<!-- (service|not run: .*?|stop the service|output) -->|^( *)```(\w*)\n(.*?)^ *```$", re.M | re.S)

PRELUDE = """set -euo pipefail
service= ; service_log=$(mktemp)
serve() {
  setsid bash -c "$1" >"$service_log" 2>&1 & service=$!
  for attempt in $(seq 600); do
    if curl -sf http://127.0.0.1:$QUARKUS_HTTP_PORT/q/health/ready >/dev/null; then return; fi
    kill -0 $service 2>/dev/null || break
    sleep 0.5
  done
  echo "the service did not start:"; cat "$service_log"; return 1
}
stop() { if [ -n "$service" ]; then kill -- -$service 2>/dev/null || true; wait $service || true; service= ; fi; }
trap stop EXIT
"""


class Block:
    """A ```sh block: where it is, what it runs and what it has to print."""

    def __init__(self, place, code, kind):
        self.place, self.code, self.kind, self.expected = place, code, kind, None


def blocks(page):
    """The steps of a page in their order: blocks, and the places where the service is stopped."""
    text = (ROOT / page).read_text(encoding="utf-8")
    steps, mark = [], None
    for step in STEP.finditer(text):
        place = f"{page}:{text.count(chr(10), 0, step.start()) + 1}"
        if step[1] == "stop the service":
            steps.append(Block(place, "stop", "stop"))
        elif step[1]:
            mark = step[1]
        else:
            code = "\n".join(line[len(step[2]):] for line in step[4].splitlines())
            if mark == "output":
                steps[-1].expected = code
            elif step[3] == "sh":
                steps.append(Block(place, code, mark or "run"))
            mark = None
    return steps


def script(steps):
    lines = [PRELUDE]
    for number, block in enumerate(steps):
        lines.append(f"echo; echo '### {number}'")
        if block.kind == "service":
            lines.append(f"serve {quoted(block.code)}")
        elif not block.kind.startswith("not run"):
            lines.append(block.code)
    lines.append("echo; echo '### end'")
    return "\n".join(lines)


def quoted(code):
    return "'" + code.replace("'", "'\\''") + "'"


def agrees(expected, actual):
    parts = ["".join(part.split()) for part in expected.split("…")]
    return re.fullmatch(".*".join(map(re.escape, parts)), "".join(actual.split()), re.S) is not None


def run(page, folder):
    """Runs a page in the folder; returns how many blocks ran and what went wrong."""
    steps = blocks(page)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    environment = dict(os.environ, QUARKUS_HTTP_PORT=port)
    shell = subprocess.Popen(["bash", "-c", script(steps).replace("127.0.0.1:8080", f"127.0.0.1:{port}")], cwd=folder,
                             env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                             text=True, start_new_session=True)
    try:
        output = shell.communicate(timeout=PAGE_TIMEOUT_SECONDS)[0].replace(f"127.0.0.1:{port}", "127.0.0.1:8080")
    except subprocess.TimeoutExpired:
        return 0, [f"{page}: over {PAGE_TIMEOUT_SECONDS} seconds"]
    finally:
        if shell.poll() is None:
            os.killpg(shell.pid, signal.SIGTERM)  # the shell stops the service when it ends
            shell.wait()
    printed = dict(re.findall(r"^### (\w+)\n(.*?)(?=^### |\Z)", output, re.M | re.S))
    faults = []
    for number, block in enumerate(steps):
        actual = printed.get(str(number), "")
        if shell.returncode and str(number + 1) not in printed and str(number) in printed and "end" not in printed:
            faults.append(f"{block.place}: exit code {shell.returncode}\n{actual}")
        elif block.expected is not None and not agrees(block.expected, actual):
            faults.append(f"{block.place}: expected\n{block.expected}\nbut was\n{actual}")
    return sum(block.kind in ("run", "service") for block in steps), faults


def main(named):
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))
    pages = [README] + (named or sorted(page.relative_to(ROOT) for page in
                                        [*ROOT.glob("docs/**/*.md"), ROOT / "CONTRIBUTING.md", ROOT / "rules/README.md"]))
    faults, ran = [], 0
    with tempfile.TemporaryDirectory(prefix="kentei-docs-") as scratch:
        built = Path(scratch) / "built"
        shutil.copytree(ROOT, built, ignore=COPIED)
        for page in pages:
            if not blocks(page):
                continue
            folder = built
            if page != README:
                folder = Path(scratch) / str(page).replace("/", "-")
                shutil.copytree(built, folder, ignore=shutil.ignore_patterns("data"))
            count, wrong = run(page, folder)
            ran += count
            faults += wrong
            print(f"{page}: {count} blocks run, {len(wrong)} faults", flush=True)
            if page == README and wrong:
                break  # nothing is built
    for fault in faults:
        print(fault)
    for page in pages:
        for block in blocks(page):
            if block.kind.startswith("not run"):
                print(f"{block.place}: {block.kind}")
    print(f"Commands of the documentation: {ran} blocks run, {len(faults)} faults")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main([Path(name) for name in sys.argv[1:]]))
