// Every name that the package exports says what it is, as do its public members: what an editor shows is the manual.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";

const ROOT = new URL("..", import.meta.url);
const { exports: entries } = JSON.parse(readFileSync(new URL("package.json", ROOT), "utf8"));
/** The declarations of every entry point, `browser` included. */
const DECLARATIONS = [...new Set(JSON.stringify(entries).match(/\.\/dist\/[\w/]+\.d\.m?ts/g))].map((path) => fileURLToPath(new URL(path, ROOT)));

const documented = (symbol, checker) => ts.displayPartsToString(symbol.getDocumentationComment(checker)).trim() !== "";
const OURS = fileURLToPath(new URL("dist/", ROOT)).replaceAll("\\", "/");
const own = (symbol) => symbol.declarations?.some((declaration) => declaration.getSourceFile().fileName.startsWith(OURS)) ?? false;

/** The names without a word about them, as `Client.getChat`; all that were looked at are `seen`. */
function bare(checker, symbol, name, seen) {
  const target = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  if (seen.has(target) || !own(target)) return [];
  seen.add(target);
  const found = documented(target, checker) ? [] : [name];
  if (!(target.flags & (ts.SymbolFlags.Class | ts.SymbolFlags.Interface))) return found;
  const members = [...(target.members?.values() ?? []), ...(target.exports?.values() ?? [])].filter((member) => {
    const [declaration] = member.declarations ?? [];
    const kinds = [ts.SyntaxKind.PropertySignature, ts.SyntaxKind.PropertyDeclaration, ts.SyntaxKind.MethodDeclaration, ts.SyntaxKind.MethodSignature, ts.SyntaxKind.GetAccessor];
    if (!declaration || !kinds.includes(declaration.kind)) return false;
    const modifiers = ts.getCombinedModifierFlags(declaration);
    // Methods of a protocol are the language's: what iterates and what `util.inspect` calls.
    return !(modifiers & ts.ModifierFlags.Private) && !ts.isPrivateIdentifier(declaration.name) && !ts.isComputedPropertyName(declaration.name);
  });
  for (const member of members) {
    seen.add(member);
    if (!documented(member, checker)) found.push(`${name}.${member.name}`);
  }
  return found;
}

test("every_exported_name_and_its_members_are_documented", () => {
  const program = ts.createProgram(DECLARATIONS, { module: ts.ModuleKind.Node16, target: ts.ScriptTarget.ES2022, skipLibCheck: true });
  const checker = program.getTypeChecker();
  const [seen, missing] = [new Set(), []];
  for (const file of DECLARATIONS) {
    const exported = checker.getExportsOfModule(checker.getSymbolAtLocation(program.getSourceFile(file)));
    assert.ok(exported.length > 0, file);
    for (const symbol of exported) missing.push(...bare(checker, symbol, symbol.name, seen));
  }
  assert.deepEqual(missing, []);
  // That it looks at what it should: the client's methods, a record's getters, an option.
  assert.ok(DECLARATIONS.length >= 9 && seen.size > 300, `${DECLARATIONS.length} files, ${seen.size} names`);
});
