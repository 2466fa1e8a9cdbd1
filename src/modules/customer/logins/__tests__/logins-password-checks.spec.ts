import { describeCustomerModule, itOnOurs } from "../../../../../integration-tests/helpers/modules/customer-module";

const WRONG = 10;

describeCustomerModule(({ service }) => {
  const begun = async (id: string) => {
    const check = await service.logins.beginPasswordCheck(id);
    return "since" in check ? check : undefined;
  };

  itOnOurs("ten checks of a customer are under way at most, however many begin at once", async () => {
    const { id } = await service.createCustomers({ email: "a@x.io" });
    const checks = await Promise.all(Array.from({ length: 40 }, () => begun(id)));
    expect(checks.filter((check) => check !== undefined)).toHaveLength(WRONG);
  });

  itOnOurs("a right one makes room again, a wrong one does not: the eleventh is refused with a time", async () => {
    const { id } = await service.createCustomers({ email: "a@x.io" });
    const checks = (await Promise.all(Array.from({ length: WRONG }, () => begun(id)))).filter(
      (one) => one !== undefined,
    );
    await service.logins.endPasswordCheck({ ...checks[0], is_right: true });
    expect(await begun(id)).toBeDefined();
    expect(await begun(id)).toBeUndefined();
    await Promise.all(checks.map((check) => service.logins.endPasswordCheck({ ...check, is_right: false })));
    await expect(service.logins.beginPasswordCheck(id)).rejects.toMatchObject({
      code: "too_many_requests",
      message: expect.stringMatching(/10 wrong passwords within 15 minutes. Try again at .*Z\./),
    });
  });

  itOnOurs("an unknown customer, and an id that cannot be stored, are refused", async () => {
    await expect(service.logins.beginPasswordCheck("cus_none")).rejects.toMatchObject({ type: "not_found" });
    await expect(service.logins.beginPasswordCheck("\u0000")).rejects.toMatchObject({ type: "invalid_data" });
  });
});
