import { throughLostConnection } from "../through-lost-connection";

const lost = () => Object.assign(new Error("terminating connection"), { code: "57P01" });

describe("throughLostConnection", () => {
  it("runs the work again when its connection is lost, and returns what it returns", async () => {
    const work = jest.fn().mockRejectedValueOnce(lost()).mockResolvedValueOnce("done");

    expect(await throughLostConnection(work)).toBe("done");
    expect(work).toHaveBeenCalledTimes(2);
  });

  it("throws any other error at once, and a lost connection in the end", async () => {
    const refused = jest.fn().mockRejectedValue(new Error("refused"));
    const away = jest.fn().mockRejectedValue(lost());

    await expect(throughLostConnection(refused)).rejects.toThrow("refused");
    await expect(throughLostConnection(away)).rejects.toThrow("terminating connection");
    expect([refused.mock.calls.length, away.mock.calls.length]).toEqual([1, 4]);
  });
});
