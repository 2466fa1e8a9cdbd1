import { MedusaError } from "@medusajs/framework/utils";
import { mapDatabaseError } from "../map-database-error";

const databaseError = (fields: object) => Object.assign(new Error("from the database"), fields);

const taken = (table: string, detail: string) => databaseError({ code: "23505", table, detail });

describe("mapDatabaseError", () => {
  const taking: [string, string, string, string][] = [
    [
      "the whole value, commas and all",
      "customer_group",
      "Key (name)=(Friends, Family) already exists.",
      "Customer group with name: Friends, Family, already exists.",
    ],
    ["a name that reads like a boolean", "customer_group", "Key (name)=(t) already exists.", "name: t, already"],
    [
      "the account as a word",
      "customer",
      "Key (email, has_account)=(a@x.io, t) already exists.",
      "Customer with email: a@x.io, has_account: true, already exists.",
    ],
    [
      "an email with a comma",
      "customer",
      'Key (email, has_account)=("a, b"@x.io, f) already exists.',
      'Customer with email: "a, b"@x.io, has_account: false, already exists.',
    ],
  ];

  it.each(taking)("names what is taken: %s", (_, table, detail, message) => {
    expect(mapDatabaseError(taken(table, detail))).toMatchObject({
      type: MedusaError.Types.INVALID_DATA,
      message: expect.stringContaining(message),
    });
  });

  it.each(["40P01", "40001"])(
    "of two conflicting writers (%s) asks the one that was rolled back to try again",
    (code) => {
      expect(mapDatabaseError(databaseError({ code, detail: "Process 1 waits for Process 2" }))).toMatchObject({
        type: MedusaError.Types.CONFLICT,
        message: expect.stringMatching(/^Two writers met .* Try again\.$/),
      });
    },
  );

  it("says that a value is too long for its index, and which, without the value", () => {
    const fields = { code: "54000", table: "customer", constraint: "IDX_customer_first_name_id" };

    expect(mapDatabaseError(databaseError(fields))).toMatchObject({
      type: MedusaError.Types.INVALID_DATA,
      message:
        "A value of Customer is too long to be stored: its index IDX_customer_first_name_id keeps some 2,700 bytes. " +
        "Shorten it.",
    });
  });

  it("leaves every other error as it is", () => {
    for (const error of [databaseError({ code: "ENOENT" }), databaseError({ code: "57014" }), new Error(), "text"]) {
      expect(mapDatabaseError(error)).toBe(error);
    }
  });
});
