import { words } from "../language/words";

export const sessionWords = words(
  {
    title: "Sign in",
    lead: "Every profile, segment and figure here is a memory of events. Sign in with a token to read them.",
    token: "Access token",
    tokenHint: "The first administrator's token is printed when the server starts, and kept in the file admin-token of its home.",
    tokenMissing: "Please paste your token.",
    enter: "Sign in",
    refused: "This token is not known to the server. Check that it was pasted whole, or ask an administrator for a new one.",
    expired: "You were signed out: the server no longer accepts your token. Please sign in again.",
    kept: "The token is kept for this browser tab only.",
  },
  {
    title: "登录",
    lead: "这里的每一份画像、客群和数字，都是对事件的记忆。请用访问令牌登录查看。",
    token: "访问令牌",
    tokenHint: "首个管理员令牌会在服务启动时打印出来，并保存在其主目录的 admin-token 文件中。",
    tokenMissing: "请粘贴您的令牌。",
    enter: "登录",
    refused: "服务器不认识这个令牌。请确认粘贴完整，或向管理员申请新的令牌。",
    expired: "您已退出：服务器不再接受您的令牌，请重新登录。",
    kept: "令牌只保存在当前浏览器标签页中。",
  },
);
