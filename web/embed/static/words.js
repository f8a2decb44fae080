/** The words of the launcher. It is one static file on a page of others, so it carries its own. */

export const WORDS = {
  sv: {
    lang: "sv",
    open: "Fråga om föreningar",
    hide: "Stäng chatten",
    close: "Stäng",
    accessibility: "Tillgänglighet",
    title: "Chatt: fråga om föreningar",
    unread: (count) => (count === 1 ? "1 nytt meddelande" : `${count} nya meddelanden`),
  },
  "sv-x-lattlast": {
    lang: "sv",
    open: "Fråga oss",
    hide: "Stäng chatten",
    close: "Stäng",
    accessibility: "Tillgänglighet",
    title: "Chatt: fråga om föreningar",
    unread: (count) => (count === 1 ? "1 nytt svar" : `${count} nya svar`),
  },
  fi: {
    lang: "fi",
    open: "Kysy yhdistysasioista",
    hide: "Sulje keskustelu",
    close: "Sulje",
    accessibility: "Saavutettavuus",
    title: "Keskustelu: kysy yhdistysasioista",
    unread: (count) => (count === 1 ? "1 uusi viesti" : `${count} uutta viestiä`),
  },
  en: {
    lang: "en",
    open: "Ask about associations",
    hide: "Close the chat",
    close: "Close",
    accessibility: "Accessibility",
    title: "Chat: ask about associations",
    unread: (count) => (count === 1 ? "1 new message" : `${count} new messages`),
  },
};
