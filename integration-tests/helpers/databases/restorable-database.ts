import { StartingRows } from "./starting-rows";
import { copyTemplate, type ModuleKind } from "./template-databases";

/** A copy of a migrated template that every test finds empty. It is copied again only after a test that changed the schema. */
export class RestorableDatabase {
  private readonly rows: StartingRows;

  constructor(
    readonly name: string,
    private readonly kind: ModuleKind,
  ) {
    this.rows = new StartingRows(name);
  }

  async restore(): Promise<void> {
    if (!(await this.rows.restore())) {
      await copyTemplate(this.kind, this.name);
      await this.rows.keep();
    }
  }

  close(): Promise<void> {
    return this.rows.close();
  }
}
