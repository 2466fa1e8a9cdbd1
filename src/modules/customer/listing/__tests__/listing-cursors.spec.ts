import { ContainerRegistrationKeys, type MedusaError } from "@medusajs/framework/utils";
import { runSql } from "../../../../../integration-tests/helpers/databases/module-connection";
import { describeCustomerModule } from "../../../../../integration-tests/helpers/modules/customer-module";
import { runningService } from "../../../../../integration-tests/helpers/modules/running-service";
import { createSeal } from "../../database/seal";
import { encodeDuplicateCursor } from "../../duplicates/duplicate-cursor";
import { encodeCursor } from "../page-cursor";
import type { CustomerPageRequest } from "../types";

const SECRET = "cookies of the store";
const CONFIG = { projectConfig: { http: { cookieSecret: SECRET, jwtSecret: "tokens of the store" } } };

const INVALID = {
  type: "invalid_data",
  message: "The cursor is not valid. Take it from a page as it is, or begin without a cursor.",
};

describeCustomerModule(
  ({ medusaApp, dbConfig }) => {
    const service = runningService(medusaApp);
    const sql = (statement: string) => runSql(dbConfig.clientUrl, statement);
    const pages = createSeal(SECRET, "pages");
    const order = { email: "ASC" };
    const column = { column: "email", direction: "asc" } as const;

    const refusal = (request: CustomerPageRequest) =>
      service.listCustomersPage(request).then(
        () => undefined,
        ({ type, message }: MedusaError) => ({ type, message }),
      );

    const emailsOf = async (request: CustomerPageRequest) =>
      (await service.listCustomersPage({ order, limit: 2, ...request })).customers.map(({ email }) => email);

    describe("a cursor", () => {
      it("is good on every server with the store's secret, and on no other", async () => {
        await service.createCustomers([{ email: "a@x.io" }, { email: "b@x.io" }]);
        const place = { ...column, value: "a@x.io", id: "cus_~" };

        expect(await emailsOf({ after: encodeCursor(place, pages) })).toEqual(["b@x.io"]);
        for (const other of [createSeal("another secret", "pages"), createSeal(SECRET, "duplicates")]) {
          expect(await refusal({ order, after: encodeCursor(place, other) })).toEqual(INVALID);
        }
      });

      it("goes on from the place of its row after that was deleted for good, or moved", async () => {
        const created = await service.createCustomers(["a", "b", "c", "d"].map((name) => ({ email: `${name}@x.io` })));
        const { after } = await service.listCustomersPage({ order, limit: 2 });
        const cursor = after ?? "";
        expect(await emailsOf({ after: cursor })).toEqual(["c@x.io", "d@x.io"]);

        await service.updateCustomers(created[1].id, { email: "z@x.io" });
        expect(await emailsOf({ after: cursor })).toEqual(["c@x.io", "d@x.io"]);
        expect(await emailsOf({ before: cursor })).toEqual(["a@x.io"]);

        await sql(`delete from customer where id = '${created[1].id}'`);
        expect(await emailsOf({ after: cursor })).toEqual(["c@x.io", "d@x.io"]);
      });

      it("is refused as invalid data when it is forged, though it is sealed with the secret", async () => {
        const forged = (value: unknown) => pages.close(JSON.stringify(value));

        for (const cursor of [
          forged(["email", "asc", "\0", "cus_1", false]),
          forged(["email", "asc", "a@x.io", "\0", false]),
          forged(["email", "asc", "a@x.io", "cus_1"]),
          forged(["email", "up", "a@x.io", "cus_1", false]),
          forged({ email: "a@x.io" }),
          pages.close("no JSON"),
          Buffer.from(JSON.stringify(["email", "asc", "a@x.io", "cus_1", false])).toString("base64url"),
        ]) {
          expect([cursor, await refusal({ order, after: cursor })]).toEqual([cursor, INVALID]);
        }
      });
    });

    it("a cursor of duplicates is refused as invalid data when PostgreSQL could not read its key", async () => {
      const duplicates = createSeal(SECRET, "duplicates");
      const at = (section: "phone" | "name_and_address", key: string) =>
        encodeDuplicateCursor({ section, from: { key, inclusive: true } }, duplicates);

      expect(await service.duplicates.list({ after: at("phone", "612345678") })).toEqual({
        duplicates: [],
        next: null,
      });
      for (const after of [
        at("phone", "a\0"),
        at("name_and_address", "9223372036854775808"),
        at("name_and_address", "x"),
        duplicates.close('["nothing",null]'),
        encodeCursor({ ...column, value: "a@x.io", id: "cus_1" }, pages),
      ]) {
        await expect(service.duplicates.list({ after })).rejects.toMatchObject({ type: "invalid_data" });
      }
    });
  },
  {},
  { [ContainerRegistrationKeys.CONFIG_MODULE]: CONFIG },
);
