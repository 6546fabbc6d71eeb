// The query form: questions with their parameters, or SPARQL of one's own; answers as a table to sort and follow.
"use strict";

const $ = (id) => document.getElementById(id);
const START = "SELECT ?name ?class WHERE {\n  ?thing a ?class ; rdfs:label ?name .\n}\nORDER BY ?name\nLIMIT 100\n";
let questions = [];
let sorted = { column: -1, up: true };

function element(tag, text, attributes = {}) {
  const made = document.createElement(tag);
  made.textContent = text;
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
}

// A string as it stands between quotation marks in SPARQL.
function quoted(text) {
  const escapes = { "\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r" };
  return `"${text.normalize("NFC").replace(/[\\"\n\r]/g, (c) => escapes[c])}"`;
}

function fill() {
  const asked = questions.find((q) => q.name === $("question").value);
  if (!asked) return;
  let query = asked.query;
  for (const p of asked.parameters) {
    const value = $(`parameter-${p.name}`).value.trim();
    const blank = `VALUES ?${p.variable} { UNDEF }`;
    if (value) query = query.replace(blank, () => blank.replace("UNDEF", () => quoted(value) + (p.kind === "text" ? "" : "@zh")));
  }
  $("query").value = query;
}

function choose() {
  const asked = questions.find((q) => q.name === $("question").value);
  $("parameters").replaceChildren();
  $("about").textContent = asked ? `${asked.description.zh} ${asked.description.en}` : "";
  for (const p of asked?.parameters ?? []) {
    const label = element("label", ` ${p.zh}${p.required ? " *" : ""} `);
    const input = element("input", "", { id: `parameter-${p.name}` });
    if (p.required) input.required = true;
    input.addEventListener("input", fill);
    label.append(input);
    $("parameters").append(label);
  }
  fill();
}

// Entities' pages stand on this server at the path of their IRIs.
function link(iri) {
  const local = document.documentElement.dataset.entities;
  try {
    const path = new URL(iri).pathname;
    return path.startsWith(local) ? path : iri;
  } catch {
    return iri;
  }
}

function cell(term) {
  const made = document.createElement("td");
  if (!term) return made;
  if (term.type === "uri" && /^https?:/.test(term.value)) {
    const short = term.value.replace(/^.*[#/](?=.)/, "");
    made.append(element("a", short, { href: link(term.value), title: term.value }));
  } else {
    made.textContent = term.type === "triple" ? JSON.stringify(term.value) : term.value;
  }
  return made;
}

function table(answer) {
  const made = document.createElement("table");
  const head = made.createTHead().insertRow();
  answer.head.vars.forEach((name, i) => {
    const title = element("th", name, { scope: "col" });
    title.addEventListener("click", () => sort(answer, i));
    head.append(title);
  });
  const body = made.createTBody();
  for (const row of answer.results.bindings) body.insertRow().append(...answer.head.vars.map((name) => cell(row[name])));
  $("result").replaceChildren(made);
}

function sort(answer, column) {
  sorted = { column, up: sorted.column === column ? !sorted.up : true };
  const name = answer.head.vars[column];
  const order = new Intl.Collator("zh", { numeric: true });
  answer.results.bindings.sort((a, b) => order.compare(a[name]?.value ?? "", b[name]?.value ?? "") * (sorted.up ? 1 : -1));
  table(answer);
}

async function run() {
  const query = $("query").value;
  const address = `/sparql?${new URLSearchParams({ query })}`;
  history.replaceState(null, "", address.length < 8000 ? address : "/sparql");
  $("status").textContent = "…";
  $("result").replaceChildren();
  $("downloads").hidden = $("graphs").hidden = true;
  $("run").disabled = true;
  const began = performance.now();
  try {
    const response = await fetch("/sparql", {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query", Accept: "application/sparql-results+json, text/turtle;q=0.9" },
      body: query,
    });
    const text = await response.text();
    if (!response.ok) {
      $("status").textContent = `${response.status}`;
      $("result").replaceChildren(element("p", text, { class: "error" }));
      return;
    }
    const seconds = ((performance.now() - began) / 1000).toFixed(2);
    const cut = response.headers.get("KG-Row-Limit");
    const note = cut ? ` · 结果已截断 cut off at ${cut.split(";")[0]}` : "";
    const isGraph = response.headers.get("Content-Type").startsWith("text/turtle");
    for (const a of document.querySelectorAll("a[data-format]")) a.href = `${address}&format=${a.dataset.format}`;
    $(isGraph ? "graphs" : "downloads").hidden = false;
    if (isGraph) {
      $("status").textContent = `${seconds} s${note}`;
      $("result").replaceChildren(element("pre", text));
      return;
    }
    const answer = JSON.parse(text);
    if ("boolean" in answer) {
      $("status").textContent = `${answer.boolean ? "是 yes" : "否 no"} · ${seconds} s`;
      return;
    }
    sorted = { column: -1, up: true };
    table(answer);
    $("status").textContent = `${answer.results.bindings.length} 行 rows · ${seconds} s${note}`;
  } catch (error) {
    $("status").textContent = `${error}`;
  } finally {
    $("run").disabled = false;
  }
}

async function start() {
  questions = await (await fetch("/questions.json")).json();
  for (const q of questions) $("question").append(element("option", `${q.title.zh} · ${q.title.en}`, { value: q.name }));
  $("question").addEventListener("change", choose);
  $("form").addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  $("query").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) $("form").requestSubmit();
  });
  const given = new URLSearchParams(location.search).get("query");
  $("query").value = given ?? START;
  if (given) run();
}

start();
