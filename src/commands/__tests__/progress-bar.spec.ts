import { progressLine } from "../progress-bar";

describe("the line of progress", () => {
  it.each([
    [
      { title: "Storing", unit: "row", done: 5_000, total: 10_000, milliseconds: 2_000 },
      `Storing [${"#".repeat(15)}${"-".repeat(15)}] 50%  5000/10000 rows, 2500 a second, 2 s left`,
    ],
    [
      { title: "Storing", unit: "row", done: 0, total: 1, milliseconds: 0 },
      `Storing [${"-".repeat(30)}] 0%  0/1 row, 0 a second`,
    ],
    [
      { title: "Storing", unit: "row", done: 0, total: 0, milliseconds: 5 },
      `Storing [${"#".repeat(30)}] 100%  0/0 rows, 0 a second`,
    ],
    [
      { title: "Exporting", unit: "customer", done: 300, milliseconds: 1_500 },
      "Exporting 300 customers in 1.5 s, 200 a second",
    ],
    [{ title: "Exporting", unit: "customer", done: 1, milliseconds: 50 }, "Exporting 1 customer in 0.1 s, 20 a second"],
  ])("says how far and how fast, and with a total how long: %j", (progress, line) => {
    expect(progressLine(progress)).toBe(line);
  });
});
