// @vitest-environment jsdom
import "./setup";
import { screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openConsole } from "./console";

const CUSTOMER = "/customers/c-004a1f00";

describe("signing in", () => {
  it("refuses an unknown token in one sentence, then lets a known one in", async () => {
    const { user } = openConsole("", { token: null });
    await user.type(await screen.findByLabelText("Access token"), "wrong");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByText(/This token is not known/)).toBeInTheDocument();

    await user.clear(screen.getByLabelText("Access token"));
    await user.type(screen.getByLabelText("Access token"), "fake-token");
    await user.click(screen.getByRole("button", { name: "Sign in" }));
    expect(await screen.findByRole("heading", { name: "Customers" })).toBeInTheDocument();
    expect(screen.getByText("Administrator")).toBeInTheDocument();
  });

  it("goes back to sign in when the server no longer knows the token", async () => {
    const { user, refuseTokens } = openConsole("/sources");
    expect((await screen.findAllByText("Web shop"))[0]).toBeInTheDocument();
    refuseTokens();
    await user.click(screen.getByRole("link", { name: "Segments" }));
    expect(await screen.findByText(/You were signed out/)).toBeInTheDocument();
    expect(sessionStorage.length).toBe(0);
  });
});

describe("customers", () => {
  it("are searched by the exact identifier, and the empty answer says what to do", async () => {
    const { user, asked } = openConsole("/customers");
    await screen.findByText(/64 customers/);
    await user.type(screen.getByLabelText("Search customers"), "email:nobody@example.com");
    expect(await screen.findByText("Nobody matches this search")).toBeInTheDocument();
    expect(asked.at(-1)!.path).toContain("identifier=email%3Anobody%40example.com");
    await user.click(screen.getByRole("button", { name: "Clear the search" }));
    expect(await screen.findByText(/64 customers/)).toBeInTheDocument();
  });

  it("are shown page by page to the last", async () => {
    const { user } = openConsole("/customers");
    await screen.findByText(/64 customers · showing 20/);
    await user.click(screen.getByRole("button", { name: "Show more" }));
    await screen.findByText("64 customers");
    expect(screen.queryByRole("button", { name: "Show more" })).not.toBeInTheDocument();
  });

  it("speak Chinese", async () => {
    openConsole("/customers", { language: "zh" });
    expect(await screen.findByRole("heading", { name: "客户" })).toBeInTheDocument();
    expect(await screen.findByText(/共 64 位客户/)).toBeInTheDocument();
  });
});

describe("a customer", () => {
  it("gives consent with evidence, and can take that back", async () => {
    const { user, asked } = openConsole(`${CUSTOMER}?tab=consents`);
    await user.click(await screen.findByRole("button", { name: "Grant consent: Sharing" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Record decision" }));
    expect(await within(dialog).findByText("Say how we know of this decision.")).toBeInTheDocument();
    await user.type(within(dialog).getByLabelText("Evidence"), "On the phone");
    await user.click(within(dialog).getByRole("button", { name: "Record decision" }));

    await user.click(await screen.findByRole("button", { name: "Undo" }));
    expect(await screen.findByText(/the opposite decision was recorded/)).toBeInTheDocument();
    const written = asked.filter(({ method }) => method === "PUT").map(({ body }) => body as { state: string });
    expect(written.map(({ state }) => state)).toEqual(["granted", "withdrawn"]);
    expect(written[0]).toMatchObject({ evidence: { statement: "On the phone" } });
  });

  it("is nobody yet before anything had happened", async () => {
    openConsole(`${CUSTOMER}?asOf=2000-01-01T00:00:00Z`);
    expect(await screen.findByText("Not a customer yet at this moment")).toBeInTheDocument();
  });

  it("is shown as of another time, where nothing can be decided", async () => {
    const past = new Date(Date.now() - 20 * 86_400_000).toISOString();
    const { user, asked } = openConsole(`${CUSTOMER}?tab=consents&asOf=${past}`);
    expect(await screen.findByText(/^As of/)).toBeInTheDocument();
    expect(await screen.findByText(/You are looking at the past/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Grant consent: Sharing" })).toBeDisabled();
    expect(asked.some(({ path }) => path.includes("asOf="))).toBe(true);
    await user.click(screen.getByRole("button", { name: "Back to now" }));
    await waitFor(() => expect(screen.getByRole("button", { name: "Grant consent: Sharing" })).toBeEnabled());
  });

  it("who is unknown is said to be", async () => {
    openConsole("/customers/c-nobody");
    expect(await screen.findByText("No such customer")).toBeInTheDocument();
  });
});

describe("segments", () => {
  it("take the rule from the address and ask for its count", async () => {
    const rule = { all: [{ trait: "country", is: "equals", value: "China" }] };
    const { asked } = openConsole(`/segments?rule=${encodeURIComponent(JSON.stringify(rule))}`);
    expect(await screen.findByText("Customers whose country is “China”.")).toBeInTheDocument();
    await screen.findByText(/customers who allow profiling/);
    expect(asked.find(({ method }) => method === "POST")!.body).toEqual({ rule, sampleSize: 10 });
  });

  it("wait for a condition to be complete", async () => {
    const { user, asked } = openConsole("/segments");
    await screen.findByText(/customers who allow profiling/);
    const before = asked.filter(({ method }) => method === "POST").length;
    await user.click(screen.getAllByRole("button", { name: "Condition" })[0]!);
    expect(await screen.findByText("Choose what to look at.")).toBeInTheDocument();
    expect(await screen.findByText(/once every condition is complete/)).toBeInTheDocument();
    expect(asked.filter(({ method }) => method === "POST").length).toBe(before);
  });
});

describe("sources", () => {
  it("say loudly where consent is assumed, and show a new key once", async () => {
    const { user } = openConsole("/sources");
    expect(await screen.findByText("This source assumes consent")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "New source" }));
    const dialog = await screen.findByRole("dialog");
    await user.type(within(dialog).getByLabelText("Name"), "Kiosk");
    await user.click(within(dialog).getByRole("button", { name: "Create source" }));
    expect(await screen.findByText(/shown this one time/)).toBeInTheDocument();
    expect(screen.getByText("wk_7Q2mXv0pA9sLd3Kf8RtYb1Nc")).toBeInTheDocument();
  });

  it("are disabled after a confirmation, and enabled again", async () => {
    const { user } = openConsole("/sources");
    await user.click((await screen.findAllByRole("button", { name: "Disable" }))[0]!);
    expect(await screen.findByText("Disable “Trying things out”?")).toBeInTheDocument();
    await user.click(within(screen.getByRole("tooltip")).getByRole("button", { name: "Disable" }));
    expect(await screen.findByText("Disabled")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Enable" }));
    await waitFor(() => expect(screen.queryByText("Disabled")).not.toBeInTheDocument());
  });

  it("show what came and what is coming", async () => {
    const { user } = openConsole("/sources");
    expect(await screen.findAllByText(/last seen 3 minutes ago · stored 412 · rejected 2 · left out 7/)).not.toHaveLength(0);
    await user.click(screen.getAllByRole("button", { name: "Watch" })[0]!);
    expect(await screen.findByText("Tea poured · a***@e***.com")).toBeInTheDocument();
  });

  it("show what each rule left out, and switch it", async () => {
    const { user, asked } = openConsole("/sources");
    await user.click((await screen.findAllByRole("button", { name: "Watch" }))[0]!);
    const bot = await screen.findByRole("switch", { name: "Bot" });
    expect(within(bot.closest("tr")!).getByText("7")).toBeInTheDocument();
    expect(screen.getByRole("switch", { name: "Duplicate" })).toBeDisabled();
    await user.click(bot);
    await waitFor(() => expect(screen.getByRole("switch", { name: "Bot" })).not.toBeChecked());
    expect(asked.some(({ method, path }) => method === "PUT" && path === "/api/sources/demo/cleaning")).toBe(true);
  });

  it("take webhooks of a known sender, and show their secret once", async () => {
    const { user, asked } = openConsole("/sources");
    await user.click((await screen.findAllByRole("button", { name: "Webhook" }))[0]!);
    expect(await screen.findByText("No secret yet: nothing is believed.")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "New secret" }));
    expect(await screen.findByText("Zk3mW9qLx0TbVn5R")).toBeInTheDocument();
    await user.click(screen.getByRole("combobox", { name: "Sender" }));
    await user.click(await screen.findByTitle("Stripe"));
    expect(screen.getByLabelText("Header that carries the signature")).toHaveValue("Stripe-Signature");
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked.some(({ method, path }) => method === "PUT" && path === "/api/sources/demo/hook")).toBe(true));
  });

  it("keep only what is declared, which may be suggested", async () => {
    const { user, asked } = openConsole("/sources");
    await user.click((await screen.findAllByRole("button", { name: "Declaration" }))[0]!);
    expect(await screen.findByText("traits: shoe size")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Suggest from what was sent lately" }));
    expect(await screen.findByText("revenue")).toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: "Field, such as products.sku" }), "city");
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.click(screen.getByRole("radio", { name: /Take undeclared fields out/ }));
    await user.click(screen.getByRole("button", { name: "Save" }));
    await waitFor(() => expect(asked.find(({ method, path }) => method === "PUT" && path === "/api/sources/demo/declaration")).toBeTruthy());
  });

  it("keep one code for what is written differently", async () => {
    const { user } = openConsole("/sources");
    await user.click(await screen.findByRole("button", { name: "The code book of all sources" }));
    expect(await screen.findByText("divers")).toBeInTheDocument();
    await user.type(screen.getByRole("textbox", { name: "Field" }), "gender");
    await user.type(screen.getByRole("textbox", { name: "Code" }), "F");
    await user.type(screen.getByRole("textbox", { name: "Also written, with commas" }), "female, 女");
    await user.click(screen.getByRole("button", { name: "Add" }));
    await user.click(screen.getByRole("button", { name: "Publish" }));
    expect(await screen.findByText("Version 1")).toBeInTheDocument();
    expect(screen.getByText("female, 女")).toBeInTheDocument();
  });

  it("hold what could not be read until it is mended", async () => {
    const { user } = openConsole("/sources");
    await user.click(await screen.findByRole("button", { name: "Release" }));
    const dialog = await screen.findByRole("dialog");
    await user.click(within(dialog).getByRole("button", { name: "Release" }));
    expect(await within(dialog).findByRole("alert")).toHaveTextContent("event is required.");
    await user.click(within(dialog).getByRole("textbox"));
    await user.paste('{"event":"Tea poured","userId":"anna"}');
    await user.click(within(dialog).getByRole("button", { name: "Release" }));
    expect(await screen.findByText("Nothing is held.")).toBeInTheDocument();
  });

  it("get a new name, and a new key that is shown once", async () => {
    const { user, asked } = openConsole("/sources");
    await user.click((await screen.findAllByRole("button", { name: "Edit" }))[2]!);
    const name = within(await screen.findByRole("dialog")).getByLabelText("Name");
    await user.clear(name);
    await user.type(name, "Kiosk");
    await user.click(screen.getByRole("button", { name: "Save" }));
    expect(await screen.findByText("Kiosk")).toBeInTheDocument();

    await user.click(screen.getAllByRole("button", { name: "New key" })[0]!);
    await user.click(await screen.findByRole("radio", { name: "One day" }));
    await user.click(within(screen.getByRole("dialog")).getByRole("button", { name: "New key" }));
    expect(await screen.findByText("wk_Nw8Tq4Zr1Ye6Uo3Ip5Sd0Fg2")).toBeInTheDocument();
    expect(asked.some(({ method, path }) => method === "POST" && path === "/api/sources/demo/keys")).toBe(true);
  });
});

describe("audit", () => {
  it("tells who saw whom, and takes a phone number for an identifier", async () => {
    const { user, asked } = openConsole("/audit?tab=accesses");
    expect(await screen.findByText("TICKET-4711")).toBeInTheDocument();
    await user.type(screen.getByLabelText("Customer id or identifier"), "phone:+8613800138000");
    await user.click(screen.getByRole("button", { name: "Search" }));
    await waitFor(() => expect(asked.at(-1)!.path).toBe("/api/audit/accesses?identifier=phone%3A%2B8613800138000"));
  });

  it("verifies the whole log", async () => {
    const { user } = openConsole("/audit");
    await user.click(await screen.findByRole("button", { name: "Verify the whole log" }));
    expect(await screen.findByText("Nothing was changed.")).toBeInTheDocument();
  });

  it("steps through a life, event by event", async () => {
    const { user } = openConsole("/audit?tab=player&customer=c-004a1f00");
    expect(await screen.findByText(/^event 1 of/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Next event" }));
    expect(screen.getByText(/^event 2 of/)).toBeInTheDocument();
  });
});

describe("operations", () => {
  it("show lag, parked streams and start a replay", async () => {
    const { user, asked } = openConsole("/views");
    expect(await screen.findByText("18 behind")).toBeInTheDocument();
    expect(screen.getByText(/amount is not a number/)).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Replay Customer view" }));
    await user.click(await screen.findByRole("button", { name: "Start replay" }));
    await waitFor(() => expect(asked.some(({ path }) => path === "/api/views/customer-view/replays")).toBe(true));
    expect(await screen.findByText("Building")).toBeInTheDocument();
  });
});

describe("requests of data subjects", () => {
  it("are read, closed with an answer, and then stand among the closed", async () => {
    const { user, asked } = openConsole("/requests");
    expect(await screen.findByText("overdue")).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Read" }));
    const dialog = await screen.findByRole("dialog");
    expect(await within(dialog).findByText("I moved to Lyon.")).toBeInTheDocument();
    await user.click(within(dialog).getAllByRole("button", { name: "Close" }).at(-1)!);

    const row = screen.getByText("A correction").closest("tr")!;
    await user.click(within(row).getByRole("button", { name: "Close as fulfilled" }));
    await user.click(within(await screen.findByRole("tooltip")).getByRole("button", { name: "Close as fulfilled" }));
    await waitFor(() => expect(screen.queryByText("A correction")).not.toBeInTheDocument());
    expect(asked.find(({ path }) => path === "/api/subject-requests/r-2/closing")?.body).toEqual({ outcome: "FULFILLED" });
    await user.click(screen.getByText("Closed"));
    expect(await screen.findByText("Fulfilled")).toBeInTheDocument();
  });
});
