import { mock } from "node:test";
import { startHeartbeat } from "../heartbeat-timer";

/** Lets the time pass, and heartbeats answer that are on their way. */
async function pass(seconds: number): Promise<void> {
  for (let second = 0; second < seconds; second++) {
    mock.timers.tick(1_000);
    await new Promise(setImmediate);
  }
}

describe("The heartbeat timer", () => {
  beforeEach(() => {
    mock.timers.enable({ apis: ["setInterval"] });
  });
  afterEach(() => {
    mock.timers.reset();
  });

  it("sends no heartbeat while the one before is on its way", async () => {
    const answers: ((isLeased: boolean) => void)[] = [];
    const stop = startHeartbeat({ seconds: 5, beat: () => new Promise((resolve) => answers.push(resolve)) });

    await pass(60);
    expect(answers).toHaveLength(1);

    answers[0](true);
    await pass(5);
    expect(answers).toHaveLength(2);
    stop();
  });

  it("goes on after a heartbeat that failed", async () => {
    const beat = jest
      .fn<Promise<boolean>, []>()
      .mockRejectedValueOnce(new Error("no connection"))
      .mockResolvedValue(true);
    const onLost = jest.fn();
    const stop = startHeartbeat({ seconds: 5, beat, onLost });

    await pass(10);
    expect(beat).toHaveBeenCalledTimes(2);
    expect(onLost).not.toHaveBeenCalled();
    stop();
  });

  it("reports a lost lease once, and ends", async () => {
    const beat = jest.fn(async () => false);
    const onLost = jest.fn();
    startHeartbeat({ seconds: 5, beat, onLost });

    await pass(60);
    expect(beat).toHaveBeenCalledTimes(1);
    expect(onLost).toHaveBeenCalledTimes(1);
  });

  it("sends nothing after it was stopped, and does not report what a last heartbeat found", async () => {
    const answers: ((isLeased: boolean) => void)[] = [];
    const onLost = jest.fn();
    const stop = startHeartbeat({ seconds: 5, beat: () => new Promise((resolve) => answers.push(resolve)), onLost });
    await pass(5);
    stop();
    answers[0](false);

    await pass(60);
    expect(answers).toHaveLength(1);
    expect(onLost).not.toHaveBeenCalled();
  });
});
