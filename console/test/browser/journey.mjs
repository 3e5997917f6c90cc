import assert from "node:assert/strict";

/** What a person does on a first visit, in order. Only customers with orders are taken for granted. */
export function journey({ page, url, token }) {
  let customer = "";
  const count = async () => Number(await page.locator("[data-count]").getAttribute("data-count"));
  const counted = () => page.waitForFunction(() => !document.querySelector("[aria-busy=true]") && document.querySelector("[data-count]"));
  const toast = () => page.locator(".ant-notification-notice").first();

  return [
    ["refuse a wrong token", async () => {
      await page.goto(url);
      await page.getByLabel("Access token", { exact: true }).fill("not-a-token");
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByText("This token is not known to the server.").waitFor();
    }],
    ["sign in", async () => {
      await page.getByLabel("Access token", { exact: true }).fill(token);
      await page.getByRole("button", { name: "Sign in" }).click();
      await page.getByRole("heading", { name: "Customers" }).waitFor();
      await page.locator("tbody tr.clickable").first().waitFor();
    }],
    ["find a customer", async () => {
      const rows = page.locator("tbody tr.clickable");
      const orders = await rows.evaluateAll((all) => all.map((row) => Number(row.cells[row.cells.length - 2].textContent.replace(/\D/g, ""))));
      const link = rows.nth(orders.indexOf(Math.max(...orders))).locator("a");
      customer = decodeURIComponent((await link.getAttribute("href")).split("/customers/")[1]);
      const found = page.waitForResponse((answer) => answer.url().includes(`q=${encodeURIComponent(customer)}`));
      await page.getByLabel("Search customers").fill(customer);
      assert.ok((await found).ok());
      await page.locator(`tbody a[href$="${customer}"]`).waitFor();
      await page.locator(`tbody a[href$="${customer}"]`).click();
    }],
    ["see the whole customer", async () => {
      await page.getByText("Who this is").waitFor();
      await page.getByText("Activity by day").waitFor();
      await page.locator(".chart svg").waitFor();
    }],
    ["take a consent back", async () => {
      await page.getByRole("tab", { name: "Consents" }).click();
      const granted = page.locator("[data-act='granted:marketing']");
      await page.locator("[data-act='granted:marketing'], [data-act='withdrawn:marketing']").waitFor();
      if (await granted.isVisible()) {
        await decide(page, "granted:marketing", "Wanted for the walk through the console");
        await page.locator("[data-act='withdrawn:marketing']").waitFor();
      }
      await decide(page, "withdrawn:marketing", "Asked for on the phone");
      await granted.waitFor();
      await page.getByText("Asked for on the phone").filter({ visible: true }).first().waitFor();
    }],
    ["undo it", async () => {
      await toast().getByRole("button", { name: "Undo" }).first().click();
      await page.locator("[data-act='withdrawn:marketing']").waitFor();
      await page.getByText("Taken back").first().waitFor();
    }],
    ["read the history", async () => {
      await page.getByRole("tab", { name: "History" }).click();
      await page.locator(".event").first().waitFor();
      const newest = await page.locator(".event strong").allTextContents();
      assert.ok(newest.slice(0, 20).includes("Consent granted"), "what was just decided stands among the newest");
      await page.getByRole("button", { name: "Show as JSON" }).first().click();
      await page.locator("pre.json").first().waitFor();
    }],
    ["move through time", async () => {
      await page.getByRole("tab", { name: "Overview" }).click();
      const events = () => page.locator(".totals .ant-statistic-content-value").first().textContent();
      const now = await events();
      const slider = page.getByRole("slider");
      const asked = page.waitForResponse((answer) => answer.url().includes("asOf="));
      await slider.focus();
      for (let press = 0; press < 5; press++) {
        await page.keyboard.press("PageDown");
      }
      assert.ok([200, 404].includes((await asked).status()));
      await page.locator(".travel-banner").getByText(/^As of/).waitFor();
      await page.waitForFunction(
        (before) => document.querySelector(".totals .ant-statistic-content-value")?.textContent !== before, now);
    }],
    ["play a life", async () => {
      await page.getByRole("button", { name: "Back to now" }).click();
      await page.getByRole("button", { name: "Play from the beginning" }).click();
      const shown = () => page.getByRole("slider").getAttribute("aria-valuetext");
      await page.locator(".travel-banner").waitFor();
      const first = await shown();
      await page.waitForFunction((was) => document.querySelector("[type=range]").ariaValueText !== was, first);
      await page.getByRole("button", { name: "Pause" }).click();
    }],
    ["come back to now", async () => {
      await page.getByRole("button", { name: "Back to now" }).click();
      await page.getByText("You see the customer as of now.").waitFor();
      assert.ok(!page.url().includes("asOf"));
    }],
    ["build a rule", async () => {
      await page.getByRole("link", { name: "Segments" }).click();
      await counted();
      const before = await count();
      assert.ok(before > 0, "somebody has at least one event");
      await page.getByRole("button", { name: "Condition" }).first().click();
      const clause = page.locator(".clause").last();
      await clause.getByLabel("Kind of condition").click();
      await page.locator(".ant-select-dropdown:visible").getByText("Total", { exact: true }).click();
      await page.locator(".clause").last().getByRole("spinbutton", { name: "Value" }).fill("100000000");
      await page.waitForFunction((was) => Number(document.querySelector("[data-count]")?.dataset.count) !== was, before);
      assert.equal(await count(), 0);
      await page.locator(".clause").last().getByRole("button", { name: "Remove" }).click();
      await page.waitForFunction((was) => Number(document.querySelector("[data-count]")?.dataset.count) === was, before);
    }],
    ["keep the rule in the address", async () => {
      await page.waitForFunction(() => location.hash.includes("rule="));
      await page.reload();
      await page.locator(".clause").first().waitFor();
      await counted();
    }],
    ["see the operations", async () => {
      await page.getByRole("link", { name: "Operations" }).click();
      await page.getByRole("heading", { name: "Operations" }).waitFor();
      await page.getByText("customer-view").first().waitFor();
      await page.getByText("Engines").waitFor();
    }],
    ["verify the ledger", async () => {
      await page.getByRole("link", { name: "Audit" }).click();
      await page.getByRole("heading", { name: "Audit" }).waitFor();
      await page.locator("[data-act=verify]").click();
      await page.locator("[data-state=unchanged]").waitFor({ timeout: 60_000 });
    }],
    ["see who looked", async () => {
      await page.getByRole("tab", { name: "Who saw whom" }).click();
      await page.locator(".ant-table-row").first().waitFor();
      await page.getByText("GET /api/customers/{id}").first().waitFor();
    }],
    ["step through a life and check a proof", async () => {
      await page.getByRole("tab", { name: "History player" }).click();
      await page.getByRole("searchbox", { name: "Customer id or identifier" }).fill(customer);
      await page.getByRole("button", { name: "Open" }).click();
      await page.getByText(/^event 1 of/).waitFor();
      await page.locator("[data-act=next-event]").click();
      await page.getByText(/^event 2 of/).waitFor();
      await page.locator("[data-act=prove]").click();
      await page.locator("[data-proven=true]").waitFor();
    }],
    ["see the sources", async () => {
      await page.getByRole("link", { name: "Sources" }).click();
      await page.getByRole("heading", { name: "Sources" }).waitFor();
      await page.locator(".sources .ant-card").first().waitFor();
    }],
    ["switch the language", async () => {
      await page.getByText("中文").click();
      await page.getByRole("heading", { name: "数据源" }).waitFor();
      await page.reload();
      await page.getByRole("heading", { name: "数据源" }).waitFor();
      await page.getByText("English").click();
      await page.getByRole("heading", { name: "Sources" }).waitFor();
    }],
    ["sign out", async () => {
      await page.getByRole("button", { name: "Sign out" }).click();
      await page.getByRole("button", { name: "Sign in" }).waitFor();
      assert.equal(await page.evaluate(() => sessionStorage.length), 0);
    }],
  ];
}

async function decide(page, act, statement) {
  await page.locator(`[data-act='${act}']`).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Evidence", { exact: true }).fill(statement);
  await dialog.getByRole("button", { name: "Record decision" }).click();
  await dialog.waitFor({ state: "hidden" });
}
