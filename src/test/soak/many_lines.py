#!/usr/bin/env python3
"""Sends many candidates to a packaged service of its own: as a stream and as a job, with the service killed on the way.

    python3 src/test/soak/many_lines.py candidates.ndjson 20000 --work ratio,stream,job

Needs the built service (mvn -DskipTests package) and a file of candidates:

    java -cp target/test-classes org.kentei.impact.GeneratedCandidates candidates.ndjson 20000 1

ratio   single posts on 16 connections (needs wrk), one stream and four streams, in turn, for some seconds each
stream  one stream of all lines: rate, and memory at the start, in the middle and at the end
job     one job of all lines, during which the service is killed as often as --kills says: each line has to be in the results
        or in the errors once, and the record has to have one assessment for each result

It ends by itself: after --limit seconds at the latest. The exit code is 0 if nothing is wrong.
"""
import argparse, collections, hashlib, http.client, json, os, re, shutil, signal, socket, statistics, subprocess, sys, tempfile
import threading, time

begun = time.time()
options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
options.add_argument("file")
options.add_argument("lines", type=int)
options.add_argument("--work", default="ratio,stream,job")
options.add_argument("--jar", default="target/quarkus-app/quarkus-run.jar")
options.add_argument("--heap", default="512m")
options.add_argument("--port", type=int, default=18471)
options.add_argument("--kills", type=int, default=2)
options.add_argument("--rounds", type=int, default=3)
options.add_argument("--seconds", type=int, default=10)
options.add_argument("--limit", type=int, default=5400)
options.add_argument("--data", help="where the service keeps its record; a new folder by default")
options.add_argument("--setting", action="append", default=[], help="a further setting of the service, NAME=VALUE")
given = options.parse_args()
folder = given.data or tempfile.mkdtemp(prefix="many-lines-")
wrong = []


def say(text):
    print(f"{time.time() - begun:7.0f} s  {text}", flush=True)


def left():
    seconds = given.limit - (time.time() - begun)
    if seconds <= 0:
        raise TimeoutError("over the limit of time")
    return seconds


class Service:
    def start(self):
        self.log = open(os.path.join(folder, "service.log"), "ab")
        settings = {"kentei.data": os.path.join(folder, "data"), "kentei.gate.time-limit": "PT600S",
                    "quarkus.http.port": str(given.port)}
        settings.update(one.split("=", 1) for one in given.setting)
        self.process = subprocess.Popen(
            ["java", "-Xmx" + given.heap, "-XX:+ExitOnOutOfMemoryError"]
            + [f"-D{name}={value}" for name, value in settings.items()] + ["-jar", given.jar],
            stdout=self.log, stderr=self.log)
        while left():
            if self.process.poll() is not None:
                raise RuntimeError(f"the service ended; see {folder}/service.log")
            try:
                if ask("GET", "/q/health/ready")[0] == 200:
                    return
            except OSError:
                pass
            time.sleep(0.5)

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def sample(self, when):
        pid = str(self.process.pid)
        rss = int(re.search(r"VmRSS:\s+(\d+)", open(f"/proc/{pid}/status").read()).group(1)) // 1024
        subprocess.run(["jcmd", pid, "GC.run"], capture_output=True)
        heap = subprocess.run(["jcmd", pid, "GC.heap_info"], capture_output=True, text=True).stdout
        used = re.search(r"used (\d+)K", heap)
        stored = subprocess.run(["du", "-sm", folder], capture_output=True, text=True).stdout.split()[0]
        say(f"{when}: RSS {rss} MB, heap after a collection {int(used.group(1)) // 1024 if used else '?'} MB,"
            f" on disk {stored} MB, load {os.getloadavg()[0]:.1f}")


def ask(method, path, body=None, headers={}):
    connection = http.client.HTTPConnection("127.0.0.1", given.port, timeout=60)
    try:
        connection.request(method, path, body, headers)
        answer = connection.getresponse()
        return answer.status, answer.read(), answer.headers
    finally:
        connection.close()


def lines_of_file(start, count):
    with open(given.file, "rb") as file:
        for number, line in enumerate(file):
            if number >= start + count:
                return
            if number >= start:
                yield line


class Stream:
    """Sends lines and reads the answer meanwhile; ends early when told to stop."""

    def __init__(self, lines, watch=lambda answered: None):
        self.answered, self.last, self.over, self.watch = 0, b"", False, watch
        self.socket = socket.create_connection(("127.0.0.1", given.port), 120)
        self.socket.sendall(b"POST /v1/assessments HTTP/1.1\r\nHost: localhost\r\nKentei-Client: stream\r\n"
                            b"Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n")
        threading.Thread(target=self.send, args=(lines,), daemon=True).start()
        self.begun = time.time()
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def send(self, lines):
        try:
            some, sent = b"", 0
            for line in lines:
                some += line
                sent += 1
                # what is sent far ahead would have to be answered after the time is over
                while sent - self.answered > 1000 and not self.over:
                    time.sleep(0.005)
                if len(some) > 60000:
                    self.socket.sendall(b"%x\r\n%s\r\n" % (len(some), some))
                    some = b""
                if self.over:
                    break
            if some:
                self.socket.sendall(b"%x\r\n%s\r\n" % (len(some), some))
            self.socket.sendall(b"0\r\n\r\n")
        except OSError:
            pass

    def read(self):
        file = self.socket.makefile("rb")
        try:
            while file.readline().strip():
                pass
            while size := int(file.readline() or b"0", 16):
                data = file.read(size)
                file.readline()
                self.answered += data.count(b"\n")
                self.last = (self.last + data)[-300:]
                self.watch(self.answered)
        except (OSError, ValueError):
            pass
        self.ended = time.time()

    def wait(self):
        self.reader.join(left())
        self.socket.close()
        return json.loads(self.last.splitlines()[-1])


def single_posts():
    script = os.path.join(folder, "posts.lua")
    with open(script, "w") as lua:
        lua.write("""
local bodies, next = {}, 0
for line in io.lines(os.getenv("CANDIDATES")) do bodies[#bodies + 1] = line end
request = function()
  next = next % #bodies + 1
  return wrk.format("POST", "/v1/assessments", {["Content-Type"] = "application/json", ["Prefer"] = "return=minimal"}, bodies[next])
end
""")
    some = os.path.join(folder, "some.ndjson")
    with open(some, "wb") as out:
        out.writelines(lines_of_file(0, 5000))
    told = subprocess.run(["wrk", "-t1", "-c16", f"-d{given.seconds}s", "--latency", "-s", script,
                           f"http://127.0.0.1:{given.port}"],
                          capture_output=True, text=True, env={**os.environ, "CANDIDATES": some}).stdout
    if "Non-2xx" in told:
        wrong.append("single posts were refused: " + told)
    return float(re.search(r"Requests/sec:\s+([\d.]+)", told).group(1))


def streams(count):
    running = [Stream(lines_of_file(number * 5000, 200_000)) for number in range(count)]
    time.sleep(given.seconds)
    rate = sum(one.answered for one in running) / given.seconds
    for one in running:
        one.over = True
    for one in running:
        if not one.wait().get("end"):
            wrong.append("a stream has no last line")
    return rate


def ratio():
    rates = collections.defaultdict(list)
    ways = {"single": single_posts, "1 stream": lambda: streams(1), "4 streams": lambda: streams(4)}
    single_posts()
    streams(1)
    for round in range(given.rounds):
        for name, way in ways.items():
            rates[name].append(way())
        say("a second: " + ", ".join(f"{name} {values[-1]:.0f}" for name, values in rates.items())
            + f"; load {os.getloadavg()[0]:.1f}")
    for name in ("1 stream", "4 streams"):
        say(f"{name}, against single posts on 16 connections: "
            + f"{statistics.median(b / a for a, b in zip(rates['single'], rates[name])):.2f} times")


def stream(service):
    service.sample("stream, start")
    state = {"half": False, "told": 0}

    def watch(answered):
        if answered // 50000 > state["told"]:
            state["told"] = answered // 50000
            say(f"stream: {answered} answered, {answered / (time.time() - sent.begun):.0f} a second")
        if not state["half"] and answered >= given.lines // 2:
            state["half"] = True
            threading.Thread(target=service.sample, args=("stream, middle",)).start()

    sent = Stream(lines_of_file(0, given.lines), watch)
    counts = sent.wait()
    say(f"stream: {counts}, {given.lines / (sent.ended - sent.begun):.0f} a second")
    service.sample("stream, end")
    if counts.get("lines") != given.lines or counts.get("assessed") != given.lines:
        wrong.append(f"the stream answered {counts}")


def size_of_log():
    return int(ask("GET", "/v1/log/checkpoint")[1].splitlines()[1])


def stored_assessments():
    """How many assessments the client of the job has, by an export without results."""
    status, body, _ = ask("GET", "/v1/assessments/export?format=csv&client=job")
    return body.count(b"\n") - 1


def job(service):
    path = os.path.join(folder, "job.ndjson")
    with open(path, "wb") as out:
        out.writelines(lines_of_file(0, given.lines))
    service.sample("job, start")
    sent = time.time()
    with open(path, "rb") as file:
        status, body, headers = ask("POST", "/v1/jobs", file, {
            "Content-Type": "application/x-ndjson", "Kentei-Client": "job", "Idempotency-Key": f'"job-{os.path.getsize(path)}"',
            "Content-Length": str(os.path.getsize(path))})
    told = json.loads(body)
    if status != 202:
        raise RuntimeError(f"{status} {told}")
    address = told["location"]
    say(f"job: {told['lines']} lines received in {time.time() - sent:.0f} s")
    hashed = hashlib.sha256()
    with open(path, "rb") as file:
        while some := file.read(1 << 20):
            hashed.update(some)
    if told["sha256"] != hashed.hexdigest():
        wrong.append("the SHA-256 of the job is not that of its file")
    service.sample("job, received")
    running, kills, half, spoken = time.time(), 0, False, 0
    while left():
        try:
            told = json.loads(ask("GET", address, headers={"Kentei-Client": "job"})[1])
        except OSError:
            told = told
        done = told["lines"] - told["waiting"]
        if done // 50000 > spoken:
            spoken = done // 50000
            say(f"job: {done} decided, {done / (time.time() - running):.0f} a second with restarts")
        if told["errors"]:
            break
        if kills < given.kills and done >= told["lines"] * (kills + 1) / (given.kills + 1):
            service.kill()
            kills += 1
            say(f"job: service killed (SIGKILL) after {done} decided")
            service.start()
        if not half and done >= told["lines"] / 2:
            half = True
            service.sample("job, middle")
        time.sleep(0.5)
    say(f"job: {told['state']}, {told['assessed']} assessed, {told['refused']} refused,"
        f" {told['lines'] / (time.time() - running):.0f} a second with {kills} restarts")
    service.sample("job, end")
    numbers, ids = bytearray(given.lines + 1), set()
    for name in ("results", "errors"):
        file = told[name]
        connection = http.client.HTTPConnection("127.0.0.1", given.port, timeout=60)
        connection.request("GET", file["location"], headers={"Kentei-Client": "job"})
        answer = connection.getresponse()
        hashed, count = hashlib.sha256(), 0
        for line in answer:
            hashed.update(line)
            count += 1
            numbers[int(re.match(rb'\{"line":(\d+),', line).group(1))] += 1
            if name == "results":
                ids.add(re.search(rb'"assessmentId":"([^"]+)"', line).group(1))
        connection.close()
        if hashed.hexdigest() != file["sha256"] or count != file["lines"]:
            wrong.append(f"{name}: {count} lines and {hashed.hexdigest()} are not what the job says: {file}")
        say(f"job, {name}: {count} lines, {file['bytes']} bytes, SHA-256 as the job says: {hashed.hexdigest() == file['sha256']}")
    once = numbers[1:].count(1)
    say(f"job: {once} of {given.lines} lines are there once, {len(ids)} different assessments")
    if once != given.lines or len(ids) != told["assessed"]:
        wrong.append("not every line is there once")
    if given.lines <= 200_000:
        stored = stored_assessments()
        say(f"job: the record has {stored} assessments of its client")
        if stored != told["assessed"]:
            wrong.append(f"{stored} are stored, {told['assessed']} answered")
    say(f"log: {size_of_log()} entries")


service = Service()
service.start()
say(f"service is ready, -Xmx{given.heap}, data in {folder}")
try:
    for work in given.work.split(","):
        {"ratio": ratio, "stream": lambda: stream(service), "job": lambda: job(service)}[work]()
finally:
    service.stop()
for one in wrong:
    say("WRONG: " + one)
say("nothing is wrong" if not wrong else f"{len(wrong)} things are wrong")
sys.exit(1 if wrong else 0)
