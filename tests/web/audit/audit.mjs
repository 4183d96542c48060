// Prints, as a JSON array, what each audit of GraphQL over HTTP says of the service.
// AUDIT_URL is the endpoint, AUDIT_AUTHORIZATION the value of the Authorization header.
import { serverAudits } from "graphql-http";

const { AUDIT_URL: url, AUDIT_AUTHORIZATION: authorization } = process.env;

const audits = serverAudits({
  url,
  fetchFn: (resource, options = {}) =>
    fetch(resource, { ...options, headers: { ...options.headers, authorization } }),
});

const results = [];
for (const audit of audits) {
  const result = await audit.fn();
  results.push({ id: audit.id, name: audit.name, status: result.status, reason: result.reason ?? null });
}
process.stdout.write(JSON.stringify(results));
