/** Writes types as text for the reference. */
import { join } from "node:path";
import ts from "typescript";
import { ROOT, unwrapped } from "./text";

const SOURCES = join(ROOT, "src");

/** Deeper types are printed by their names. */
const MAX_DEPTH = 6;
const LINE_WIDTH = 100;

/** A type of the plugin with more properties is described once per page. */
const MANY = 8;

/** Types that are described apart, by name. */
export type NamedTypes = Map<string, string>;

/** Whether only sources of the plugin declare it: a type of Medusa that the plugin extends is Medusa's. */
export function isOurs(symbol: ts.Symbol | undefined): boolean {
  const files = (symbol?.declarations ?? []).map((one) => one.getSourceFile().fileName);
  return files.length > 0 && files.every((file) => file.startsWith(SOURCES));
}

function isOfLibrary(symbol: ts.Symbol): boolean {
  return (symbol.declarations ?? []).some((one) => /typescript\/lib\/lib\./.test(one.getSourceFile().fileName));
}

/** Names of TypeScript's library that say less than what they stand for. */
const WRITTEN_OUT = new Set(["Partial", "Pick", "Omit", "Required", "Readonly", "Record"]);

/** Medusa wraps what flows between the steps of a workflow; the value inside is what a handler gets. */
function withoutWorkflowData(type: ts.Type): ts.Type {
  if (type.aliasSymbol?.name === "WorkflowData" && type.aliasTypeArguments?.length) {
    return type.aliasTypeArguments[0];
  }
  const isWrapped = (one: ts.Type) => one.aliasSymbol?.name === "WorkflowDataProperties";
  const wrapper = type.isIntersection() ? type.types.find(isWrapped) : undefined;
  return wrapper?.aliasTypeArguments?.[0] ?? type;
}

function isLarge(type: ts.Type): boolean {
  return Boolean(type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) && type.getProperties().length > MANY;
}

/** The properties in their order; those of a mapped type, which has none of its own, by name. */
function propertiesOf(type: ts.Type): ts.Symbol[] {
  // as: the flag says that it is an object.
  const isMapped = Boolean((type as ts.ObjectType).objectFlags & ts.ObjectFlags.Mapped);
  const properties = type.getProperties();
  return isMapped ? [...properties].sort((one, other) => (one.name < other.name ? -1 : 1)) : properties;
}

export class TypePrinter {
  constructor(
    private readonly checker: ts.TypeChecker,
    private readonly types?: NamedTypes,
  ) {}

  print(given: ts.Type, depth: number): string {
    const type = withoutWorkflowData(given);
    const alias = type.aliasSymbol;
    if (alias && !isOurs(alias) && !(isOfLibrary(alias) && WRITTEN_OUT.has(alias.name))) {
      return this.named(type);
    }
    if (depth > MAX_DEPTH) {
      return this.named(type);
    }
    if (alias && isOurs(alias) && this.types && !type.aliasTypeArguments && isLarge(type)) {
      return this.apart(alias.name, type);
    }
    return this.body(type, depth);
  }

  private body(type: ts.Type, depth: number): string {
    if (type.isUnion()) {
      return this.union(type, depth);
    }
    if (type.isIntersection()) {
      return type.types.map((one) => this.print(one, depth)).join(" & ");
    }
    if (this.checker.isArrayType(type) || this.checker.isTupleType(type)) {
      return this.array(type, depth);
    }
    return this.isObject(type) ? this.object(type, depth) : this.named(type);
  }

  /** The name of a type that is described elsewhere on the page. */
  private apart(name: string, type: ts.Type): string {
    if (!this.types?.has(name)) {
      this.types?.set(name, "");
      // The printer without the map would write the types inside out too; without the alias this one is not set apart again.
      this.types?.set(name, this.body(type, 0));
    }
    return name;
  }

  private named(type: ts.Type): string {
    return this.checker.typeToString(
      type,
      undefined,
      ts.TypeFormatFlags.NoTruncation | ts.TypeFormatFlags.UseAliasDefinedOutsideCurrentScope,
    );
  }

  private isObject(type: ts.Type): boolean {
    if (!(type.flags & ts.TypeFlags.Object) || type.getCallSignatures().length || type.getStringIndexType()) {
      return false;
    }
    const symbol = type.getSymbol();
    const isAnonymous = symbol === undefined || symbol.name === "__type" || symbol.name === "__object";
    return type.getProperties().length > 0 && (isAnonymous || isOurs(symbol));
  }

  private union(type: ts.UnionType, depth: number): string {
    const isBoolean = (one: ts.Type) => Boolean(one.flags & ts.TypeFlags.BooleanLiteral);
    const given = type.types.filter((one) => !(one.flags & ts.TypeFlags.Undefined) && !this.isEmptyArray(one));
    const booleans = given.filter(isBoolean);
    const others = given.filter((one) => booleans.length < 2 || !isBoolean(one));
    // The compiler's own order of a union depends on what it has read before.
    const order = (one: ts.Type) =>
      one.flags & ts.TypeFlags.Null ? "~" : one.isStringLiteral() ? `"${one.value}` : "";
    const sorted = [...others].sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0));
    const texts = sorted.map((one) => this.print(one, depth));
    return [...new Set(booleans.length === 2 ? ["boolean", ...texts] : texts)].join(" | ");
  }

  /** `[]` of a default value has the type `never[]`. */
  private isEmptyArray(type: ts.Type): boolean {
    // as: the checker has said that it is an array.
    const [item] = this.checker.isArrayType(type) ? this.checker.getTypeArguments(type as ts.TypeReference) : [];
    return Boolean(item && item.flags & ts.TypeFlags.Never);
  }

  private array(type: ts.Type, depth: number): string {
    // as: the checker has said that it is an array or a tuple.
    const items = this.checker.getTypeArguments(type as ts.TypeReference).map((one) => this.print(one, depth));
    if (this.checker.isTupleType(type)) {
      return `[${items.join(", ")}]`;
    }
    const [item] = this.checker.getTypeArguments(type as ts.TypeReference);
    const isCompound = (item.isUnion() || item.isIntersection()) && / [|&] /.test(items[0]);
    return isCompound ? `(${items[0]})[]` : `${items[0]}[]`;
  }

  private object(type: ts.Type, depth: number): string {
    const lines = propertiesOf(type).map((property) => this.property(property, depth));
    const isShort = lines.every(({ doc, text }) => !doc && !text.includes("\n"));
    const inOne = `{ ${lines.map(({ text }) => text).join("; ")} }`;
    if (isShort && inOne.length <= LINE_WIDTH - 2 * depth) {
      return inOne;
    }
    const indented = lines.flatMap(({ doc, text }) => [
      ...(doc ? [`  // ${doc}`] : []),
      ...`${text};`.split("\n").map((line) => `  ${line}`),
    ]);
    return ["{", ...indented, "}"].join("\n");
  }

  private property(property: ts.Symbol, depth: number): { doc: string; text: string } {
    const type = this.checker.getTypeOfSymbol(property);
    const isOptional = Boolean(property.flags & ts.SymbolFlags.Optional);
    const name = /^\w+$/.test(property.name) ? property.name : JSON.stringify(property.name);
    const doc = isOurs(property)
      ? unwrapped(ts.displayPartsToString(property.getDocumentationComment(this.checker))).replace(/\n+/g, " ")
      : "";
    return { doc, text: `${name}${isOptional ? "?" : ""}: ${this.print(type, depth + 1)}` };
  }
}
