/** What every client is made to say, each in its own way, and what must be found of it afterwards. */
export const TRAITS = { plan: "gold", points: 42, favourites: ["tea", "cups"] };

export const ORDER = {
  event: "Order Completed",
  properties: {
    order_id: "o-1",
    revenue: 25.5,
    currency: "EUR",
    products: [{ product_id: "p-1", name: "Oolong", category: "tea", price: 12.75, quantity: 2 }],
  },
};

/** For clients that take no objects within properties. */
export const FLAT_ORDER = { event: ORDER.event, properties: { order_id: "o-1", revenue: 25.5, currency: "EUR" } };

export const PAGE = { name: "Home", properties: { section: "tea" } };

export const SCREEN = { name: "Cart", properties: { items: 2 } };

export const GROUP = { groupId: "acme", traits: { size: 12 } };

/** @param client its name; the people of different clients do not meet */
export function people(client) {
  return {
    userId: `${client}-ada`,
    anonymousId: `${client}-visitor`,
    previousId: `${client}-before`,
    traits: { ...TRAITS, email: `${client}@example.org` },
  };
}
