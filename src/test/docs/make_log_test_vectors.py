#!/usr/bin/env python3
"""Makes docs/log-test-vectors: a small log by the built service, with its proofs, and broken copies of some of them.

    python3 src/test/docs/make_log_test_vectors.py
    python3 src/test/docs/make_log_test_vectors.py witness      only the cosignatures, over the checkpoints that are there

The vectors are kept as they are: a later build has to accept logs of earlier ones. Run this only to add a new kind.
"""
import base64, json, re, shutil, signal, socket, subprocess, sys, tempfile, time, urllib.request
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
OUT = ROOT / "docs/log-test-vectors"
JAR = ROOT / "target/quarkus-app/quarkus-run.jar"
EXAMPLES = ROOT / "src/main/resources/examples"


class Service:
    def __init__(self, folder):
        self.folder = folder
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.java = ["java", "-XX:+ExitOnOutOfMemoryError", f"-Dkentei.rules={ROOT / 'rules'}", f"-Dquarkus.http.port={self.port}",
                     "-Dkentei.log.checkpoint-interval=PT1H", "-jar", str(JAR)]

    def start(self):
        self.process = subprocess.Popen(self.java, cwd=self.folder, stdout=subprocess.DEVNULL)
        for attempt in range(600):
            try:
                return self.get("/q/health/ready")
            except OSError:
                time.sleep(0.5)
        raise SystemExit("the service did not start")

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        self.process.wait()

    def command(self, *words):
        subprocess.run(self.java + list(words), cwd=self.folder, check=True)

    def get(self, path):
        return self.send("GET", path)

    def send(self, method, path, body=None):
        headers = {"Kentei-Client": "hr-system"} | ({"Content-Type": "application/json"} if body else {})
        request = urllib.request.Request(f"http://127.0.0.1:{self.port}{path}", body, headers, method=method)
        with urllib.request.urlopen(request) as answer:
            return answer.read().decode()

    def assess(self, example, candidate_id):
        candidate = json.loads((EXAMPLES / example).read_text()) | {"candidateId": candidate_id}
        result = self.send("POST", "/v1/assessments", json.dumps(candidate, indent=1, ensure_ascii=False).encode())
        return json.loads(result)["assessmentId"]


def write(name, text):
    file = OUT / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def size(note):
    return int(note.split("\n")[1])


def main():
    for old in ("assessments", "checkpoints", "consistency", "refused"):
        shutil.rmtree(OUT / old, ignore_errors=True)
    with tempfile.TemporaryDirectory() as scratch:
        service = Service(Path(scratch))
        service.start()
        assessments = [service.assess("candidate.json", "E-1"), service.assess("service-desk.json", "E-2")]
        service.get(f"/v1/assessments/{assessments[1]}/proof")  # signs
        assessments.append(service.assess("service-desk.json", "社員-3"))
        service.send("DELETE", "/v1/candidates?candidateId=E-2")
        service.get(f"/v1/assessments/{assessments[2]}/proof")
        service.command("log-key", "replace")
        service.stop()  # signs by both keys
        service.start()
        assessments.append(service.assess("candidate.json", "E-4"))
        service.get(f"/v1/assessments/{assessments[3]}/proof")
        data = service.folder / "data"
        notes = checkpoints((data / "checkpoints.log").read_text())
        entries = json.loads(service.get("/v1/log/entries"))["entries"]
        write("entries.ndjson", "".join(entry + "\n" for entry in entries))
        keys = [json.loads(entry)["key"] for entry in entries if json.loads(entry)["type"] == "key"]
        write("log-key.pub", keys[0] + "\n")
        for number, note in enumerate(notes, 1):
            write(f"checkpoints/{number}.txt", note)
        sizes = sorted({size(note) for note in notes} | {0})
        for first, second in [(a, b) for a in sizes for b in sizes if a <= b]:
            write(f"consistency/{first}-{second}.json", service.get(f"/v1/log/consistency?from={first}&to={second}") + "\n")
        for number, assessment in enumerate(assessments, 1):
            write(f"assessments/{number}/proof.json", service.get(f"/v1/assessments/{assessment}/proof"))
            if number != 2:
                write(f"assessments/{number}/result.json", service.get(f"/v1/assessments/{assessment}/result"))
                write(f"assessments/{number}/firings.json", service.get(f"/v1/assessments/{assessment}/firings"))
        service.stop()
    refuse(notes)
    cosign()


def cosign():
    """A checkpoint with the cosignature of a witness, and copies with one thing changed in each."""
    note = (OUT / "checkpoints/4.txt").read_text()
    with tempfile.TemporaryDirectory() as folder:
        command = ["java", "-jar", str(JAR), "witness", folder, "--name", "witness.example/w1", "--port", "0",
                   "--log", str(OUT / "log-key.pub")]
        witness = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        witness.stdout.readline()
        address = re.search(r"http\S+/", witness.stdout.readline())[0]
        request = urllib.request.Request(address + "add-checkpoint", f"old 0\n\n{note}".encode())
        with urllib.request.urlopen(request) as answer:
            line = answer.read().decode()
        witness.send_signal(signal.SIGTERM)
        witness.wait()
        write("witness-key.pub", (Path(folder) / "witness-key.pub").read_text())
    write("cosigned.txt", note + line)
    start, name, signature = line.split()
    changed = bytearray(base64.b64decode(signature))
    changed[11] ^= 1
    write("refused/cosignature-time.txt", f"{note}{start} {name} {base64.b64encode(changed).decode()}\n")
    write("refused/cosignature-checkpoint.txt", (OUT / "checkpoints/3.txt").read_text() + line)


def checkpoints(text):
    """The notes of checkpoints.log: each ends with its signatures and is followed by an empty line."""
    notes, note = [], ""
    for line in text.split("\n"):
        if line == "" and "\n— " in note:
            notes.append(note)
            note = ""
        else:
            note += line + "\n"
    return notes


def refuse(notes):
    """Copies with one thing changed in each."""
    last = notes[-1]
    lines = last.split("\n")
    write("refused/checkpoint-size.txt", last.replace(f"\n{size(last)}\n", f"\n{size(last) - 1}\n"))
    write("refused/checkpoint-time.txt", last.replace("time 20", "time 19"))
    write("refused/checkpoint-without-signature.txt", "\n".join(lines[:5]) + "\n")
    proof = json.loads((OUT / "assessments/1/proof.json").read_text())
    write("refused/proof-index.json", json.dumps(proof | {"index": proof["index"] + 1}))
    write("refused/proof-entry.json", json.dumps(proof | {"entry": proof["entry"].replace('"hr-system"', '"hr-systen"')}))
    write("refused/proof-short-path.json", json.dumps(proof | {"inclusionPath": proof["inclusionPath"][:-1]}))
    write("refused/proof-long-path.json", json.dumps(proof | {"inclusionPath": proof["inclusionPath"] + proof["inclusionPath"][:1]}))
    first, second = size(notes[0]), size(notes[-1])
    grown = json.loads((OUT / f"consistency/{first}-{second}.json").read_text())
    write("refused/consistency-order.json", json.dumps(grown | {"proof": grown["proof"][::-1]}))
    write("refused/consistency-empty.json", json.dumps(grown | {"proof": []}))
    result = (OUT / "assessments/1/result.json").read_text()
    write("refused/result.json", result.replace('"certifiedLevel":4', '"certifiedLevel":5', 1))


if __name__ == "__main__":
    cosign() if sys.argv[1:] == ["witness"] else main()
