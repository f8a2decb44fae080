/** An article's fields: from the form to the shape that the server reads (knowledge/article.py). */

export function articleIn(form) {
  const given = new FormData(form);
  const text = (name) => given.get(name).trim();
  return {
    id: form.dataset.id || text("id"),
    title: text("title"),
    topic: text("topic"),
    association_types: given.getAll("association_types"),
    function: text("function"),
    questions: lines(text("questions")),
    open_questions: lines(text("open_questions")),
    source: text("source"),
    verified_on: text("verified_on"),
    review_by: text("review_by"),
    to_verify: lines(text("to_verify")),
    language: text("language"),
    translation_of: text("translation_of") || null,
    status: "draft",
    body: text("body").replaceAll("\r\n", "\n"),
  };
}

function lines(text) {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean);
}
