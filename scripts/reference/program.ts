/** Reads the plugin's sources with the TypeScript compiler: declarations, their docblocks, and their types as text. */
import { join } from "node:path";
import ts from "typescript";
import { type NamedTypes, TypePrinter } from "./print-type";
import { ROOT, unwrapped } from "./text";

export class Sources {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;

  constructor() {
    const file = join(ROOT, "tsconfig.check.json");
    const { config } = ts.readConfigFile(file, ts.sys.readFile);
    const parsed = ts.parseJsonConfigFileContent({ ...config, include: ["src/**/*"] }, ts.sys, ROOT);
    this.program = ts.createProgram(parsed.fileNames, {
      ...parsed.options,
      incremental: false,
      tsBuildInfoFile: undefined,
    });
    this.checker = this.program.getTypeChecker();
  }

  file(path: string): ts.SourceFile {
    const found = this.program.getSourceFile(join(ROOT, path));
    if (!found) {
      throw new Error(`There is no source file ${path}.`);
    }
    return found;
  }

  /** The exports of a file, by name, re-exports resolved. */
  exportsOf(path: string): Map<string, ts.Symbol> {
    const symbol = this.checker.getSymbolAtLocation(this.file(path));
    const all = symbol ? this.checker.getExportsOfModule(symbol) : [];
    return new Map(all.map((one) => [one.name, this.resolved(one)]));
  }

  resolved(symbol: ts.Symbol): ts.Symbol {
    return symbol.flags & ts.SymbolFlags.Alias ? this.checker.getAliasedSymbol(symbol) : symbol;
  }

  typeOf(symbol: ts.Symbol): ts.Type {
    const declaration = symbol.valueDeclaration ?? symbol.declarations?.[0];
    return declaration
      ? this.checker.getTypeOfSymbolAtLocation(symbol, declaration)
      : this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The type that an exported `type` or `interface` declares. */
  declared(path: string, name: string): ts.Type {
    const symbol = this.exportsOf(path).get(name);
    if (!symbol) {
      throw new Error(`${path} exports no ${name}.`);
    }
    return this.checker.getDeclaredTypeOfSymbol(symbol);
  }

  /** The text of a docblock in paragraphs, without its tags. */
  docOf(symbol: ts.Symbol): string {
    return unwrapped(ts.displayPartsToString(symbol.getDocumentationComment(this.checker)));
  }

  /** The texts of one tag of a docblock, such as `throws`. */
  tagsOf(symbol: ts.Symbol, tag: string): string[] {
    const tags = symbol.getJsDocTags(this.checker).filter(({ name }) => name === tag);
    return tags.map(({ text }) => unwrapped(ts.displayPartsToString(text)));
  }

  /**
   * A type as text: the plugin's own types written out, those of Medusa and TypeScript by name. Large types of the plugin go
   * to `named`, where it is given, and the text has their names.
   */
  print(type: ts.Type, named?: NamedTypes): string {
    return new TypePrinter(this.checker, named).print(type, 0);
  }
}
