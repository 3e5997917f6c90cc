import type { Session } from "../api/types";
import { useSession } from "./session";

type Role = Session["roles"][number];
type Deed = "decideConsents" | "readHistory" | "countSegments" | "rebuildViews" | "changeSources" | "readQuarantine" | "decideIdentity" | "readTokens" | "issueTokens" | "erase" | "readErasures" | "readReceipts" | "readRequests" | "answerRequests" | "audit" | "issuePassports";

/** The server decides; this only spares people what it would refuse. */
const MAY: Record<Deed, readonly Role[]> = {
  decideConsents: ["ADMINISTRATOR", "MARKETER", "INTEGRATION"],
  decideIdentity: ["ADMINISTRATOR", "MARKETER", "INTEGRATION"],
  erase: ["ADMINISTRATOR"],
  readErasures: ["ADMINISTRATOR", "AUDITOR"],
  readReceipts: ["ADMINISTRATOR", "MARKETER", "AUDITOR"],
  readRequests: ["ADMINISTRATOR", "MARKETER", "AUDITOR"],
  answerRequests: ["ADMINISTRATOR"],
  readHistory: ["ADMINISTRATOR", "MARKETER", "AUDITOR"],
  countSegments: ["ADMINISTRATOR", "MARKETER", "ANALYST"],
  rebuildViews: ["ADMINISTRATOR"],
  changeSources: ["ADMINISTRATOR"],
  readQuarantine: ["ADMINISTRATOR", "ANALYST", "AUDITOR"],
  readTokens: ["ADMINISTRATOR", "AUDITOR"],
  issueTokens: ["ADMINISTRATOR"],
  audit: ["ADMINISTRATOR", "AUDITOR"],
  issuePassports: ["ADMINISTRATOR"],
};

export function useMay(deed: Deed): boolean {
  const { roles } = useSession();
  return MAY[deed].some((each) => roles.includes(each));
}
