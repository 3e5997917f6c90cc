import "@testing-library/jest-dom/vitest";
import { cleanup, configure } from "@testing-library/react";
import { afterEach, vi } from "vitest";

// Lazy pages on a busy machine take their time; the page itself is too long to print when something is missing.
configure({
  asyncUtilTimeout: 15_000,
  getElementError: (message) => new Error(message ?? "not found"),
});

afterEach(() => {
  cleanup();
  localStorage.clear();
  sessionStorage.clear();
  window.location.hash = "";
  vi.unstubAllGlobals();
});

// What Ant Design asks of a browser and jsdom does not have.
window.matchMedia = (query) =>
  ({ matches: query.includes("min-width"), media: query, addListener() {}, removeListener() {}, addEventListener() {}, removeEventListener() {} }) as unknown as MediaQueryList;
globalThis.ResizeObserver = class {
  observe() {}
  unobserve() {}
  disconnect() {}
};
window.scrollTo = () => {};

// jsdom cannot read the cascade layers of Ant Design and says so for every style element; any other complaint is shown.
type Complaints = { removeAllListeners(name: string): void; on(name: string, hear: (error: Error) => void): void };
const { virtualConsole } = (globalThis as unknown as { jsdom: { virtualConsole: Complaints } }).jsdom;
virtualConsole.removeAllListeners("jsdomError");
virtualConsole.on("jsdomError", (error) => error.message.includes("parse CSS") || console.error(error));

// jsdom would match every rule of Ant Design's style sheets for every element it is asked about: minutes for nothing here.
const plain = document.createElement("div").style;
plain.display = "block";
window.getComputedStyle = () => plain;
