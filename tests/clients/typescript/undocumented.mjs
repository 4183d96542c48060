// Prints, as JSON, what an editor has no words for: what the client exports, its methods, their arguments, and the fields of
// inputs and answers. Given the compiler's path and that of a program that imports the client.
const [compiler, program] = process.argv.slice(2);
const { default: ts } = await import(compiler);

const options = { strict: true, module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022 };
const built = ts.createProgram([program], options);
const checker = built.getTypeChecker();
const [{ moduleSpecifier }] = built.getSourceFile(program).statements;

const bare = [];
const seen = new Set();
let met = 0;

meet(checker.getSymbolAtLocation(moduleSpecifier), "");
process.stdout.write(JSON.stringify({ met, bare }));

function meet(module, prefix) {
  for (const exported of checker.getExportsOfModule(module)) {
    const symbol = exported.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(exported) : exported;
    const path = `${prefix}${exported.name}`;
    if (symbol.flags & ts.SymbolFlags.Variable || symbol.name === "TypedDocumentString") continue; // what is only sent
    if (symbol.flags & ts.SymbolFlags.Module) {
      note(exported, path); // a file as a whole has no words but where it is exported
      meet(symbol, `${path}.`);
      continue;
    }
    note(symbol, path);
    look(checker.getDeclaredTypeOfSymbol(symbol), path);
    if (symbol.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Function)) look(checker.getTypeOfSymbol(symbol), path);
  }
}

function note(symbol, path) {
  met += 1;
  if (symbol.getDocumentationComment(checker).length === 0) bare.push(path);
}

function look(type, path) {
  for (const each of type.isUnionOrIntersection() ? type.types : [type]) {
    if (seen.has(each)) continue;
    seen.add(each);
    for (const argument of checker.getTypeArguments(each)) look(argument, path);
    for (const property of each.getProperties().filter(isOurs)) {
      const at = `${path}.${property.name}`;
      note(property, at);
      const its = checker.getTypeOfSymbol(property);
      look(its, at);
      for (const signature of its.getCallSignatures()) {
        for (const parameter of signature.getParameters()) look(checker.getTypeOfSymbol(parameter), at);
        look(signature.getReturnType(), at);
      }
    }
  }
}

function isOurs(symbol) {
  const file = symbol.declarations?.[0]?.getSourceFile().fileName ?? "";
  const hidden = symbol.name.includes("#") || ["prototype", "name", "__apiType", "__meta__"].includes(symbol.name);
  return file.includes("refundry-client") && !hidden;
}
