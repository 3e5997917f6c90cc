import type { Session } from "../api/types";
import { useSession } from "./session";

type Role = Session["role"];
type Deed = "decideConsents" | "readHistory" | "countSegments" | "rebuildViews" | "changeSources" | "readQuarantine" | "decideIdentity";

/** The server decides; this only spares people what it would refuse. */
const MAY: Record<Deed, readonly Role[]> = {
  decideConsents: ["ADMINISTRATOR", "MARKETER", "INTEGRATION"],
  decideIdentity: ["ADMINISTRATOR", "MARKETER", "INTEGRATION"],
  readHistory: ["ADMINISTRATOR", "MARKETER", "AUDITOR"],
  countSegments: ["ADMINISTRATOR", "MARKETER", "ANALYST"],
  rebuildViews: ["ADMINISTRATOR"],
  changeSources: ["ADMINISTRATOR"],
  readQuarantine: ["ADMINISTRATOR", "ANALYST", "AUDITOR"],
};

export function useMay(deed: Deed): boolean {
  const { role } = useSession();
  return MAY[deed].some((each) => each === role);
}
