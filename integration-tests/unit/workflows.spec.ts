describe("the workflows", () => {
  it("are composed without a warning: Medusa gives a step that has no name another one in each process", () => {
    const warn = jest.spyOn(console, "warn").mockImplementation(() => undefined);

    const workflows: object = require("../../src/workflows");

    expect(Object.keys(workflows).length).toBeGreaterThan(0);
    expect(warn.mock.calls).toEqual([]);
    warn.mockRestore();
  });
});
