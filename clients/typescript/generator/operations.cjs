// A plugin of the generator: writes every operation as a method with the schema's words on it, and which mutations take
// an apiRequestKey, so that the client knows what to make one for.
const { isInputObjectType, typeFromAST } = require("graphql");

const ROOTS = { query: "Query", mutation: "Mutation" };

module.exports.plugin = (schema, documents) => {
  const operations = documents
    .flatMap(({ document }) => document.definitions)
    // Subscriptions have methods of their own (src/client.ts).
    .filter((node) => node.kind === "OperationDefinition" && node.operation !== "subscription")
    .sort((one, other) => (one.name.value < other.name.value ? -1 : 1));
  return {
    prepend: ["import type { Asked } from '../client.js';"],
    content: [methods(schema, operations), keyed(schema, operations)].join("\n\n"),
  };
};

function methods(schema, operations) {
  const written = operations.map((operation) => {
    const [{ name, selectionSet }] = operation.selectionSet.selections;
    const type = operation.name.value + ROOTS[operation.operation];
    const needed = operation.variableDefinitions.some((each) => each.type.kind === "NonNullType" && !each.defaultValue);
    const typed = (selectionSet?.selections ?? []).some((each) => each.name?.value === "validationErrors");
    const answer = `${type}["${name.value}"]`;
    return [
      ...comment(schema.getType(ROOTS[operation.operation]).getFields()[name.value].description),
      `${name.value}(variables${needed ? "" : "?"}: ${type}Variables, asked?: Asked): Promise<${typed ? `NonNullable<${answer}>` : answer}>;`,
    ].map((line) => `  ${line}`);
  });
  return [
    "/** Every operation of the service as a method. A mutation's payload is there whenever no error is thrown. */",
    "export interface Operations {",
    written.map((lines) => lines.join("\n")).join("\n\n"),
    "}",
  ].join("\n");
}

function comment(description) {
  if (!description) return [];
  const lines = description.replaceAll("*/", "*\\/").split("\n");
  return lines.length === 1 ? [`/** ${lines[0]} */`] : ["/**", ...lines.map((line) => ` * ${line}`.trimEnd()), " */"];
}

function keyed(schema, operations) {
  const takesKey = (variable) => {
    const type = typeFromAST(schema, variable.type.kind === "NonNullType" ? variable.type.type : variable.type);
    return variable.variable.name.value === "input" && isInputObjectType(type) && "apiRequestKey" in type.getFields();
  };
  const names = operations
    .filter((node) => node.operation === "mutation" && node.variableDefinitions.some(takesKey))
    .map((node) => node.name.value);
  return `/** The mutations that move money: they take a key that makes them safe to send again. */
export const takingRequestKeys: ReadonlySet<string> = new Set(${JSON.stringify(names, null, 2)});`;
}
