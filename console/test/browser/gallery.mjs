import { openPage } from "./browser.mjs";

const RULE = {
  all: [
    { did: "Product Viewed", atLeast: 2, withinDays: 90 },
    { any: [{ trait: "country", is: "in", value: ["United Kingdom", "France"] }, { total: "orders.amount", is: "gte", value: 200 }] },
    { not: { seen: "last", beforeDays: 60 } },
  ],
};

/** The customer with the most to see: of those who spent most, the one who did most. */
async function rich(url, token) {
  const answer = await fetch(`${url}/api/customers?sort=amount&limit=50`, { headers: { Authorization: `Bearer ${token}` } });
  const { customers } = await answer.json();
  return customers.toSorted((a, b) => b.events - a.events)[0].customerId;
}

/** Pictures of every page, for the eye; what must hold is in the journey. */
export async function gallery({ browser, url, token, shots, fake }) {
  for (const [size, viewport] of Object.entries({ wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } })) {
    for (const language of ["en", "zh"]) {
      const { page } = await openPage(browser, url, viewport);
      const shot = async (name, fullPage = true) => {
        await page.waitForLoadState("networkidle");
        await page.evaluate(() => document.fonts.load('13px "Noto Sans SC"', document.body.innerText));
        // Chromium keeps the boxes it drew before a font arrived, unless the text is shaped anew.
        await page.addStyleTag({ content: "* { font-kerning: none !important; }" });
        await page.evaluate(() => window.scrollTo(0, 0));
        await page.waitForTimeout(350);
        await page.screenshot({ path: `${shots}${name}-${language}-${size}.png`, fullPage });
      };
      await page.addInitScript((spoken) => localStorage.setItem("annals-language", spoken), language);
      await page.goto(url);
      await page.locator("button[type=submit]").waitFor();
      await shot("sign-in");
      await page.evaluate((held) => sessionStorage.setItem("annals-token", held), token);
      await page.reload();
      await page.locator("tbody tr.clickable a").first().waitFor();
      await shot("customers");
      await page.locator(".search-row input.ant-input").fill("nobody-of-this-name");
      await page.locator(".ant-empty").waitFor();
      await shot("customers-none");
      await page.locator(".search-row input.ant-input").fill("");
      const customer = await rich(url, token);
      await page.goto(`${url}/#/customers/${encodeURIComponent(customer)}`);
      await page.locator(".chart svg").waitFor();
      await shot("customer");
      await page.getByRole("tab").nth(1).click();
      await shot("consents");
      await page.locator("[data-act^='granted:'], [data-act^='withdrawn:']").nth(2).click();
      await shot("consent-dialog");
      await page.keyboard.press("Escape");
      await page.getByRole("tab").nth(2).click();
      await page.locator(".event").first().waitFor();
      await shot("history", false);
      await page.getByRole("tab").nth(0).click();
      await page.locator(".travel-row button").first().click();
      await page.locator(".travel-row button").first().click();
      await page.getByRole("switch").click();
      await page.locator(".travel-banner").waitFor();
      await shot("customer-past");
      await page.goto(`${url}/#/segments?rule=${encodeURIComponent(JSON.stringify(RULE))}`);
      await page.reload();
      await page.locator("[data-count]").waitFor();
      await shot("segments");
      await page.getByRole("tab").nth(1).click();
      await shot("segments-json");
      await page.goto(`${url}/#/views`);
      await page.locator(".engines li").first().waitFor();
      await shot("views");
      if (!fake && size === "wide") {
        await page.locator("tbody tr button").first().click();
        await page.locator(".ant-popover button.ant-btn-primary").click();
        await page.locator(".replay").waitFor();
        await shot("replay-running");
        await page.locator(".ant-progress-status-success").waitFor({ timeout: 120_000 });
        await shot("replay-switched");
      }
      if (fake && (size === "wide") === (language === "en")) {
        await page.locator("tbody tr button").last().click();
        await page.locator(".ant-popover button.ant-btn-primary").click();
        await page.locator(".replay").waitFor();
        await page.waitForTimeout(3000);
        await shot("replay-running");
        await page.locator(".replay .ant-alert").waitFor();
        await shot("replay-different");
        await page.locator(".replay .ant-alert button").last().click();
        await page.locator(".replay .ant-alert").waitFor({ state: "hidden" });
      }
      for (const tab of ["ledger", "accesses", "player", "report"]) {
        await page.goto(`${url}/#/audit?tab=${tab}${tab === "player" ? `&customer=${encodeURIComponent(customer)}` : ""}`);
        await page.locator(".ant-card:visible").first().waitFor();
        if (tab === "player") {
          await page.locator("[data-act=prove]").click();
          await page.locator("[data-proven=true]").waitFor();
        }
        await shot(`audit-${tab}`);
      }
      await page.goto(`${url}/#/sources`);
      await page.locator(".sources .ant-card").first().waitFor();
      await shot("sources");
      await page.locator(".page-head button.ant-btn-primary").click();
      await page.locator(".policies input").nth(2).check();
      await shot("source-dialog");
      await page.keyboard.press("Escape");
      await page.evaluate(() => localStorage.setItem("annals-appearance", "dark"));
      await page.goto(`${url}/#/customers/${encodeURIComponent(customer)}`);
      await page.reload();
      await page.locator(".chart svg").waitFor();
      await shot("customer-dark");
      await page.context().close();
    }
  }
}
