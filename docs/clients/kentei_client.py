#!/usr/bin/env python3
"""A client of Kentei in Python 3 without other packages.

    python3 kentei_client.py candidate.json [--language ja] [--url http://127.0.0.1:8080]

prints the certified level and, for each specialty field, what the next level requires. The API key is taken from the
environment variable KENTEI_KEY; a service without keys needs none. Exit codes: 0 assessed, 1 refused, 2 not available.
"""
import argparse
import json
import os
import re
import sys
import time
import urllib.error
import urllib.request

TIMEOUT_SECONDS = 30
ATTEMPTS = 4


class KenteiError(Exception):
    """An error that Kentei answered with (RFC 9457)."""

    def __init__(self, problem):
        super().__init__(problem.get("detail") or problem["title"])
        self.type = problem["type"]
        self.status = problem["status"]
        self.errors = problem.get("errors", [])


class Kentei:
    def __init__(self, url="http://127.0.0.1:8080", client="kentei_client.py", language="en", key=None):
        """The key names the client; `client` is read by a service without keys only."""
        self.url = url.rstrip("/")
        self.headers = {"Kentei-Client": client, "Accept-Language": language}
        if key:
            self.headers["Authorization"] = f"Bearer {key}"

    def assess(self, candidate):
        """Assesses a candidate, given as a dict, and returns the result once it is stored."""
        try:
            return self._send("POST", "/v1/assessments", candidate)
        except KenteiError as error:
            if error.type != "urn:kentei:problem:outcome-unknown":
                raise
            # stored or not: the detail names the id under which to ask
            stored = re.search(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", str(error))
        try:
            return self.assessment(stored[0])
        except KenteiError as error:
            if error.status != 404:
                raise
        return self._send("POST", "/v1/assessments", candidate)

    def assessment(self, assessment_id):
        return self._send("GET", f"/v1/assessments/{assessment_id}")

    def _send(self, method, path, body=None):
        headers = dict(self.headers)
        data = None
        if body is not None:
            data = json.dumps(body).encode()
            headers["Content-Type"] = "application/json"
        for attempt in range(1, ATTEMPTS + 1):
            request = urllib.request.Request(self.url + path, data, headers, method=method)
            try:
                with urllib.request.urlopen(request, timeout=TIMEOUT_SECONDS) as answer:
                    return json.load(answer)
            except urllib.error.HTTPError as refused:
                wait = refused.headers.get("Retry-After")
                if wait is None or attempt == ATTEMPTS:
                    raise KenteiError(self._problem(refused)) from None
            time.sleep(int(wait))

    @staticmethod
    def _problem(refused):
        """Errors of a proxy or of the HTTP server itself may have no body, or another one."""
        try:
            problem = json.loads(refused.read())
            return problem if "type" in problem else {**problem, "type": "about:blank"}
        except ValueError:
            return {"type": "about:blank", "title": refused.reason, "status": refused.code}


def report(result):
    level = result["certifiedLevel"]
    print("Certified level:", level if level is not None else "none")
    for field in result["fields"]:
        following = field["nextLevel"]
        if following is None:
            continue
        print(f"{field['specialtyField']}: level {field['certifiedLevel'] or 'none'}; for level {following['level']}:")
        for shortfall in following["shortfalls"]:
            print(f"  {shortfall['criterion']}, alternative {shortfall['alternative']}: {shortfall['sentence']}")


def main():
    options = argparse.ArgumentParser()
    options.add_argument("candidate", help="a file with the candidate as JSON")
    options.add_argument("--language", default="en", choices=["en", "ja"])
    options.add_argument("--url", default="http://127.0.0.1:8080")
    given = options.parse_args()
    with open(given.candidate, encoding="utf-8") as file:
        candidate = json.load(file)
    try:
        result = Kentei(given.url, language=given.language, key=os.environ.get("KENTEI_KEY")).assess(candidate)
    except KenteiError as error:
        print(f"{error.status} {error.type}: {error}", file=sys.stderr)
        for fault in error.errors:
            print(f"  {fault['pointer'] or '(the body)'}: {fault['detail']}", file=sys.stderr)
        return 1 if error.status < 500 else 2
    except OSError as unreachable:
        print(f"Kentei cannot be reached: {unreachable}", file=sys.stderr)
        return 2
    report(result)
    return 0


if __name__ == "__main__":
    sys.exit(main())
