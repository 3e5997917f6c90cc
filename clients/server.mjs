/** The server under test, asked as an operator would ask it. */
export class Server {
  constructor(url, token) {
    this.url = url.replace(/\/$/, "");
    this.token = token;
  }

  async api(path, body) {
    const answer = await fetch(this.url + path, {
      method: body === undefined ? "GET" : "POST",
      headers: { Authorization: `Bearer ${this.token}`, "Content-Type": "application/json" },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
    const text = await answer.text();
    if (!answer.ok) {
      throw new Error(`${path} answered ${answer.status}: ${text}`);
    }
    return JSON.parse(text);
  }

  /** A source whose visitors are said to have consented. */
  source(name) {
    return this.api("/api/sources", {
      name,
      consentPolicy: { mode: "ASSERTED", purposes: ["collection", "profiling"], statement: "The lane asks nobody." },
    });
  }

  /** The one customer with this identifier, or undefined. */
  async customerId(type, value) {
    const { customers } = await this.api(`/api/customers?identifier=${encodeURIComponent(`${type}:${value}`)}`);
    return customers[0]?.customerId;
  }

  profile(customerId) {
    return this.api(`/api/customers/${customerId}`);
  }

  /** The behaviours in the customer's history, oldest first. */
  async behaviors(customerId) {
    const { events } = await this.api(`/api/customers/${customerId}/history?limit=500&order=asc`);
    return events.filter(({ name }) => name === "behavior-recorded").map(({ event }) => event.behavior);
  }
}
