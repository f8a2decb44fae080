/** Reads server-sent events from the body of a response. */

/** Yields the data of each event; `heard` is called at every sign of life, also the silent ones. */
export async function* eventsIn(body, heard) {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    heard();
    // Lines may end in CRLF, and a piece may end in between; JSON never holds a bare CR.
    rest += decoder.decode(value, { stream: true }).replaceAll("\r", "");
    const events = rest.split("\n\n");
    rest = events.pop();
    for (const event of events) {
      const data = dataOf(event);
      if (data) yield data;
    }
  }
}

function dataOf(event) {
  return event
    .split("\n")
    .filter((line) => line.startsWith("data:"))
    .map((line) => line.slice("data:".length).trimStart())
    .join("\n");
}
