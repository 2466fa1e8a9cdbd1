export function kindOfSpec(path: string, rootDir: string): "module" | "store" | "none";
