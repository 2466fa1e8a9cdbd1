import { createMedusaContainer, MedusaError } from "@medusajs/framework/utils";
import { createStep, createWorkflow, WorkflowResponse } from "@medusajs/framework/workflows-sdk";
import { retryGuestCreation } from "../../src/api/store/carts/retry-guest-creation";
import { isTaken } from "../../src/api/utils/is-taken";
import { mapDatabaseError } from "../../src/modules/customer/database/map-database-error";
import {
  AlreadyExistsError,
  CustomerMergedError,
  EmailTakenError,
  isAlreadyExists,
  isCustomerMerged,
  isEmailTaken,
  isErrorOf,
  isMergeBlocked,
  isTooManyRequests,
  MergeBlockedError,
  TooManyRequestsError,
} from "../../src/shared/errors";
import { describeError } from "../../src/shared/log-failure";

/** What the step of the workflows below throws. */
let thrown: unknown;

const throwingStep = createStep("customers-test-throwing-step", async () => {
  throw thrown;
});

const innerWorkflow = createWorkflow("customers-test-throwing-inner", () => new WorkflowResponse(throwingStep()));

const outerWorkflow = createWorkflow(
  "customers-test-throwing-outer",
  () => new WorkflowResponse(innerWorkflow.runAsStep({ input: undefined })),
);

/** Ways by which an error comes from where it was thrown to where it is caught. */
const WAYS: Record<string, (error: unknown) => Promise<unknown>> = {
  "thrown directly": async (error) => error,
  "from a step": (error) => caught(error, innerWorkflow),
  "from a step of a workflow that runs as a step": (error) => caught(error, outerWorkflow),
  // Medusa's Redis engine keeps checkpoints, and in them the errors, as JSON.
  "from a checkpoint in Redis": async (error) => JSON.parse(JSON.stringify(await caught(error, outerWorkflow))),
};

async function caught(error: unknown, workflow: typeof innerWorkflow | typeof outerWorkflow): Promise<unknown> {
  thrown = error;
  try {
    await workflow(createMedusaContainer()).run();
  } catch (rethrown) {
    return rethrown;
  }
  throw new Error("The workflow did not fail.");
}

/** No text by which the old code knew these errors. */
const UNUSUAL = "in other words";

describe.each(Object.entries(WAYS))("an error %s", (_, pass) => {
  it("is known by its type", async () => {
    const error = await pass(new MedusaError(MedusaError.Types.NOT_FOUND, UNUSUAL));

    expect(isErrorOf(error)).toBe(true);
    expect(isErrorOf(error, MedusaError.Types.CONFLICT, MedusaError.Types.NOT_FOUND)).toBe(true);
    expect(isErrorOf(error, MedusaError.Types.CONFLICT)).toBe(false);
    expect([isAlreadyExists(error), isCustomerMerged(error), isTaken(error)]).toEqual([false, false, false]);
  });

  it("says that another row has the value, whatever its message", async () => {
    const error = await pass(new AlreadyExistsError(UNUSUAL, "customer_group"));

    expect([isAlreadyExists(error), isTaken(error)]).toEqual([true, true]);
    expect(isEmailTaken(error, { has_account: false })).toBe(false);
  });

  it("says that another customer of its kind has the email, whatever its message", async () => {
    const error = await pass(new EmailTakenError(UNUSUAL, false));

    expect([isAlreadyExists(error), isTaken(error)]).toEqual([true, true]);
    expect(isEmailTaken(error, { has_account: false })).toBe(true);
    expect(isEmailTaken(error, { has_account: true })).toBe(false);
  });

  it("says into whom a customer was merged, and for the store only that it is not there", async () => {
    const error = await pass(new CustomerMergedError("Customer with id: cus_1 was not found", "cus_2"));

    expect(isCustomerMerged(error) && error.survivor_id).toBe("cus_2");
    expect(error).toMatchObject({
      message: 'Customer with id: cus_1 was not found. It was merged into customer "cus_2"; use that id.',
    });
    await expect(retryGuestCreation(() => Promise.reject(error))).rejects.toMatchObject({
      type: MedusaError.Types.NOT_FOUND,
      message: "Customer with id: cus_1 was not found",
    });
  });

  it("says that the Auth module refused a row of another's name", async () => {
    const message = "Provider identity with entity_id: ada@x.io, provider: emailpass, already exists.";

    expect(isTaken(await pass(new MedusaError(MedusaError.Types.INVALID_DATA, message)))).toBe(true);
    expect(isTaken(await pass(new MedusaError(MedusaError.Types.NOT_ALLOWED, message)))).toBe(false);
  });

  it("says which blockers a merge has, and that the caller has to wait", async () => {
    const blocked = await pass(new MergeBlockedError(MedusaError.Types.NOT_FOUND, UNUSUAL, ["not_found"]));

    expect(isMergeBlocked(blocked) && blocked.blockers).toEqual(["not_found"]);
    expect(isErrorOf(blocked, MedusaError.Types.NOT_FOUND)).toBe(true);
    expect(isTooManyRequests(await pass(new TooManyRequestsError(UNUSUAL)))).toBe(true);
    expect(isTooManyRequests(blocked)).toBe(false);
  });

  it("is described for a log without a customer's data", async () => {
    const email = "ada@x.io";
    const errors = [
      new EmailTakenError(`Customer with email: ${email}, already exists.`, false),
      new MedusaError(MedusaError.Types.INVALID_DATA, `Provider identity with entity_id: ${email}, already exists.`),
      Object.assign(new Error(`insert into customer values (${email})`), { code: "23505" }),
      new MedusaError(MedusaError.Types.CONFLICT, UNUSUAL),
    ];
    const described = [];
    for (const error of errors) {
      described.push(describeError(await pass(error)));
    }

    expect(described.join()).not.toContain(email);
    expect(described[3]).toContain(UNUSUAL);
  });

  it("of a guest who was created meanwhile makes the cart's handler run again, three times at most", async () => {
    const error = await pass(new EmailTakenError(UNUSUAL, false));
    const handler = jest.fn().mockRejectedValueOnce(error).mockResolvedValue(undefined);
    await retryGuestCreation(handler);
    expect(handler).toHaveBeenCalledTimes(2);

    for (const [failing, calls] of [
      [error, 3],
      [await pass(new EmailTakenError(UNUSUAL, true)), 1],
    ] as const) {
      const always = jest.fn().mockRejectedValue(failing);
      await expect(retryGuestCreation(always)).rejects.toBe(failing);
      expect(always).toHaveBeenCalledTimes(calls);
    }
  });
});

describe("an error", () => {
  it.each([undefined, null, "text", 1, {}, new Error("plain"), { type: MedusaError.Types.NOT_FOUND }])(
    "that is not Medusa's (%p) is of no type",
    (error) => {
      expect(isErrorOf(error)).toBe(false);
      expect(isErrorOf(error, MedusaError.Types.NOT_FOUND)).toBe(false);
      expect([isAlreadyExists(error), isCustomerMerged(error), isTaken(error)]).toEqual([false, false, false]);
    },
  );

  it("of ours shows no code, which Medusa would put into the answers of routes", () => {
    const detail = "Key (email, has_account)=(a@x.io, f) already exists.";
    const taken = mapDatabaseError(
      Object.assign(new Error("of the database"), { code: "23505", table: "customer", detail }),
    );

    expect(isEmailTaken(taken, { has_account: false })).toBe(true);
    expect(taken).toMatchObject({ code: undefined, type: MedusaError.Types.INVALID_DATA });
    expect(new CustomerMergedError(UNUSUAL, "cus_2").code).toBeUndefined();
  });
});
