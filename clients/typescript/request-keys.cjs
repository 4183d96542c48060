// A plugin of the generator: adds which mutations take an apiRequestKey, so that the client knows what to make one for.
const { isInputObjectType, typeFromAST } = require("graphql");

module.exports.plugin = (schema, documents) => {
  const takesKey = (variable) => {
    const type = typeFromAST(schema, variable.type.kind === "NonNullType" ? variable.type.type : variable.type);
    return variable.variable.name.value === "input" && isInputObjectType(type) && "apiRequestKey" in type.getFields();
  };
  const names = documents
    .flatMap(({ document }) => document.definitions)
    .filter((node) => node.kind === "OperationDefinition" && node.operation === "mutation")
    .filter((node) => node.variableDefinitions.some(takesKey))
    .map((node) => node.name.value)
    .sort();
  return `/** The mutations that move money: they take a key that makes them safe to send again. */
export const takingRequestKeys: ReadonlySet<string> = new Set(${JSON.stringify(names, null, 2)});`;
};
