import { describeDashboard } from "../helpers/dashboard/describe-dashboard";

describeDashboard("imports", (dashboard) => {
  it("a list without imports says what to do", async () => {
    await dashboard.goTo("/customers/imports");
    await dashboard.page.getByText("No imports yet").waitFor();
    await dashboard.page.screenshot({ path: "/tmp/admin/empty.png" });
    expect(await dashboard.violations()).toEqual([]);
  });
});
