/** What the chat and the page around it tell each other. */

export const CHAT = "lotsen-chat";

// The page to the chat: whether it is seen, and in which colour.
export const HELLO = "hello";

// The chat to the page.
export const READY = "ready";
export const CLOSE = "close";
export const UNREAD = "unread";
