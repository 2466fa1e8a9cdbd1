import { findChromium } from "../../../scripts/chromium";
import { Dashboard } from "./dashboard";

const WHERE =
  "no Chromium starts on this machine: install Debian's package chromium, or name a program with CHROMIUM_PATH";

/**
 * Specs that work at the dashboard in a browser, against a store of their own. Where no browser starts they are skipped, and
 * their name says why.
 */
export function describeDashboard(name: string, specs: (dashboard: Dashboard) => void): void {
  const chromium = findChromium();
  if (chromium === undefined) {
    describe.skip(`${name} (${WHERE})`, () => it("needs a browser", () => {}));
    return;
  }
  const dashboard = new Dashboard(`dashboard-${name}`, chromium);
  describe(`the dashboard: ${name}`, () => {
    beforeAll(() => dashboard.open());
    afterAll(() => dashboard.close());
    beforeEach(() => dashboard.beginTest());
    afterEach(() => dashboard.endTest());
    specs(dashboard);
  });
}
