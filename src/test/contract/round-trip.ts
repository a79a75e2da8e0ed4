// Uses the client generated from the contract as an HR system would, against the service at the address given.
import createClient from "openapi-fetch";
import type { components, paths } from "./generated/api.js";

declare const process: { argv: string[]; exitCode: number };

const address = process.argv[2];
const client = createClient<paths>({ baseUrl: address });
const candidateId = "generated client/1";

function expect(holds: boolean, what: string): asserts holds {
  if (!holds) {
    throw new Error(`Not so: ${what}`);
  }
}

const candidate: components["schemas"]["Candidate"] = {
  candidateId,
  asOf: null,
  projects: [
    {
      projectId: "P-1",
      specialtyField: "SERVICE_DESK",
      role: "LEADER",
      from: "2021-04-01",
      to: null,
      successful: true,
      headcount: 20,
    },
  ],
};

const assessed = await client.POST("/v1/assessments", {
  params: { header: { "Kentei-Client": "generated client" } },
  body: candidate,
});
expect(assessed.response.status === 201 && assessed.data !== undefined, "a candidate is assessed");
expect(typeof assessed.data !== "string", "one candidate is answered with a result, not with lines");
expect(assessed.data.candidateId === candidateId, "the result names the candidate");
expect(assessed.data.fields.length > 0, "the result lists the fields");

const { assessmentId } = assessed.data;
const read = await client.GET("/v1/assessments/{assessmentId}", { params: { path: { assessmentId } } });
expect(JSON.stringify(read.data) === JSON.stringify(assessed.data), "the result is read again as it was");

const listed = await client.GET("/v1/assessments", { params: { query: { candidateId, limit: 10 } } });
expect(listed.data?.items.length === 1, "the assessment is listed");
expect(listed.data.items[0].client === "generated client", "the record keeps who asked");
expect(listed.data.items[0].ruleset.revision === assessed.data.ruleset.revision, "both name one revision");

const refused = await client.POST("/v1/assessments", { body: { candidateId: "" } });
expect(refused.response.status === 400 && refused.error !== undefined, "a wrong candidate is refused");
expect(refused.error.type === "urn:kentei:problem:invalid-candidate", "the problem's type is one of the contract");
expect(refused.error.errors?.[0].pointer === "/candidateId", "the fault's place is named");

const erased = await client.DELETE("/v1/candidates/{candidateId}", { params: { path: { candidateId } } });
expect(erased.data?.assessments === 1, "the candidate is erased");

const gone = await client.GET("/v1/assessments/{assessmentId}", { params: { path: { assessmentId } } });
expect(gone.response.status === 410 && gone.error?.type === "urn:kentei:problem:erased", "what was erased is gone");
