/** Sends a file, and takes one. */

import { Problem, problemOf } from "./api.js";
import { language, text } from "./texts.js";

const SILENT = 30_000; // ms without a byte sent, or without an answer; then the line is dead

/**
 * Posts a file as the body of a request; fetch could not tell how far it has come. Throws Problem.
 * `signal` gives up; progressed(share) is told from 0 to 1.
 */
export function upload(url, file, headers, { signal, progressed }) {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const heard = watch(() => request.abort());
    request.open("POST", url);
    const named = { "Accept-Language": language, "X-File-Name": encodeURIComponent(file.name) };
    for (const [name, value] of Object.entries({ ...headers, ...named })) {
      request.setRequestHeader(name, value);
    }
    request.upload.addEventListener("progress", ({ loaded, total }) => {
      heard();
      progressed(loaded / total);
    });
    request.addEventListener("loadend", () => {
      heard.end();
      const { status } = request;
      if (status >= 200 && status < 300) resolve();
      else reject(problemOfRequest(request));
    });
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

/** Gives up when nothing is heard for too long. */
function watch(giveUp) {
  let timer = 0;
  const heard = () => {
    clearTimeout(timer);
    timer = setTimeout(giveUp, SILENT);
  };
  heard.end = () => clearTimeout(timer);
  heard();
  return heard;
}

function problemOfRequest({ status, responseText }) {
  try {
    const { message, code } = JSON.parse(responseText).error;
    return new Problem(message, status, code);
  } catch {
    // No answer, or a page of a proxy's own.
    return new Problem(text("chat-out-of-reach"), status);
  }
}

/** Has the browser save a file that a link cannot lead to, since it takes a secret. Throws Problem. */
export async function save(url, name, headers) {
  let body;
  try {
    const response = await fetch(url, { headers: { "Accept-Language": language, ...headers } });
    if (!response.ok) throw await problemOf(response);
    body = await response.blob();
  } catch (error) {
    throw error instanceof Problem ? error : new Problem(text("chat-out-of-reach"), 0);
  }
  const href = URL.createObjectURL(body);
  const link = document.createElement("a");
  Object.assign(link, { href, download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(href), 60_000); // some browsers ask first where to save it
}
