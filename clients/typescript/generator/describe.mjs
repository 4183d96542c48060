// Writes the schema's words on the fields of answers and on variables, which the generator leaves bare:
// `node describe.mjs FILE SCHEMA OPERATIONS`, where FILE is what the generator wrote.
import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";

import {
  TypeInfo,
  buildSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  parse,
  visit,
  visitWithTypeInfo,
} from "graphql";
import ts from "typescript";

const KINDS = { query: "Query", mutation: "Mutation", subscription: "Subscription" };

const [file, schemaFile, folder] = process.argv.slice(2);
const schema = buildSchema(readFileSync(schemaFile, "utf8"));
const definitions = readdirSync(folder)
  .sort()
  .filter((name) => name.endsWith(".graphql"))
  .flatMap((name) => parse(readFileSync(join(folder, name), "utf8")).definitions);

const source = ts.createSourceFile(file, readFileSync(file, "utf8"), ts.ScriptTarget.Latest, true);
const printer = ts.createPrinter();
let text = source.text;
for (const statement of source.statements.filter(ts.isTypeAliasDeclaration).reverse()) {
  const described = described_(statement);
  if (described === undefined) continue;
  const written = printer.printNode(ts.EmitHint.Unspecified, described, source);
  text = text.slice(0, statement.getStart()) + written + text.slice(statement.getEnd());
}
writeFileSync(file, text);

/** The alias with words on all of its fields, or undefined for what is no answer and no variables. */
function described_(alias) {
  const name = alias.name.text;
  for (const definition of definitions) {
    const its = definition.name.value;
    if (definition.kind === "FragmentDefinition") {
      if (name !== `${its}Fragment` && !(name.startsWith(`${its}_`) && name.endsWith("_Fragment"))) continue;
      const type = schema.getType(definition.typeCondition.name.value);
      const own = name.endsWith("_Fragment") ? schema.getType(name.split("_")[1]) : type;
      return commented(withFields(alias, outputs(own)), own.description);
    }
    const root = schema.getRootType(definition.operation);
    const kind = KINDS[definition.operation];
    const field = root.getFields()[definition.selectionSet.selections[0].name.value];
    if (name === `${its}${kind}`) return commented(withFields(alias, [root]), `What \`${field.name}\` answers.`);
    if (name === `${its}${kind}Variables`) {
      const words = wordsOnVariables(definition);
      return commented(withMembers(alias, (member) => words.get(member)), `What \`${field.name}\` takes.`);
    }
  }
  return undefined;
}

/** What the schema says of the argument that each variable of an operation is given to, of whichever field. */
function wordsOnVariables(operation) {
  const words = new Map();
  const types = new TypeInfo(schema);
  const variable = ({ name }) => {
    const argument = types.getArgument();
    if (argument && !words.has(name.value)) words.set(name.value, argument.description);
  };
  visit(operation, visitWithTypeInfo(types, { Variable: variable }));
  return words;
}

/** The node with words on the fields of every type written out in it, which is one of `types`. */
function withFields(node, types) {
  if (!ts.isTypeLiteralNode(node)) return ts.visitEachChild(node, (child) => withFields(child, types), undefined);
  const own = node.members.find((member) => member.name?.text === "__typename" && ts.isLiteralTypeNode(member.type));
  const narrowed = own ? outputs(schema.getType(own.type.literal.text)) : types;
  const members = node.members.map((member) => {
    if (member.name?.text === "__typename") return commented(member, "Which of its possible types it is.");
    const field = narrowed.map((type) => type.getFields?.()[member.name?.text]).find(Boolean);
    if (!field) throw new Error(`${narrowed.join(" | ")} has no field ${member.name?.text}.`);
    const type = getNamedType(field.type);
    const inner = isCompositeType(type) ? withFields(member.type, outputs(type)) : member.type;
    const { modifiers, name, questionToken } = member;
    return commented(ts.factory.createPropertySignature(modifiers, name, questionToken, inner), field.description);
  });
  return ts.factory.createTypeLiteralNode(members);
}

/** The node with words on each member of every type written out in it. */
function withMembers(node, words) {
  if (!ts.isTypeLiteralNode(node)) return ts.visitEachChild(node, (child) => withMembers(child, words), undefined);
  const members = node.members.map((member) => {
    if (!ts.isPropertySignature(member)) return member;
    const { modifiers, name, questionToken, type } = member;
    return commented(ts.factory.createPropertySignature(modifiers, name, questionToken, type), words(name.text));
  });
  return ts.factory.createTypeLiteralNode(members);
}

/** What an object of this type may be, the type itself first. */
function outputs(type) {
  return isAbstractType(type) ? [type, ...schema.getPossibleTypes(type)] : [type];
}

function commented(node, description) {
  if (!description) return node;
  const lines = description.replaceAll("*/", "*\\/").split("\n");
  const words = lines.length === 1 ? `* ${lines[0]} ` : `*\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n `;
  return ts.addSyntheticLeadingComment(node, ts.SyntaxKind.MultiLineCommentTrivia, words, true);
}
