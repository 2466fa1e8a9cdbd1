import { execFileSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { lstatSync, mkdirSync, mkdtempSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readDatabaseComment, writeDatabaseComment } from "../../scripts/dev-database/connection";
import { findServerUser, placePrograms } from "../../scripts/dev-database/server-user";
import { startPostgres } from "../../scripts/dev-database/start-postgres";

const isRoot = process.getuid?.() === 0;

// Only root may give a process to another user; an ordinary user runs PostgreSQL as themselves and reaches what is theirs.
const describeAsRoot = isRoot ? describe : describe.skip;

describeAsRoot(
  "the dev database in a folder that only root may enter (skipped unless it is root who runs this)",
  () => {
    const folder = mkdtempSync(join(tmpdir(), "customers-root-"));
    const data = join(folder, ".data", "postgres");
    const notices: string[] = [];

    /** The comment on the database, and then the new one in its place. */
    async function exchange(comment: string): Promise<string | null> {
      const server = await startPostgres({
        dataDirectory: data,
        persistent: true,
        notice: (line) => notices.push(line),
      });
      try {
        const found = await readDatabaseComment(server.url("postgres"));
        await writeDatabaseComment(server.url("postgres"), comment);
        return found;
      } finally {
        await server.stop();
      }
    }

    afterAll(() => {
      if (lstatSync(data, { throwIfNoEntry: false })?.isSymbolicLink()) {
        rmSync(dirname(readlinkSync(data)), { recursive: true, force: true });
      }
      rmSync(folder, { recursive: true, force: true });
    });

    it("runs, says where the data is, and goes on with it; deleting .data deletes the data", async () => {
      await exchange("first");
      expect(notices).toEqual([expect.stringContaining(`The data is in ${readlinkSync(data)}`)]);
      expect(await exchange("second")).toBe("first");

      rmSync(dirname(data), { recursive: true });
      expect(await exchange("third")).not.toBe("second");
    });

    it("leaves no data of a temporary server, neither there nor where it was put", async () => {
      const temporary = join(folder, "temporary");
      const server = await startPostgres({ dataDirectory: temporary, persistent: false });
      const place = dirname(readlinkSync(temporary));
      expect(lstatSync(place).isDirectory()).toBe(true);
      await server.stop();
      expect([temporary, place].map((path) => lstatSync(path, { throwIfNoEntry: false }))).toEqual([
        undefined,
        undefined,
      ]);
    });

    it("runs the programs from a copy, whatever the umask was, and copies them once", async () => {
      const programs = join(folder, "native");
      mkdirSync(join(programs, "bin"), { recursive: true, mode: 0o700 });
      writeFileSync(join(programs, "bin", "postgres"), "#!/bin/sh\necho ran\n", { mode: 0o700 });
      const user = await findServerUser();
      const version = randomUUID();
      const copy = await placePrograms(programs, version, user);
      try {
        expect(copy).not.toBe(programs);
        expect(execFileSync(join(copy, "bin", "postgres"), { ...user, cwd: "/", encoding: "utf8" })).toBe("ran\n");
        const { ino } = lstatSync(copy);
        expect(await placePrograms(programs, version, user)).toBe(copy);
        expect(lstatSync(copy).ino).toBe(ino);
      } finally {
        rmSync(copy, { recursive: true });
      }
    });
  },
);
